// An assay with the stranger's service, a defect of it, and the shipped payment code: what somebody
// would build who brings more than one system. For tests.
#include "cli/main.hpp"
#include "examples/foreign/payment_service.hpp"
#include "systems/shipped.hpp"

namespace {

/// The stranger's service with more to say against scenarios: it knows one currency.
assay::harness::System euro_only() {
  assay::harness::System system = foreign::foreign_system(foreign::Saves::before_the_charge);
  system.name = "euro_only";
  system.summary = "The stranger's service where only euros are known.";
  system.takes_currency = [](std::string_view code) { return code == "EUR"; };
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
  return cli::main_with(argc, argv, registry);
}
