// I06, by fencing tokens and by leases. While a key is claimed and neither completed nor removed,
// whoever claims it next has a higher token, and then only that token renews, hands over, completes
// or removes it. And nobody claims, completes or removes it before the lease that its holder was
// granted is over, by the store's clock less the stated skew: unless the holder handed it over, or
// his machine died. What sends (a step into `initiated` or `attempting`) is written by who holds
// the key; evidence is welcome from a former owner too. Once a key was completed or removed, its
// tokens may start anew. The same owner writing its claim twice (a commit whose answer was lost) is
// one claim.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// A claim of a key, or what somebody does with one.
struct Hold {
  template <typename Fact>
  explicit Hold(const Seen<Fact>& fact) : seen(&fact), key(fact.key), token(fact.token) {
    if constexpr (requires { fact.lease_end; }) lease_end = fact.lease_end;
  }

  const Observation* seen;
  Name key;
  std::uint64_t token;
  std::int64_t lease_end = 0;  // 0: nobody said, or it was handed over
};

void report(const Hold& holder, const Hold& other, std::string_view what, Violations& violations) {
  violations.add(detail::violation(
      fmt::format("key {} was held under token {} since {}, and was {} under token {} at {}",
                  other.key, holder.token, detail::moment(holder.seen->at), what, other.token,
                  detail::moment(other.seen->at)),
      {}, {holder.seen, other.seen}));
}

void report_early(const Hold& holder, const Hold& other, std::string_view what,
                  Violations& violations) {
  violations.add(detail::violation(
      fmt::format("key {} was granted to {} until {}, and was {} by {} at {}", other.key,
                  holder.seen->observer, detail::moment(holder.lease_end), what,
                  other.seen->observer, detail::moment(other.seen->at)),
      {}, {holder.seen, other.seen}));
}

bool fenced(const Hold& left, const Hold& right) { return left.token != 0 && right.token != 0; }

bool same_machine(const Hold& left, const Hold& right) {
  const Name one = left.seen->observer, other = right.seen->observer;
  return one == other || one.empty() || other.empty();
}

// The machine of a holder lost its power before somebody else came.
bool died_before(const Index& index, const Hold& holder, const Observation& other) {
  return std::ranges::any_of(index.of<MachineDied>(), [&](const Seen<MachineDied>& death) {
    return death.observer == holder.seen->observer && death.sequence > holder.seen->sequence &&
           death.sequence < other.sequence;
  });
}

// What the holder was granted had not run out, and nothing had ended it.
bool leased(const Index& index, const Hold& holder, const Observation& other) {
  if (holder.lease_end <= 0) return false;
  const auto end = detail::subtract(holder.lease_end, index.bounds().skew_max);
  return other.at < end && !died_before(index, holder, other);
}

void judge_claim(const Index& index, const Hold& holder, const Hold& claim,
                 Violations& violations) {
  if (!fenced(holder, claim)) {
    return violations.undecided("a key changed hands, and the claims show no fencing tokens");
  }
  const bool again = claim.token == holder.token && same_machine(holder, claim);
  if (again) return;
  if (claim.token <= holder.token) return report(holder, claim, "claimed", violations);
  if (leased(index, holder, *claim.seen)) report_early(holder, claim, "claimed", violations);
}

// Only the last holder renews, hands over and ends what it holds.
void judge_act(const Index& index, const Hold& holder, const Hold& act, std::string_view what,
               Violations& violations) {
  if (!fenced(holder, act)) return;
  if (act.token < holder.token) return report(holder, act, what, violations);
  const bool others = !same_machine(holder, act);
  if (others && leased(index, holder, *act.seen)) report_early(holder, act, what, violations);
}

// Who holds one key, as its facts pass by.
class Holder {
 public:
  Holder(const Index& index, Violations& violations) : index_(index), violations_(violations) {}

  void see(const Observation& row) {
    if (const auto* claim = row.as<KeyClaimed>()) return claimed(Hold{*claim});
    if (const auto* renewal = row.as<KeyRenewed>()) return goes_on(Hold{*renewal}, "renewed");
    if (const auto* left = row.as<KeyHandedOver>()) return goes_on(Hold{*left}, "handed over");
    if (const auto* completion = row.as<KeyCompleted>()) {
      ended(Hold{*completion}, "completed");
      completed_ = Hold{*completion};
    }
    if (const auto* release = row.as<KeyReleased>()) ended(Hold{*release}, "removed");
  }

