// Sums of breaks may be large: they stop at the largest number there is, which is above every
// bound.
#include "payments/reconciliation/repair.hpp"

#include <algorithm>
#include <limits>

namespace payments::reconciliation {
namespace {

/// The first of the difference's lines that is so.
template <typename Is>
std::optional<std::uint32_t> line_that(const Difference& difference, Is is) {
  const auto found = std::ranges::find_if(difference.lines, is);
  return found == difference.lines.end() ? std::nullopt : std::optional(*found);
}

std::optional<Repair> repair_of(std::span<const Line> lines, const Difference& difference) {
  const bool open = difference.bucket == Bucket::open_here;
  if (!difference.definite || (!open && difference.bucket != Bucket::missing_here)) {
    return std::nullopt;
  }
  const auto proof = line_that(difference, [&](std::uint32_t at) {
    return lines[at].source == Source::processor_list ||
           (open && lines[at].source == Source::settlement);
  });
  const auto about =
      open ? line_that(difference, [&](std::uint32_t at) { return lines[at].open; }) : proof;
  if (!proof || !about) return std::nullopt;
  return Repair{open ? Repair::What::settle_success : Repair::What::take_in, *about, *proof,
                std::string(to_text(lines[*proof].source)) + " " + lines[*proof].place};
}

void add_up(std::int64_t& sum, std::int64_t minor) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  if (minor == std::numeric_limits<std::int64_t>::min() ||
      __builtin_add_overflow(sum, minor < 0 ? -minor : minor, &sum)) {
    sum = most;
  }
}

}  // namespace

std::vector<Repair> repairs_of(std::span<const Line> lines, const Matching& matching) {
  std::vector<Repair> repairs;
  for (const Difference& difference : matching.differences) {
    if (auto repair = repair_of(lines, difference)) repairs.push_back(*std::move(repair));
  }
  return repairs;
}

std::vector<std::string> alerts_of(std::span<const Difference> differences,
                                   const Thresholds& thresholds, Day today) {
  std::size_t breaks = 0;
  std::map<Currency, std::int64_t> sums;
  std::int32_t oldest = 0;
  for (const Difference& one : differences) {
    if (!is_break(one.bucket)) continue;
    ++breaks;
    oldest = std::max(oldest, one.age(today));
    if (one.amount) add_up(sums[one.amount->currency], one.amount->minor);
  }
  std::vector<std::string> alerts;
  if (breaks > thresholds.breaks_max) {
    alerts.push_back(std::to_string(breaks) + " breaks, above " +
                     std::to_string(thresholds.breaks_max));
  }
  for (const auto& [currency, most] : thresholds.amount_max) {
    const auto sum = sums.find(currency);
    if (sum == sums.end() || sum->second <= most) continue;
    alerts.push_back("breaks of " + format(Money{sum->second, currency}) + ", above " +
                     format(Money{most, currency}));
  }
  if (oldest > thresholds.age_max) {
    alerts.push_back("a break of " + std::to_string(oldest) + " days, above " +
                     std::to_string(thresholds.age_max));
  }
  return alerts;
}

}  // namespace payments::reconciliation
