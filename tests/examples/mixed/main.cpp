// An assay with the stranger's service, a defect of it, and the shipped payment code: what somebody
// would build who brings more than one system. For tests.
#include "cli/main.hpp"
#include "examples/foreign/payment_service.hpp"
#include "systems/shipped.hpp"
#include "testing/own_properties.hpp"

namespace {

/// The stranger's service with more to say against scenarios: it knows one currency.
assay::harness::System euro_only() {
  assay::harness::System system = foreign::foreign_system(foreign::Saves::before_the_charge);
  system.name = "euro_only";
  system.summary = "The stranger's service where only euros are known.";
  system.takes_currency = [](std::string_view code) { return code == "EUR"; };
  return system;
}

void check_small(const assay::Index& index, assay::Violations& violations) {
  for (const auto& effect : index.of<assay::history::EffectApplied>()) {
    if (effect.amount.minor <= 1200) continue;
    violations.add({.explanation = "more than 12.00 at once",
                    .evidence = {effect.sequence},
                    .at_risk = effect.amount});
  }
}

std::vector<assay::Property> guards() {
  return {{.name = "small_amounts",
           .claim = "Nothing above 12.00 moves at once.",
           .rule = assay::own_rule,
           .severity = assay::Severity::money_lost,
           .needs = assay::history::bit(assay::history::Source::truth),
           .check = check_small}};
}

/// The stranger's service with a property of its owner's own.
assay::harness::System guarded() {
  assay::harness::System system = foreign::foreign_system(foreign::Saves::before_the_charge);
  system.name = "guarded";
  system.summary = "The stranger's service, whose owner says what must hold of it.";
  system.own_properties = guards;
  return system;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace assay;
  harness::Registry registry;
  registry.add(foreign::foreign_system(foreign::Saves::before_the_charge));
  harness::Defect defect{.name = "foreign_first_try",
                         .summary = "The reference is saved after the charge.",
                         .lesson = "What a retry must find is written before it is needed.",
                         .source = "examples/foreign",
                         .property = "at_most_one_effect",
                         .scenario = "lost_response",
                         .system = foreign::first_try()};
  defect.system.defect_of = "foreign";
  registry.add(std::move(defect));
  registry.add(systems::shipped());
  registry.add(euro_only());
  registry.add(guarded());
  return cli::main_with(argc, argv, registry);
}
