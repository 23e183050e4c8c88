// I18: the legs of each posting add up to nothing, currency by currency, in a ledger and in the
// service's own books, what is pending by itself; so the sum over all accounts is nothing at all
// times. An exchange is a posting whose legs balance in each of its
// currencies, through accounts of its own. Not a judge of whether the right thing was booked.
// The last posting of a recording that breaks off may lack legs that were never written down.
#include <fmt/format.h>

#include <map>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// What the legs of one posting add up to in one currency and layer.
struct Sum {
  Name posting;
  Currency currency;
  const Observation* first = nullptr;
  const Observation* last = nullptr;
  std::int64_t minor = 0;
};

// Which posting a leg belongs to.
Name posting_of(const PostingCommitted& leg) { return leg.transaction; }
Name posting_of(const LegBooked& leg) { return leg.entry; }
bool is_pending(const PostingCommitted&) { return false; }
bool is_pending(const LegBooked& leg) { return leg.pending; }

// The sums of all postings, in the order in which they began.
class Sums {
 public:
  template <typename Leg>
  Sum& of(const Seen<Leg>& leg) {
    const Name posting = posting_of(leg);
    const Currency currency = leg.amount.currency;
    const auto [place, is_new] =
        places_.try_emplace({posting, currency, is_pending(leg), leg.observer}, all_.size());
    return is_new ? all_.emplace_back(Sum{posting, currency, &leg, &leg, 0}) : all_[place->second];
  }
  const std::vector<Sum>& all() const { return all_; }

 private:
  std::vector<Sum> all_;
  std::map<std::tuple<Name, Currency, bool, Name>, std::size_t> places_;
};

// Nothing more was recorded after this leg, so others of its posting may be missing.
bool may_be_cut_off(const Index& index, const Sum& sum) {
  return !index.at_rest() && sum.last == index.last();
}

void judge(const Index& index, const Sum& sum, Violations& violations) {
  if (sum.minor == 0) return;
  if (may_be_cut_off(index, sum)) {
    return violations.undecided("the recording ends in the middle of a posting");
  }
  const auto off = Amount{sum.minor, sum.currency};
  violations.add(
      detail::violation(fmt::format("posting {} at {} does not balance: its legs are off by {}",
                                    sum.posting, detail::moment(sum.first->at), detail::money(off)),
                        {sum.minor < 0 ? detail::subtract(0, sum.minor) : sum.minor, off.currency},
                        {sum.first, sum.last}));
}

template <typename Leg>
void add_legs(const Index& index, Sums& sums, Violations& violations) {
  for (const auto& leg : index.of<Leg>()) {
    if (posting_of(leg).empty()) {
      violations.undecided("a leg does not say which posting it belongs to");
      continue;
    }
    auto& sum = sums.of(leg);
    sum.minor = detail::add(sum.minor, leg.amount.minor);
    sum.last = &leg;
  }
}

void check(const Index& index, Violations& violations) {
  Sums sums;
  add_legs<PostingCommitted>(index, sums, violations);
  add_legs<LegBooked>(index, sums, violations);
  for (const auto& sum : sums.all()) judge(index, sum, violations);
}

}  // namespace

Property double_entry() {
  return {.name = "double_entry",
          .claim = "Every booking balances: no amount is added anywhere without leaving elsewhere.",
          .rule = "I18",
          .severity = Severity::money_lost,
          .needs = bit(Source::ledger),
          .check = check};
}

}  // namespace assay::properties
