// From facts to values and back.
#include "history/drafts.hpp"

namespace assay::history {

Named named_by(const Draft& draft) {
  return std::visit(
      []<typename Kind>(const Kind& fact) {
        return named_by(Seen<Kind>{{{}, kind_of_fact<Kind>}, fact});
      },
      draft.fact);
}

void append(History& history, const Draft& draft) {
  const auto put = [&]<typename Kind>(const Kind& fact) {
    history.append(Seen<Kind>{{draft.stamp, kind_of_fact<Kind>}, fact});
  };
  std::visit(put, draft.fact);
}

Drafts::Drafts(const History& history) : original_(history) {
  const auto draft = [this]<typename Kind>(const Seen<Kind>& seen) {
    rows.push_back({seen, static_cast<const Kind&>(seen)});
  };
  rows.reserve(original_.size());
  for (const Observation& seen : original_) visit(draft, seen);
}

History Drafts::history() const {
  History changed;
  changed.bounds = original_.bounds;
  changed.recorded = original_.recorded;
  changed.processors = original_.processors;
  changed.stored_answers = original_.stored_answers;
  changed.alarms = original_.alarms;
  for (const Draft& row : rows) append(changed, row);
  return changed;
}

}  // namespace assay::history
