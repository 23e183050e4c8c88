// Failure files first, results.json last: what it names is there.
#include "campaign/save_results.hpp"

#include <algorithm>

#include "campaign/results_json.hpp"
#include "scenarios/files/failure_file.hpp"
#include "scenarios/files/save.hpp"

namespace assay::campaign {

namespace {

const Order* order_of(std::span<const Order> orders, const scenarios::Finding& finding) {
  const auto found = std::ranges::find_if(orders, [&](const Order& order) {
    return order.hunt.scenario.name == finding.scenario && order.hunt.defect == finding.defect;
  });
  return found == orders.end() ? nullptr : &*found;
}

bool has_plan(const scenarios::Finding& finding) { return finding.digest != sim::Digest{}; }

}  // namespace

void save_findings(Results& results, std::span<const Order> orders, const std::string& folder) {
  for (ReportedFinding& reported : results.findings) {
    const Order* const order = order_of(orders, reported.finding);
    if (order == nullptr || !has_plan(reported.finding)) continue;
    reported.file = folder + "/failures/" + reported.finding.id + ".json";
    scenarios::FailureFile file =
        to_failure_file(reported.finding, order->hunt.scenario, reported.file);
    if (!order->scenario_path.empty()) file.replay += " --scenario " + order->scenario_path;
    if (reported.by_search) file.seed.reset();
    reported.replay = file.replay;
    save_failure(reported.file, file);
  }
}

void save_results(const Results& results, const std::string& folder) {
  scenarios::save_text(folder + "/results.json", to_json_text(results));
}

}  // namespace assay::campaign
