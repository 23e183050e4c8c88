// I16, of the books: of what somebody has of a payment, no more goes back, and no more is set aside
// for what may still go back, than is there: booked less pending is never below nothing. Judged at
// each entry of the service's own books, in the order of commits; where it keeps none there is
// nothing to judge. What processors really moved is amount_ladder's.
#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "properties/detail/own_books.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// Whose part of a payment, in one currency.
using Part = std::tuple<Name, Name, Currency>;

struct Available {
  std::int64_t booked = 0;
  std::int64_t pending = 0;  ///< set aside
  const Seen<LegBooked>* last = nullptr;
};

// All legs of one commit, which is one step from what was available to what is.
class Parts {
 public:
  explicit Parts(Violations& violations) : violations_(violations) {}

  void take(const Seen<LegBooked>& leg) {
    if (last_ != nullptr && last_->transaction != leg.transaction) judge();
    last_ = &leg;
    if (!detail::is_part(leg)) return;
    Available& part = parts_[{leg.account, leg.owner, leg.amount.currency}];
    part.last = &leg;
    if (leg.pending) {
      part.pending = detail::add(part.pending, leg.amount.minor);
    } else {
      part.booked = detail::subtract(part.booked, leg.amount.minor);
    }
  }

  void judge() {
    for (const auto& [part, it] : parts_) {
      const std::int64_t left = detail::subtract(it.booked, it.pending);
      if (left >= 0 || !reported_.insert(part).second) continue;
      const Amount beyond{detail::subtract(0, left), std::get<Currency>(part)};
      violations_.add(detail::violation(
          fmt::format("{} spends {} of {} beyond what is available: {} is booked, {} set aside",
                      detail::name_of(*it.last), detail::money(beyond), std::get<0>(part),
                      detail::money({it.booked, beyond.currency}),
                      detail::money({it.pending, beyond.currency})),
          beyond, {it.last}));
    }
  }

 private:
  Violations& violations_;
  const Seen<LegBooked>* last_ = nullptr;
  std::map<Part, Available> parts_;
  std::set<Part> reported_;
};

void check(const Index& index, Violations& violations) {
  if (index.of<LegBooked>().empty()) return;
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    Parts parts(violations);
    for (const auto& leg : only<LegBooked>(index.payables()[payable])) parts.take(leg);
    parts.judge();
  }
}

}  // namespace

Property within_available() {
  return {.name = "within_available",
          .claim = "Nobody's money is spent twice: only what is there and not set aside can go.",
          .rule = "I16",
          .severity = Severity::money_lost,
          .needs = bit(Source::ledger),
          .check = check};
}

}  // namespace assay::properties
