// Sums of products, at the point and at either end.
#include "campaign/risk/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/check.hpp"

namespace assay::campaign {

namespace {

Interval scaled(const Interval& share, double by) {
  return {share.low * by, share.point * by, share.high * by};
}

/// To whole minor units; an estimate beyond what these can say stays at their end.
std::int64_t worth(double count, std::int64_t each) {
  constexpr double most = 9e18;
  return std::llround(std::min(count * static_cast<double>(each), most));
}

/// Of the strikes of one fault, in whichever scenario, those in which it does this harm most often.
std::map<std::string, Counted> worst_by_fault(std::span<const Strikes> strikes, Harmed harm) {
  std::map<std::string, Counted> worst;
  for (const Strikes& one : strikes) {
    if (one.runs == 0) continue;
    const Counted counted{one.harmed[static_cast<std::size_t>(harm)], one.runs};
    const auto [known, is_new] = worst.try_emplace(one.fault, counted);
    const auto upper = [](const Counted& it) { return proportion(it, estimate_confidence).high; };
    if (!is_new && upper(counted) > upper(known->second)) known->second = counted;
  }
  return worst;
}

/// How many a payment, summed over faults.
Interval per_payment(const Rates& rates, std::span<const Strikes> strikes, Harmed harm) {
  const auto by_fault = worst_by_fault(strikes, harm);
  std::size_t unsure = by_fault.size();
  for (const auto& [fault, counted] : by_fault) unsure += rates.of_fault(fault)->counted ? 1U : 0U;
  const double shares = std::max(1.0, static_cast<double>(unsure));
  const double each = 1 - (1 - estimate_confidence) / shares;
  Interval sum;
  for (const auto& [fault, counted] : by_fault) {
    const Interval rate = rates.of_fault(fault)->at(each);
    const Interval harmed = proportion(counted, each);
    sum.low += rate.low * harmed.low;
    sum.point += rate.point * harmed.point;
    sum.high += rate.high * harmed.high;
  }
  return sum;
}

HarmEstimate estimate_harm(std::uint64_t volume, const Rates& rates,
                           std::span<const Strikes> strikes, Harmed harm) {
  const auto& measured = rates.measured_of(harm);
  const Interval share =
      measured ? measured->at(estimate_confidence) : per_payment(rates, strikes, harm);
  HarmEstimate told{.harm = harm, .measured = measured.has_value()};
  told.a_month = scaled(share, static_cast<double>(volume));
  const Price price = *rates.price_of(harm);
  told.expected = {worth(told.a_month.point, price.least), worth(told.a_month.point, price.most)};
  told.beyond = {worth(told.a_month.low, price.least), worth(told.a_month.high, price.most)};
  if (harm == Harmed::stuck_payments) {
    told.value = Cost{worth(told.a_month.low, rates.payment->least),
                      worth(told.a_month.high, rates.payment->most)};
  }
  return told;
}

}  // namespace

Estimate estimate(std::uint64_t volume, const Rates& rates, std::span<const Strikes> strikes) {
  Estimate told{.volume = volume, .currency = rates.currency};
  for (const Harmed harm : all_harms) {
    if (strikes.empty() && !rates.measured_of(harm)) continue;
    SIM_CHECK(rates.price_of(harm).has_value(), "what is told has a price");
    told.harms.push_back(estimate_harm(volume, rates, strikes, harm));
  }
  return told;
}

}  // namespace assay::campaign
