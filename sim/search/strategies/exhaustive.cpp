// exhaustive: every plan of at most so many faults; delays and orders stay benign.
#include "sim/search/plan_walk.hpp"

namespace assay::sim {

NamedStrategy exhaustive() {
  return {.name = "exhaustive",
          .summary =
              "every plan of at most K faults, with typical timing and order: the verb "
              "`exhaust`",
          .usual = {.faults = 2},
          .most = {.faults = 9},
          .covers =
              [](const Budget& budget) {
                return "every plan of at most " + counted(budget.faults, "fault") +
                       ", with typical timing and order";
              },
          .make = [](const Assignment& assignment) -> std::unique_ptr<Strategy> {
            return std::make_unique<PlanWalk>(*assignment.frontier,
                                              Budget{.faults = assignment.budget.faults},
                                              Pruning::equal_state, assignment.share);
          }};
}

}  // namespace assay::sim
