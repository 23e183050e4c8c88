// A remedy: what people do about a failure once it is there, as a value: at most three steps, each
// an operators' verb of the system or a move of the world, and the manner in which they are taken.
// Each step is about whatever the verification lists at that moment (open_items.hpp), as a person
// goes through a list. Not its outcome: that is try_remedy.hpp.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/system.hpp"

namespace assay::runs {

/// Who moves.
enum class Move : std::uint8_t {
  verb,       ///< one of the system's own, on each thing that it is about
  restart,    ///< all machines of the service lose their power and start again
  wait,       ///< an hour in which nobody does anything
  ask_again,  ///< the clients repeat what they asked, each under the key of then
  ask_anew,   ///< the same under keys that nobody has used: a blind retry
  refund,     ///< what was taken too much is given back, asked for at the service's own edge
  /// what was taken or held too much is given back at the processor's own desk, past the service
  refund_outside,
};

/// What a verb that takes an outcome is told.
enum class Word : std::uint8_t {
  none,
  looked_up,      ///< how it ended at the processor, with its reference
  happened,       ///< that it happened, which nobody has looked up
  did_not_happen  ///< that it did not, which nobody has looked up
};

struct RemedyStep {
  Move move = Move::wait;
  std::string verb{};  ///< of Move::verb
  Word word = Word::none;
  friend auto operator<=>(const RemedyStep&, const RemedyStep&) = default;
};

/// How the steps are taken.
enum class Manner : std::uint8_t {
  once,
  twice,      ///< all of them, and then all of them again
  late,       ///< a day and an hour after the failure
  by_two,     ///< by two people at once who do not know of each other
  power_cut,  ///< the machine that takes the first step loses its power amid it; it is asked again
};

/// How many steps a remedy has at most.
inline constexpr std::size_t remedy_steps_max = 3;

struct Remedy {
  std::vector<RemedyStep> steps;  ///< none: time alone
  Manner manner = Manner::once;
  friend bool operator==(const Remedy&, const Remedy&) = default;
};

/// Every step that can be tried on a system, the world's own moves behind its verbs.
[[nodiscard]] std::vector<RemedyStep> steps_of(const harness::System& system);

/// "settle:looked_up", "restart": by this a step is kept.
[[nodiscard]] std::string to_text(const RemedyStep& step);
/// The step of that text, or nothing. A verb is not looked up in any system.
[[nodiscard]] std::optional<RemedyStep> step_from(std::string_view text);
/// "power_cut".
[[nodiscard]] std::string_view to_text(Manner manner);
[[nodiscard]] std::optional<Manner> manner_from(std::string_view text);

/// What a person is told to do, a sentence without its full stop. A verb that the system does not
/// declare is named as it is.
[[nodiscard]] std::string sentence_of(const RemedyStep& step, const harness::System& system);
/// "done twice"; empty for `once`.
[[nodiscard]] std::string sentence_of(Manner manner);

/// All variants of manner but `once`.
[[nodiscard]] const std::vector<Manner>& other_manners();

}  // namespace assay::runs
