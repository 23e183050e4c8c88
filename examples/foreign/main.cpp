// Explores a scenario of the library with the stranger's service in it, as it was written and as it
// was corrected, and prints what was found.
#include <fmt/format.h>

#include "examples/foreign/foreign_scenario.hpp"
#include "examples/foreign/payment_service.hpp"
#include "runs/explore.hpp"

int main() {
  using namespace assay::scenarios;
  using namespace assay::runs;
  const Scenario scenario = foreign::foreign_scenario("lost_response");
  for (const auto saves : {foreign::Saves::after_the_charge, foreign::Saves::before_the_charge}) {
    const assay::harness::System system = foreign::foreign_system(saves);
    const Exploration found = explore(scenario, {.runs = 300, .system = &system});
    fmt::print("{} in {}, {} the charge: {} of {} runs violated\n", system.name, scenario.name,
               saves == foreign::Saves::after_the_charge ? "saving after" : "saving before",
               found.tally.violated, found.tally.runs);
    for (const Finding& finding : found.findings) {
      fmt::print("\n  {}: {}\n  {}\n  found at seed {}; what it takes:\n", finding.property,
                 finding.claim, finding.explanation, finding.seed);
      for (const auto& step : finding.plan) fmt::print("    {}: {}\n", step.site, step.answer);
    }
    fmt::print("\n");
  }
}
