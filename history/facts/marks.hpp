// What the code under test found broken of what it had marked in its own code (harness/marks.hpp).
// Its own statement. Marks that hold are counted and are no facts.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct MarkBroken {
  static constexpr About about{.word = "mark_broken",
                               .source = Source::world,
                               .meaning = "the code under test came to a place that it marks as "
                                          "unreachable, or where what it marks as certain did not "
                                          "hold; once a run for each mark",
                               .clause = "finds its mark \"{mark}\" broken[: {details}]",
                               .weight = Weight::first};
  Name mark, details;
  MarkKind claims = MarkKind::always;

  static void fields(auto& self, auto& tell) {
    tell({"mark", "the name of the place"}, self.mark);
    tell({"claims", "what it says of the place"}, self.claims);
    tell({"details", "for people"}, self.details);
  }
};

using MarkFacts = std::variant<MarkBroken>;

}  // namespace assay::history