 private:
  void claimed(const Hold& claim) {
    if (holder_) judge_claim(index_, *holder_, claim, violations_);
    if (!holder_ || claim.token >= holder_->token) holder_ = claim;
    completed_.reset();
  }
  void goes_on(const Hold& act, std::string_view what) {
    if (!holder_) return;
    judge_act(index_, *holder_, act, what, violations_);
    if (act.token >= holder_->token) holder_->lease_end = act.lease_end;
  }
  void ended(const Hold& by, std::string_view what) {
    const auto& last = holder_ ? holder_ : completed_;
    if (last) judge_act(index_, *last, by, what, violations_);
    holder_.reset();
    completed_.reset();
  }

  const Index& index_;
  Violations& violations_;
  std::optional<Hold> holder_, completed_;
};

// The last claim of a key before a moment that was not ended by then.
const Seen<KeyClaimed>* held_at(Rows key, const Observation& moment) {
  const Seen<KeyClaimed>* claim = nullptr;
  for (const auto* row : key) {
    if (row->sequence >= moment.sequence) break;
    if (const auto* claimed = row->as<KeyClaimed>()) claim = claimed;
    if (row->is<KeyCompleted, KeyReleased>()) claim = nullptr;
  }
  return claim;
}

bool claimed_by(Rows key, Name machine, const Observation& before) {
  return first<KeyClaimed>(key, [&](const Seen<KeyClaimed>& claim) {
           return claim.observer == machine && claim.sequence < before.sequence;
         }) != nullptr;
}

// The machine holds some key under which the intent was asked for.
bool holds_another(const Index& index, Rows intent, const Observation& step) {
  for (const auto& asked : only<RequestSent>(intent)) {
    const Id key = index.key_of(asked);
    const auto* holder = key == no_id ? nullptr : held_at(index.keys()[key], step);
    if (holder != nullptr && holder->observer == step.observer) return true;
  }
  return false;
}

// Steps that send, by a machine that had the key and has lost it to another.
void judge_steps(const Index& index, Rows key, Rows intent, Violations& violations) {
  for (const auto& step : only<TransitionCommitted>(intent)) {
    if (step.to != State::initiated && step.to != State::attempting) continue;
    const auto* holder = held_at(key, step);
    const bool lost = holder != nullptr && !step.observer.empty() && !holder->observer.empty() &&
                      holder->observer != step.observer && claimed_by(key, step.observer, step);
    if (!lost || holds_another(index, intent, step)) continue;
    violations.add(detail::violation(
        fmt::format("{} went to {} at {} by {}, whose key {} had passed to {} at {}",
                    detail::name_of(step), to_text(step.to), detail::moment(step.at),
                    step.observer, holder->key, holder->observer, detail::moment(holder->at)),
        step.amount, {holder, &step}));
  }
}

// Several machines claimed the key, one after another.
bool changed_machines(Rows key) {
  const auto* one = first<KeyClaimed>(key);
  return one != nullptr && first<KeyClaimed>(key, [&](const Seen<KeyClaimed>& claim) {
                             return claim.observer != one->observer;
                           }) != nullptr;
}

void judge_key(const Index& index, Rows rows, Violations& violations) {
  Holder holder(index, violations);
  for (const auto* row : rows) holder.see(*row);
  if (!changed_machines(rows)) return;
  const auto* asked = first<RequestSent>(rows);
  const Id intent = asked == nullptr ? no_id : index.intent_of(*asked);
  if (intent != no_id) judge_steps(index, rows, index.intents()[intent], violations);
}

void check(const Index& index, Violations& violations) {
  if (index.of<KeyClaimed>().empty()) return;
  for (std::size_t key = 0; key < index.keys().size(); ++key) {
    judge_key(index, index.keys()[key], violations);
  }
}

}  // namespace

Property single_executor() {
  return {.name = "single_executor",
          .claim = "One request is carried out by one worker at a time; a late one is turned away.",
          .rule = "I06",
          .severity = Severity::double_charge,
          .needs = bit(Source::keys),
          .check = check};
}

}  // namespace assay::properties
