// Effects are in both histories, so that only belief is added; evidence of the books is found again
// by what it says.
#include "outside/attack/shown.hpp"

#include <algorithm>

namespace assay::outside::attack {
namespace {

using history::Observation;

bool is_same(const Observation& left, const Observation& right) {
  const history::Named one = history::named_by(left), other = history::named_by(right);
  return left.kind_of_fact == right.kind_of_fact && left.at == right.at && one.kind == other.kind &&
         one.effect.text() == other.effect.text();
}

}  // namespace

Shown shown_of(const Run& run, const Broken& broken) {
  Shown shown;
  shown.history.bounds = run.heard.bounds;
  shown.history.processors = run.heard.processors;
  shown.history.recorded = run.heard.recorded | run.books.recorded;
  for (const Observation& seen : run.heard) shown.history.append(seen);
  for (const Observation& seen : run.books) {
    if (seen.source() == history::Source::belief) shown.history.append(seen);
  }
  const history::History& judged = broken.of_books ? run.books : run.heard;
  for (const std::uint64_t sequence : broken.evidence) {
    const Observation* const wanted = judged.at(sequence);
    for (const Observation& seen : shown.history) {
      if (wanted == nullptr || !is_same(seen, *wanted)) continue;
      shown.evidence.push_back(seen.sequence);
      break;
    }
  }
  return shown;
}

}  // namespace assay::outside::attack
