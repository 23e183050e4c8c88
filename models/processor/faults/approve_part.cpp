// A processor that approves a part of the amount, and says so only when asked. Source: I22, R33.
#include "models/processor/processor_fault.hpp"

namespace assay::models {

namespace {

std::string_view excluded_by(const Profile& profile) {
  return profile.all_or_nothing ? "it moves all or nothing" : "";
}

}  // namespace

ProcessorFault approve_part() {
  return {.about = {.word = "approve_part",
                    .edges = {"error"},
                    .meaning = "half of the amount moves, and the answer names none",
                    .sentence = "{thing} is approved for a part of the amount only",
                    .keeps = "E1",
                    .not_of = {"look_up", "list", "void"}},
          .effect = {.moves = Mishap::Moves::half, .excluded_by = excluded_by}};
}

}  // namespace assay::models
