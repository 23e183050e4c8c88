// I16: no more is captured than was authorised, and no more refunded than was captured; and when
// the service sends a refund, those that may still stand, pending ones included, leave room for it.
// Limits are lenient where a history cannot tell: every hold that ever was counts, and so does an
// over-capture that the client itself asked for. A payable without any hold or capture in the
// recording has no limit to judge by. Disputes are not part of an observation yet.
#include <fmt/format.h>

#include <map>
#include <optional>
#include <string_view>

#include "properties/detail/attempts.hpp"
#include "properties/detail/funds.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Effect;
using Effects = std::vector<Effect>;

template <typename Fact>
void report(const Seen<Fact>& step, std::int64_t sum, std::int64_t limit, std::string_view what,
            std::string_view of, Violations& violations) {
  const auto& currency = step.amount.currency;
  violations.add(detail::violation(
      fmt::format("with {} at {}, {} of {} came to {}, and only {} had been {}",
                  detail::name_of(step), detail::moment(step.at), what, step.payable,
                  detail::money({sum, currency}), detail::money({limit, currency}), of),
      {detail::subtract(sum, limit), currency}, {&step}));
}

// The money of one payable.
struct Money {
  const Index& index;
  Rows rows;
  const detail::FundsOverTime& funds;
  std::optional<detail::OwedOverTime> owed;  // made once somebody asks

  std::int64_t asked_for(const Seen<EffectApplied>& capture) {
    if (!owed) owed.emplace(index, rows);
    return owed->at(OperationKind::capture, capture.sequence, capture.amount.currency).minor;
  }
};

void judge_capture(Money& money, const Seen<EffectApplied>& capture, Violations& violations) {
  const auto& currency = capture.amount.currency;
  const auto funds = money.funds.at(capture.sequence, currency);
  if (funds.authorised == 0 || funds.captured <= funds.authorised) return;
  if (funds.captured <= money.asked_for(capture)) return;
  report(capture, funds.captured, funds.authorised, "the captures", "authorised", violations);
}

// What there is to refund; nothing where the recording does not show it.
std::int64_t refundable(const detail::Funds& funds) {
  return funds.captured > 0 ? funds.captured : funds.authorised;
}

void judge_refund(const Money& money, const Seen<EffectApplied>& refund, Violations& violations) {
  const auto funds = money.funds.at(refund.sequence, refund.amount.currency);
  if (refundable(funds) == 0)
    return violations.undecided("a refund of what was never seen to move");
  if (funds.refunded <= refundable(funds)) return;
  report(refund, funds.refunded, refundable(funds), "the refunds", "captured", violations);
}

// One refund as its facts are shown in order: it may have moved money, or may still, as far as
// anybody could know.
class Refund {
 public:
  explicit Refund(const Index& index) : evidence_(index) {}

  void see(const Observation& seen) {
    evidence_.see(seen);
    if (const auto* sent = seen.as<AttemptSent>()) {
      amounts_.try_emplace(sent->amount.currency, sent->amount.minor);
    }
    if (seen.is<AttemptSent, EffectApplied>()) refuted_ = false;
    if (seen.is<EffectReversed, EffectDeclined>()) refuted_ = true;
    const auto* step = seen.as<TransitionCommitted>();
    if (step == nullptr) return;
    refuted_ = step->to == State::declined || step->to == State::failed;
  }

  bool may_stand() const { return !refuted_ && evidence_.standing(no_id) != nullptr; }
  // What it was first sent for, in that currency.
  std::int64_t amount(Currency currency) const {
    const auto found = amounts_.find(currency);
    return found == amounts_.end() ? 0 : found->second;
  }
  const std::map<Currency, std::int64_t>& amounts() const { return amounts_; }

 private:
  detail::Attempts evidence_;
  std::map<Currency, std::int64_t> amounts_;
  bool refuted_ = false;
};

// The refunds of one payable that may stand, as its facts are shown in order.
class Refunds {
 public:
  explicit Refunds(const Index& index) : index_(index) {}

  void see(const Observation& seen) {
    auto& refund = refunds_.try_emplace(index_.intent_of(seen), index_).first->second;
    count(refund, -1);
    refund.see(seen);
    count(refund, 1);
  }

  // Amounts of all but the refund that is about to be sent.
  std::int64_t reserved_beside(const Seen<AttemptSent>& sent) const {
    const auto& currency = sent.amount.currency;
    const auto all = reserved_.find(currency);
    if (all == reserved_.end()) return 0;
    const auto own = refunds_.find(index_.intent_of(sent));
    const bool counted = own != refunds_.end() && own->second.may_stand();
    return detail::narrow(all->second - (counted ? own->second.amount(currency) : 0));
  }

 private:
  void count(const Refund& refund, int sign) {
    if (!refund.may_stand()) return;
    for (const auto& [currency, minor] : refund.amounts()) {
      reserved_[currency] += sign * detail::Wide{minor};
    }
  }

  const Index& index_;
  std::map<Id, Refund> refunds_;
  std::map<Currency, detail::Wide> reserved_;
};

void judge_sent(const Money& money, const Refunds& refunds, const Seen<AttemptSent>& sent,
                Violations& violations) {
  const auto limit = refundable(money.funds.at(sent.sequence, sent.amount.currency));
  const auto sum = detail::add(refunds.reserved_beside(sent), sent.amount.minor);
  if (limit == 0 || sum <= limit) return;
  report(sent, sum, limit, "refunds under way or done", "captured", violations);
}

void judge_payable(const Index& index, std::size_t payable, Violations& violations) {
  const Rows rows = index.payables()[payable];
  const auto& [effects, funds] = index.money_of(payable);
  Money money{index, rows, funds, {}};
  for (const auto& effect : effects) {
    const auto& applied = *effect.applied;
    if (applied.amount.currency.empty()) continue;
    const auto kind = index.kind_of(applied);
    if (kind == OperationKind::capture) judge_capture(money, applied, violations);
    if (kind == OperationKind::refund) judge_refund(money, applied, violations);
  }
  Refunds refunds(index);
  for (const auto* row : rows) {
    if (index.kind_of(*row) != OperationKind::refund) continue;
    const auto* sent = row->as<AttemptSent>();
    const bool priced = sent != nullptr && !sent->amount.currency.empty();
    if (priced) judge_sent(money, refunds, *sent, violations);
    refunds.see(*row);
  }
}

void check(const Index& index, Violations& violations) {
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    judge_payable(index, payable, violations);
  }
}

}  // namespace

Property amount_ladder() {
  return {.name = "amount_ladder",
          .claim = "No more is taken than was agreed, and no more given back than was taken.",
          .rule = "I16",
          .severity = Severity::double_charge,
          .needs = bit(Source::truth),
          .check = check};
}

}  // namespace assay::properties
