// From statements to facts of the run.
#include "models/environment/statements.hpp"

#include <variant>

#include "sim/world/world.hpp"

namespace assay::models {

history::Name NodeStatements::name(std::string_view text) { return recorder_.name(text); }

void NodeStatements::believe(const harness::Statement& statement) {
  std::visit([this](const auto& fact) { recorder_.record(node_, fact); }, statement);
}

history::Name LivingStatements::name(std::string_view text) { return said_.name(text); }

void LivingStatements::believe(const harness::Statement& statement) {
  sim::Kernel& kernel = node_.world().kernel();
  if (!kernel.may_act()) return;
  kernel.changed();
  said_.believe(statement);
}

}  // namespace assay::models
