// The reference table. Rows are where an operation stands, marks where it may go.
#include "properties/detail/states.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace assay::properties::detail {
namespace {

constexpr std::size_t states = 9;

// Columns: none initiated attempting succeeded declined pending unknown failed parked.
constexpr std::array<std::string_view, states> edges{
    "-x-------",  // none: the intent is journaled first
    "--x----x-",  // initiated: an attempt, or given up before any
    "--xxxxxx-",  // attempting: again only after a definite "not attempted"
    "---------",  // succeeded: undoing it is another operation
    "---x-----",  // declined: late success only
    "---xx--xx",  // pending: accepted, the processor decides
    "--xxxx-xx",  // unknown: whatever asking brings, or a further attempt
    "--xx-----",  // failed: late success, or its client asks for it again
    "---xx--x-",  // parked: a person settles it
};

constexpr std::array<Parking, 7> reasons{{
    {"no_look_up", false, false},
    {"no_answer", true, false},
    {"past_key_retention", true, false},
    {"sender_may_still_send", true, false},
    {"contradictory_evidence", false, true},
    {"amount_differs", false, true},
    {"no_amount", false, true},
}};

}  // namespace

bool legal(State from, State to) {
  if (from == State::unlisted || to == State::unlisted) return false;
  return edges[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)] == 'x';
}

bool terminal(State state) {
  return state == State::succeeded || state == State::declined || state == State::failed;
}

std::optional<Parking> parking_from(std::string_view reason) {
  const auto found = std::ranges::find(reasons, reason, &Parking::reason);
  if (found == reasons.end()) return std::nullopt;
  return *found;
}

}  // namespace assay::properties::detail
