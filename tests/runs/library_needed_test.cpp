// Each scenario of the library earns its place: without it a defect would go free, or a fault would
// no longer strike some state of an operation. The swarm, which throws everything at everything, is
// no substitute for a scenario with a story, and so does not count as one; happy_path is what every
// defect must pass, and needs no other reason.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "scenarios/defect.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/run.hpp"

using namespace assay;
using namespace assay::scenarios;

namespace {

using Cells = std::set<std::string>;

/// The plain forms of S04 and S05: phantom_transition cuts the power at the same places, and
/// partial_write has the same doubts about commits, each among much else. Kept because they are
/// what a person looks for first, and named here so that nobody takes them for more.
constexpr std::array<std::string_view, 2> covered_elsewhere{"crash_before_processor",
                                                            "unknown_commit"};

/// The belief about each operation at some time, by "pay-1/capture-1".
class Beliefs {
 public:
  explicit Beliefs(const models::History& history) : history_{history} {}

  void advance(std::int64_t until) {
    const auto& seen = history_.observations;
    for (; next_ < seen.size() && seen[next_].at <= until; ++next_) {
      const models::Observation& one = seen[next_];
      if (one.fact == models::Fact::transition_committed) states_[one.payable] = one.to;
    }
  }
  /// The state of what a site's scope is about; "-" where it is about no payment that has begun.
  [[nodiscard]] std::string of(const std::string& site) const {
    for (const auto& [payable, state] : states_) {
      if (site.find("/" + payable + "/") != std::string::npos) return state;
    }
    return "-";
  }

 private:
  const models::History& history_;
  std::map<std::string, std::string> states_;
  std::size_t next_ = 0;
};

/// "lose at acquirer.capture/reply while attempting", for every fault that struck in one run.
void add_cells(Simulator& simulator, const RunRequest& request, Cells& cells) {
  const Run& run = simulator.run(request);
  Beliefs beliefs{*run.history};
  for (const sim::TraceEvent& event : simulator.trace().events()) {
    if (event.kind != sim::TraceKind::fault) continue;
    beliefs.advance(event.at.ns());
    cells.insert(event.what.substr(0, event.what.find(" @ ")) + " while " + beliefs.of(event.what));
  }
}

Cells cells_of(Simulator& simulator, const Scenario& scenario, std::uint64_t runs) {
  Cells cells;
  RunRequest request{.scenario = &scenario, .system = &payments_system()};
  request.trace = true;
  for (request.seed = 0; request.seed < runs; ++request.seed) {
    add_cells(simulator, request, cells);
  }
  return cells;
}

}  // namespace

TEST_CASE("without any one scenario a defect goes free or a fault no longer meets some state") {
  constexpr std::uint64_t runs = 100;  // with fewer, chance decides who met which state
  Simulator simulator;
  std::map<std::string, Cells> covered;
  std::map<std::string, int> scenarios_with;  // by cell
  for (const std::string_view name : library_names()) {
    covered[std::string{name}] = cells_of(simulator, library_scenario(name), runs);
    if (name == "swarm") continue;
    for (const std::string& cell : covered[std::string{name}]) ++scenarios_with[cell];
  }
  std::map<std::string, std::string> kills;  // by scenario
  for (const Defect& defect : all_defects()) {
    kills[std::string{defect.scenario}] += " " + std::string{defect.name};
  }
  for (const auto& [name, cells] : covered) {
    if (name == "happy_path") continue;
    const auto own = std::ranges::count_if(cells, [&](const std::string& cell) {
      return scenarios_with[cell] == (name == "swarm" ? 0 : 1);
    });
    INFO(name << ": " << own << " of " << cells.size()
              << " cells are its own; kills:" << kills[name]);
    const bool needed = own > 0 || !kills[name].empty();
    CHECK(needed == (std::ranges::find(covered_elsewhere, name) == covered_elsewhere.end()));
  }
}
