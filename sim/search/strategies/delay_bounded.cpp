// delay_bounded: every plan of at most so many faults and so many delays, pause lengths and orders
// that are not the benign ones. What a race needs is often one of each, where a sample needs luck.
#include "sim/search/plan_walk.hpp"

namespace assay::sim {

NamedStrategy delay_bounded() {
  return {.name = "delay_bounded",
          .summary =
              "every plan of at most K faults and D delays or orders that are not the usual "
              "ones: the verb `exhaust`",
          .usual = {.faults = 1, .deviations = 1},
          .most = {.faults = 9, .deviations = 9},
          .covers =
              [](const Budget& budget) {
                return "every plan of at most " + counted(budget.faults, "fault") + " and " +
                       counted(budget.deviations, "deviation") +
                       " in timing or order; all else benign";
              },
          .make = [](const Assignment& assignment) -> std::unique_ptr<Strategy> {
            return std::make_unique<PlanWalk>(*assignment.frontier, assignment.budget,
                                              Pruning::equal_state, assignment.share);
          }};
}

}  // namespace assay::sim
