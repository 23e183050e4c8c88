// What to do about a violation, as values: for each property rules by the state of what it is
// about, truth and belief, at the moment at which it broke; for every state what it calls for by
// itself; and for each kind of open work what it asks for. A property's rules are one file in
// advice/all. The words have gaps, which a run fills (situation.hpp).
// Source: payment-rules R (1.1 to 1.6), E1 to E5, L1 to L6, and 5.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace assay::reports::advice {

/// What the processor had done of an operation.
enum class Happened : std::uint8_t { nothing, declined, once, undone, repeatedly };

/// What the service believed of it.
enum class Believed : std::uint8_t { no_record, open, doubtful, succeeded, refused, parked };

/// Work that somebody still has to do.
enum class OpenWork : std::uint8_t { lease, parked, doubtful, in_flight, outbox, hold, open_break };

inline constexpr std::uint8_t happened_count = 5;
inline constexpr std::uint8_t believed_count = 6;
inline constexpr std::uint8_t open_work_count = 7;

/// Some of the values of a list, a bit each.
using States = std::uint32_t;

/// The states that are named.
template <typename... State>
constexpr States of(State... states) {
  return ((States{1} << static_cast<unsigned>(states)) | ... | States{0});
}

/// Every state.
inline constexpr States anything = ~States{0};

/// Some that often go together.
inline constexpr States moved = of(Happened::once, Happened::repeatedly);
inline constexpr States not_moved = of(Happened::nothing, Happened::declined, Happened::undone);
inline constexpr States unsettled =
    of(Believed::no_record, Believed::open, Believed::doubtful, Believed::parked);
inline constexpr States settled = of(Believed::succeeded, Believed::refused);

/// Which part of a playbook a step belongs to.
enum class Part : std::uint8_t { contain, recover, never, verify };

/// What a step is repeated for.
enum class Each : std::uint8_t {
  matter,    ///< once for the operation
  extra,     ///< for each effect that has to go back, in that order
  unbooked,  ///< for each effect that nobody has a record of
  later,     ///< for each effect to go back that the service itself undoes later in this run
  event,     ///< for each event of it that somebody has not taken
  again      ///< for each event of it that took effect at one consumer more than once
};

/// One thing to do, or not to do. A gap in braces is filled from the run; a step of which a gap
/// stays empty does not arise in that run and is left out.
struct Instruction {
  Part part{};
  std::string_view text;
  Each each = Each::matter;
};

/// What to do where what happened and what is believed are among these.
struct Rule {
  States happened = anything;
  States believed = anything;
  std::vector<Instruction> steps;
};

/// The rules of one property; the first that fits counts.
struct PropertyAdvice {
  std::string_view property;
  std::vector<Rule> rules;
};

/// What one kind of open work asks for.
struct OpenWorkAdvice {
  OpenWork work{};
  std::vector<Instruction> steps;
};

/// The files of advice/all, sorted by name.
[[nodiscard]] std::vector<PropertyAdvice> all_property_advice();

/// What a state calls for, whichever property it breaks; the first rule that fits counts.
[[nodiscard]] const std::vector<Rule>& advice_by_state();

/// A row for each kind of open work, in their order.
[[nodiscard]] const std::vector<OpenWorkAdvice>& advice_by_open_work();

/// The first rule that fits; nullptr where there is none. Valid as long as the rules.
[[nodiscard]] const Rule* rule_for(const std::vector<Rule>& rules, Happened happened,
                                   Believed believed);

}  // namespace assay::reports::advice
