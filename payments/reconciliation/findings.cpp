// Two sources that lack the same thing, or say the same of it, are one difference.
#include "payments/reconciliation/findings.hpp"

#include "payments/reconciliation/comparison.hpp"

#include <algorithm>
#include <tuple>

namespace payments::reconciliation {
namespace {

void name_and_date(Difference& difference, std::span<const Line> lines, const Places& about) {
  difference.since = first_day(lines, about);
  for (const std::uint32_t place : about) {
    const Line& line = lines[place];
    if (!difference.reference.empty()) return;
    if (!line.references.empty()) difference.reference = line.references.front();
  }
  if (difference.reference.empty()) difference.reference = lines[about.front()].batch;
}

}  // namespace

void Findings::add(Difference difference, const Places& about, const Places& cited) {
  // Each line that is said once more is a difference of its own, and there may be very many.
  const bool alone = difference.bucket == Bucket::duplicate;
  for (std::size_t i = group_begin_; !alone && i < made_.differences.size(); ++i) {
    Difference& known = made_.differences[i];
    const bool here =
        difference.bucket == Bucket::missing_here || difference.bucket == Bucket::open_here;
    const bool same = known.bucket == difference.bucket && known.line == difference.line &&
                      known.deadline == difference.deadline &&
                      (here || known.amount == difference.amount);
    if (!same) continue;
    known.reason += "; " + difference.reason;
    known.definite = known.definite || difference.definite;
    for (const std::uint32_t place : cited) {
      if (std::ranges::find(known.lines, place) == known.lines.end()) known.lines.push_back(place);
    }
    return;
  }
  name_and_date(difference, lines_, about);
  difference.lines = cited;
  made_.differences.push_back(std::move(difference));
}

Matching Findings::finish() && {
  std::ranges::sort(made_.differences, [](const Difference& a, const Difference& b) {
    const auto facts = [](const Difference& one) {
      return std::tie(one.bucket, one.said_by, one.reference, one.line, one.since, one.reason);
    };
    return facts(a) < facts(b);
  });
  return std::move(made_);
}

}  // namespace payments::reconciliation
