// One pass over both: they meet in their true order.
#include "reports/observed.hpp"

namespace assay::reports {

namespace {

using history::Observation;
using sim::TraceEvent;
using sim::TraceKind;

bool notes(const TraceEvent& event, const Observation& seen) {
  if (seen.at != event.at.ns()) return false;
  const bool is_line = seen.is<history::LineLogged>();  // which its note tells without its word
  if (is_line != (event.kind == TraceKind::log)) return false;
  return is_line || event.what.starts_with(seen.word());
}

}  // namespace

std::vector<const Observation*> observed_in(const std::vector<TraceEvent>& trace,
                                            const history::History& history) {
  std::vector<const Observation*> observed;
  auto next = history.begin();
  for (const TraceEvent& event : trace) {
    const bool may = event.kind == TraceKind::note || event.kind == TraceKind::log;
    const bool does = may && next != std::default_sentinel && notes(event, *next);
    observed.push_back(does ? &*next++ : nullptr);
  }
  return observed;
}

}  // namespace assay::reports
