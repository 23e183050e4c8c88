// I21, of the service's own books: at rest, what is reserved is what may still be taken or go back,
// and no more: holds that stand at a processor and were neither captured nor released, what a
// capture left of one where it stands on (then its effect says until when), and what is still open.
// A hold that has lapsed may stand with its date. Which hold a capture took is not part of an
// observation, so that of several holds the largest and smallest bound what may be left.
// Where a service keeps no books there is nothing to judge.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "properties/detail/beliefs.hpp"
#include "properties/detail/effects.hpp"
#include "properties/detail/funds.hpp"
#include "properties/detail/own_books.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Wide;

// Of one payable, in one currency. Units: minor.
struct Reserved {
  Wide holds = 0, refunds = 0;  ///< as the books have it
  std::vector<std::int64_t> standing;
  Wide perhaps = 0;  ///< holds that are open, or have lapsed, or whose release is open
  Wide open_refunds = 0;
  std::size_t captures = 0;  ///< that leave nothing of their hold
  Wide parts = 0;            ///< captured of holds that stand on
  std::size_t holds_meant = 0;
  const Observation* last = nullptr;
};

class Payable {
 public:
  Payable(const Index& index, Rows rows) : index_(index) {
    for (const auto& leg : only<LegBooked>(rows)) add(leg);
    std::set<Id> intents;
    for (const Observation* row : rows) intents.insert(index.intent_of(*row));
    for (const Id intent : intents) add(index.intents()[intent], index.kind_of(intent));
  }

  const std::map<Currency, Reserved>& all() const { return reserved_; }

 private:
  void add(const Seen<LegBooked>& leg) {
    if (!leg.pending) return;
    Reserved& it = reserved_[leg.amount.currency];
    if (leg.account == detail::customer) {
      it.holds -= leg.amount.minor;
    } else if (leg.account != detail::clearing) {
      it.refunds += leg.amount.minor;
    }
    it.last = &leg;
  }

  void add(Rows intent, OperationKind kind) {
    for (const detail::Belief& belief : detail::beliefs_of(index_, intent)) {
      Reserved& it = reserved_[belief.last->amount.currency];
      const bool is_open = !detail::terminal(belief.state);
      const std::int64_t minor = belief.last->amount.minor;
      if (kind == OperationKind::refund && is_open) it.open_refunds += minor;
      if (kind == OperationKind::void_authorisation && is_open) it.perhaps += minor;
      if (kind == OperationKind::capture && belief.state == State::succeeded) {
        if (stands_on(intent)) {
          it.parts += minor;
        } else {
          ++it.captures;
        }
      }
      if (kind != OperationKind::authorise) continue;
      ++it.holds_meant;
      if (is_open) it.perhaps += minor;
      if (belief.state == State::succeeded) add_hold(it, intent, minor);
    }
  }

  // Whether a capture left its hold standing, for more captures or for a void.
  static bool stands_on(Rows intent) {
    const auto effects = detail::effects_of(intent);
    return std::ranges::any_of(effects, [](const detail::Effect& effect) {
      return effect.applied->capture_before != 0;
    });
  }

  // A hold stands while an effect of it does; what was released or has lapsed is known by that.
  void add_hold(Reserved& it, Rows intent, std::int64_t minor) {
    bool stands = false, lapsed = false;
    for (const detail::Effect& effect : detail::effects_of(intent)) {
      const std::int64_t until = effect.applied->capture_before;
      if (until != 0 && until <= index_.end()) {
        lapsed = true;
      } else if (effect.reversed == nullptr) {
        stands = true;
      }
    }
    if (stands) {
      it.standing.push_back(minor);
    } else if (lapsed) {
      it.perhaps += minor;
    }
  }

  const Index& index_;
  std::map<Currency, Reserved> reserved_;
};

// All but as many as were captured.
Wide without(std::span<const std::int64_t> sorted, std::size_t captured) {
  Wide sum = 0;
  for (std::size_t i = std::min(captured, sorted.size()); i < sorted.size(); ++i) sum += sorted[i];
  return sum;
}

void report(std::string_view what, Name payable, const Reserved& it, Wide said, Wide right,
            Currency currency, Violations& violations) {
  const Wide off = said > right ? said - right : right - said;
  violations.add(detail::violation(
      fmt::format("{} of {}: the books reserve {} at rest, though {} is all that may still {}",
                  what, payable, detail::money({detail::narrow(said), currency}),
                  detail::money({detail::narrow(right), currency}),
                  what == "holds" ? "be taken" : "go back"),
      {detail::narrow(off), currency}, {it.last}));
}

void judge(Name payable, Currency currency, Reserved it, Violations& violations) {
  std::ranges::sort(it.standing);
  // Which of several holds was captured in parts is not known; of a single one it is.
  const Wide surely = it.holds_meant == 1 ? it.parts : 0;
  const Wide most = std::max<Wide>(without(it.standing, it.captures) - surely, 0) + it.perhaps;
  std::ranges::reverse(it.standing);
  const Wide least = std::max<Wide>(without(it.standing, it.captures) - it.parts, 0);
  if (it.last == nullptr) return;
  if (it.holds > most) report("holds", payable, it, it.holds, most, currency, violations);
  if (it.holds < least) report("holds", payable, it, it.holds, least, currency, violations);
  if (it.refunds != it.open_refunds) {
    report("refunds", payable, it, it.refunds, it.open_refunds, currency, violations);
  }
}

void check(const Index& index, Violations& violations) {
  if (index.of<LegBooked>().empty()) return;
  if (!index.at_rest()) return violations.undecided("the world did not come to rest");
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    const Rows rows = index.payables()[payable];
    if (rows.empty()) continue;
    const Payable reserved(index, rows);
    for (const auto& [currency, it] : reserved.all()) {
      judge(named_by(*rows.front()).payable, currency, it, violations);
    }
  }
}

}  // namespace

Property holds_released() {
  return {
      .name = "holds_released",
      .claim = "What is set aside is let go as soon as nothing can come of it any more.",
      .rule = "I21",
      .severity = Severity::stuck,
      .needs = bit(Source::ledger) | bit(Source::belief) | bit(Source::truth) | bit(Source::world),
      .check = check};
}

}  // namespace assay::properties
