// Each scenario of the library earns its place: without it a fault would no longer strike some
// state of an operation. The state is what is believed of the operation that the fault strikes,
// whether it is the first of its kind, which of its attempts it is at, and how many owners its key
// has had. A fault that strikes alone,
// as the only one of its run, counts apart from one among others, which may hide what it does, or
// mend it: that is what the plain forms of a failure are for, such as S04 and S05 beside S33 and
// S32. The swarm, which throws everything at everything, is no substitute for a scenario with a
// story, and so does not count as one; happy_path is what every defect must pass, and needs no
// other reason.
#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/observation_text.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "runs/world.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::systems;

namespace {

using Cells = std::set<std::string>;

/// What is known of one operation at some time.
struct Standing {
  std::string state = "new";
  std::uint64_t attempt = 0;  ///< the last that was sent
  std::uint64_t owners = 0;   ///< of its key, so far
};

/// Each operation at some time, by "pay-1/capture-1".
class Operations {
 public:
  explicit Operations(const history::History& history) : next_{history.begin()} {}

  void advance(std::int64_t until) {
    for (; next_ != std::default_sentinel && next_->at <= until; ++next_) take(*next_);
  }
  /// "capture initiated, attempt 0, owner 2" of what a site's scope is about; "-" where it is about
  /// no operation.
  [[nodiscard]] std::string at(const std::string& site) const {
    for (const auto& [scope, standing] : operations_) {
      const auto found = site.find("/" + scope);
      const auto end = found + scope.size() + 1;
      if (found == std::string::npos || (end < site.size() && site[end] != '/')) continue;
      const std::string kind = scope.substr(scope.find('/') + 1);
      return (kind.ends_with("-1") ? "" : "later ") + kind.substr(0, kind.rfind('-')) + " " +
             standing.state + ", attempt " + std::to_string(standing.attempt) + ", owner " +
             std::to_string(standing.owners);
    }
    return "-";
  }

 private:
  void take(const history::Observation& seen) {
    const history::Named named = named_by(seen);
    const std::string key = named.scope.string() + " " + named.key.string();
    if (seen.is<history::KeyClaimed>()) {
      const auto asked = by_key_.find(key);
      if (asked != by_key_.end()) ++operations_[asked->second].owners;
    }
    if (named.payable.empty() || named.ordinal == 0) return;
    const std::string scope = models::scope_of(named.payable, named.kind, named.ordinal);
    if (seen.is<history::RequestSent>()) by_key_[key] = scope;
    if (const auto* step = seen.as<history::TransitionCommitted>()) {
      operations_[scope].state = to_text(step->to);
    }
    if (const auto* sent = seen.as<history::AttemptSent>()) {
      operations_[scope].attempt = sent->attempt;
    }
  }

  std::map<std::string, Standing> operations_;
  std::map<std::string, std::string> by_key_;  // the operation that a client means by it
  history::History::Iterator next_;
};

/// "lose at acquirer.capture/reply while capture attempting, attempt 1, owner 1, alone", for every
/// fault that struck in one run.
void add_cells(World& world, const RunRequest& request, Cells& cells) {
  const Run& run = world.run(request);
  Operations operations{*run.history};
  std::vector<std::string> applied;
  for (const sim::TraceEvent& event : world.trace().events()) {
    if (event.kind != sim::TraceKind::fault) continue;
    operations.advance(event.at.ns());
    applied.push_back(event.what.substr(0, event.what.find(" @ ")) + " while " +
                      operations.at(event.what));
  }
  const std::string company = applied.size() == 1 ? ", alone" : ", among others";
  for (const std::string& fault : applied) cells.insert(fault + company);
}

Cells cells_of(World& world, const Scenario& scenario, std::uint64_t runs) {
  Cells cells;
  RunRequest request{.scenario = &scenario, .system = &systems::payments_system()};
  request.trace = true;
  for (request.seed = 0; request.seed < runs; ++request.seed) {
    add_cells(world, request, cells);
  }
  return cells;
}

}  // namespace

TEST_CASE("without any one scenario a fault no longer meets some state of an operation") {
  constexpr std::uint64_t runs = 100;  // with fewer, chance decides who met which state
  SimulatedWorld world;
  std::map<std::string, Cells> covered;
  std::map<std::string, int> scenarios_with;  // by cell
  for (const std::string_view name : library_names()) {
    covered[std::string{name}] = cells_of(world, library_scenario(name), runs);
    if (name == "swarm" || name == "everything") continue;
    for (const std::string& cell : covered[std::string{name}]) ++scenarios_with[cell];
  }
  for (const auto& [name, cells] : covered) {
    if (name == "happy_path") continue;
    std::vector<std::string> own;
    std::ranges::copy_if(cells, std::back_inserter(own), [&](const std::string& cell) {
      return scenarios_with[cell] == (name == "swarm" || name == "everything" ? 0 : 1);
    });
    INFO(name << ": " << own.size() << " of " << cells.size() << " cells are its own");
    CHECK_FALSE(own.empty());
  }
}
