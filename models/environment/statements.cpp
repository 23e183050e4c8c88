// The door is narrow: what others see passes by another way.
#include "models/environment/statements.hpp"

#include <stdexcept>
#include <string>
#include <utility>

#include "history/names.hpp"
#include "sim/world/world.hpp"

namespace assay::models {
namespace {

bool is_own(history::Fact fact) {
  const history::Source source = history::source_of(fact);
  return source == history::Source::belief || source == history::Source::keys ||
         fact == history::Fact::event_committed;
}

}  // namespace

void NodeStatements::believe(history::Observation fact) {
  if (!is_own(fact.fact)) {
    throw std::logic_error{"a system states what it believes, and no " +
                           std::string{to_text(fact.fact)}};
  }
  recorder_.record(node_, [&] { return std::move(fact); });
}

void LivingStatements::believe(history::Observation fact) {
  sim::Kernel& kernel = node_.world().kernel();
  if (!kernel.may_act()) return;
  kernel.changed();
  said_.believe(std::move(fact));
}

}  // namespace assay::models
