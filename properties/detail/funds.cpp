// Sums that change by what one fact changes. They are kept wider than an amount, so that what was
// added can be taken away again, and held at an amount's limits only when they are read.
#include "properties/detail/funds.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace assay::properties::detail {
namespace {

// An effect comes or goes.
struct Change {
  const Observation* by = nullptr;
  std::size_t effect = 0;
};

std::vector<Change> changes_of(const std::vector<Effect>& effects) {
  std::vector<Change> changes;
  changes.reserve(effects.size() + 1);
  for (std::size_t i = 0; i < effects.size(); ++i) {
    changes.push_back({effects[i].applied, i});
    if (effects[i].reversed != nullptr) changes.push_back({effects[i].reversed, i});
  }
  std::ranges::stable_sort(changes, {}, [](const Change& change) { return change.by->sequence; });
  return changes;
}

// The effects of one intent. The first that stands is the one that counts.
class OneIntent {
 public:
  void apply(std::size_t effect) { effects_.push_back({effect, true}); }
  void reverse(std::size_t effect) {
    const auto found = std::ranges::lower_bound(effects_, effect, {}, &Standing::effect);
    found->stands = false;
    while (first_ < effects_.size() && !effects_[first_].stands) ++first_;
  }
  std::optional<std::size_t> counted() const {
    if (first_ == effects_.size()) return std::nullopt;
    return effects_[first_].effect;
  }

 private:
  struct Standing {
    std::size_t effect = 0;
    bool stands = false;
  };

  std::vector<Standing> effects_;
  std::size_t first_ = 0;
};

// The sums of one currency.
struct Sums {
  Wide authorised = 0, held = 0, captured = 0, refunded = 0;

  void add(OperationKind kind, Wide minor) {
    if (kind == OperationKind::authorise) held += minor;
    if (kind == OperationKind::capture) captured += minor;
    if (kind == OperationKind::refund) refunded += minor;
  }
  Funds read() const {
    return {narrow(authorised), narrow(held), narrow(captured), narrow(refunded)};
  }
};

}  // namespace

std::int64_t narrow(Wide sum) {
  constexpr Wide lowest = std::numeric_limits<std::int64_t>::min();
  constexpr Wide highest = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::clamp(sum, lowest, highest));
}

FundsOverTime::FundsOverTime(const Index& index, const std::vector<Effect>& effects, bool each) {
  std::map<std::size_t, OneIntent> intents;
  std::map<Currency, Sums> sums;
  for (const Change& change : changes_of(effects)) {
    const Seen<EffectApplied>& effect = *effects[change.effect].applied;
    const Id id = index.intent_of(effect);
    const OperationKind kind = index.kind_of(id);
    OneIntent& intent = intents[each ? change.effect : id];
    const auto before = intent.counted();
    const auto count = [&](std::size_t which, Wide sign) {
      const Amount& amount = effects[which].applied->amount;
      Sums& sum = sums[amount.currency];
      sum.add(kind, sign * amount.minor);
      auto& moments = moments_[amount.currency];
      if (moments.empty() || moments.back().from != change.by) moments.push_back({change.by, {}});
      moments.back().funds = sum.read();
    };
    if (change.by == &effect) {
      intent.apply(change.effect);
      if (kind == OperationKind::authorise) {
        sums[effect.amount.currency].authorised += effect.amount.minor;
        count(change.effect, 0);
      }
    } else {
      intent.reverse(change.effect);
    }
    const auto after = intent.counted();
    if (before == after) continue;
    if (before) count(*before, -1);
    if (after) count(*after, 1);
  }
}

const std::vector<FundsMoment>& FundsOverTime::moments(Currency currency) const {
  static const std::vector<FundsMoment> none;
  const auto found = moments_.find(currency);
  return found == moments_.end() ? none : found->second;
}

Funds FundsOverTime::at(std::uint64_t sequence, Currency currency) const {
  const std::vector<FundsMoment>& all = moments(currency);
  const auto after = std::ranges::upper_bound(
      all, sequence, {}, [](const FundsMoment& moment) { return moment.from->sequence; });
  return after == all.begin() ? Funds{} : std::prev(after)->funds;
}

bool ends_for_client(const Observation& seen) {
  if (const auto* reported = seen.as<ResponseReceived>())
    return reported->outcome == Outcome::declined;
  if (const auto* reported = seen.as<NotificationReceived>())
    return reported->outcome == Outcome::declined;
  const auto* given_up = seen.as<IntentAbandoned>();
  return given_up != nullptr && given_up->reason == cancelled;
}

namespace {

// What was declared through one intent, and whether it is still owed.
struct Declared {
  std::optional<OperationKind> kind;                // of its first declaration
  std::map<Currency, std::int64_t> most{};
  bool over = false;
};

// What is declared through one kind of operation in one currency.
struct Line {
  Wide standing = 0;  // by intents that are not over
  std::int64_t most = 0;

  std::int64_t owed() const { return std::max(narrow(standing), most); }
};

}  // namespace

OwedOverTime::OwedOverTime(const Index& index, Rows payable) {
  std::map<Id, Declared> intents;
  std::map<std::pair<OperationKind, Currency>, Line> lines;
  const auto change = [&](const Observation& by, OperationKind kind, Currency currency, Wide minor,
                          std::int64_t most) {
    Line& line = lines[{kind, currency}];
    line.standing += minor;
    line.most = std::max(line.most, most);
    moments_[{kind, currency}].push_back({by.sequence, line.owed()});
  };
  for (const Observation* row : payable) {
    const auto* declared = row->as<IntentDeclared>();
    const auto* sent = row->as<RequestSent>();
    if (declared == nullptr && sent == nullptr && !ends_for_client(*row)) continue;
    Declared& intent = intents[index.intent_of(*row)];
    if (sent != nullptr) {
      // The key may go out with another body before the one that was meant was let in.
      std::int64_t& most = intent.most[sent->amount.currency];
      if (!intent.kind || intent.over || sent->amount.minor <= most) continue;
      change(*row, *intent.kind, sent->amount.currency, Wide{sent->amount.minor} - most,
             sent->amount.minor);
      most = sent->amount.minor;
    } else if (declared != nullptr) {
      const Amount& amount = declared->amount;
      if (!intent.kind) intent.kind = declared->kind;
      declared_.try_emplace(*intent.kind, declared->sequence);
      std::int64_t& most = intent.most[amount.currency];
      const std::int64_t more = std::max(amount.minor, most);
      change(*row, *intent.kind, amount.currency, intent.over ? 0 : Wide{more} - most, more);
      most = more;
    } else if (!std::exchange(intent.over, true)) {
      for (const auto& [currency, most] : intent.most) {
        change(*row, *intent.kind, currency, -Wide{most}, 0);
      }
    }
  }
}

Owed OwedOverTime::at(OperationKind kind, std::uint64_t sequence, Currency currency) const {
  Owed owed;
  const auto since = declared_.find(kind);
  owed.declared = since != declared_.end() && since->second <= sequence;
  const auto found = moments_.find({kind, currency});
  if (found == moments_.end()) return owed;
  const auto after = std::ranges::upper_bound(found->second, sequence, {}, &Moment::sequence);
  if (after != found->second.begin()) owed.minor = std::prev(after)->minor;
  return owed;
}

}  // namespace assay::properties::detail
