// What a client of the flow "generated" asks for: a short sequence out of a grammar of legal and
// illegal steps, each chosen by where its payment stands as far as the client knows, and each asked
// for in one of several manners. Tables alone; a client plays them. Every choice is a workload
// decision, and the first of each table is the benign one: authorise, capture, leave, each once.
// Source: S06, S07 (copies, keys, bodies), S15, S17 (void and refund beside capture), R5 (a new key
// after a decline, or where the first is lost), R22 (an ordinal is another operation), R24 (what
// may follow what).
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "history/words.hpp"
#include "sim/decisions/option_set.hpp"

namespace assay::models {

/// A payment takes no more steps than these.
inline constexpr std::uint32_t steps_max = 5;
/// The copies of a storm, and how often each of them asks at most.
inline constexpr std::uint32_t storm_copies = 50;
inline constexpr std::uint32_t storm_tries = 2;

/// Where a payment stands, as far as its client knows.
enum class ClientState : std::uint8_t { nothing, held, taken, released, doubtful };

/// What a step asks for, of what amount, and where the payment stands once it has succeeded.
struct GeneratedStep {
  const char* word;
  std::uint32_t weight = 1;
  bool leaves = false;  ///< nothing more is asked for
  history::OperationKind kind{};
  enum class Amount : std::uint8_t { whole, part, beyond } amount = Amount::whole;
  bool twice = false;       ///< two of them at the same time, of one ordinal each
  bool other_card = false;  ///< the customer takes out another card
  ClientState then = ClientState::nothing;
};

/// How a step is asked for.
struct Manner {
  const char* word = "once";
  std::uint32_t weight = 1;
  std::uint32_t copies = 1;    ///< askers at the same time, with one key
  std::uint32_t keys = 1;      ///< askers at the same time, with a key each
  bool by_another = false;     ///< one of them is another client
  bool forgets_key = false;    ///< who got no answer to the first try goes on with another key
  /// What is asked for once more after the answer; another amount is another operation.
  enum class Again : std::uint8_t { no, same_key, new_key, other_card, other_amount } again{};
};

[[nodiscard]] const sim::OptionSet& step_options(ClientState state);
/// The step that was answered. It lives as long as the program.
[[nodiscard]] const GeneratedStep& step_at(ClientState state, std::uint32_t answer);

/// Whether a payment is of an amount as its client has it, or of one in the wrong unit: more than
/// any sum can hold beside another (R28).
[[nodiscard]] const sim::OptionSet& size_options();
inline constexpr std::int64_t absurd_minor = std::numeric_limits<std::int64_t>::max() - 1000;

[[nodiscard]] const sim::OptionSet& manner_options();
/// The manner that was answered. It lives as long as the program.
[[nodiscard]] const Manner& manner_at(std::uint32_t answer);

/// Whether the next step is taken once this one is over, or already while it is under way: a person
/// who presses the other button, a capture that meets its void (S15, S17).
[[nodiscard]] const sim::OptionSet& pace_options();

/// Which authorisation a step names that is none itself: the options of parent_options().
enum class Parent : std::uint8_t { unnamed, latest, earliest, wrong };
[[nodiscard]] const sim::OptionSet& parent_options();

/// How often an operation is asked for at most beside its first asker, by askers of so many tries.
[[nodiscard]] constexpr std::uint64_t generated_tries(std::uint32_t tries_max) {
  return std::max(std::uint64_t{storm_copies - 1} * storm_tries, std::uint64_t{tries_max} * 2);
}

}  // namespace assay::models
