// The grammar: one table for each state, and one of manners. Weights are part of what a seed
// means.
#include "models/clients/generated_flow.hpp"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace assay::models {
namespace {

using enum history::OperationKind;
using Amount = GeneratedStep::Amount;
using Again = Manner::Again;

constexpr std::array nothing_yet{
    GeneratedStep{.word = "authorise", .weight = 20, .kind = authorise, .then = ClientState::held},
    GeneratedStep{.word = "capture_first", .kind = capture, .then = ClientState::taken},
    GeneratedStep{
        .word = "void_first", .kind = void_authorisation, .then = ClientState::released},
    GeneratedStep{.word = "refund_first", .kind = refund, .then = ClientState::taken},
    GeneratedStep{.word = "leave", .leaves = true},
};

constexpr std::array held{
    GeneratedStep{.word = "capture", .weight = 10, .kind = capture, .then = ClientState::taken},
    GeneratedStep{.word = "capture_part",
                  .weight = 3,
                  .kind = capture,
                  .amount = Amount::part,
                  .then = ClientState::taken},
    GeneratedStep{.word = "void",
                  .weight = 3,
                  .kind = void_authorisation,
                  .then = ClientState::released},
    GeneratedStep{.word = "capture_beyond",
                  .kind = capture,
                  .amount = Amount::beyond,
                  .then = ClientState::taken},
    GeneratedStep{.word = "authorise_again", .kind = authorise, .then = ClientState::held},
    GeneratedStep{.word = "refund_early", .kind = refund, .then = ClientState::taken},
    GeneratedStep{.word = "leave", .leaves = true},
};

constexpr std::array taken{
    GeneratedStep{.word = "leave", .weight = 6, .leaves = true},
    GeneratedStep{.word = "refund", .weight = 2, .kind = refund, .then = ClientState::taken},
    GeneratedStep{.word = "refund_part",
                  .weight = 3,
                  .kind = refund,
                  .amount = Amount::part,
                  .then = ClientState::taken},
    GeneratedStep{.word = "refund_two_parts",
                  .weight = 2,
                  .kind = refund,
                  .amount = Amount::part,
                  .twice = true,
                  .then = ClientState::taken},
    GeneratedStep{.word = "refund_beyond",
                  .kind = refund,
                  .amount = Amount::beyond,
                  .then = ClientState::taken},
    GeneratedStep{.word = "capture_again",
                  .kind = capture,
                  .amount = Amount::part,
                  .then = ClientState::taken},
    GeneratedStep{.word = "void_late", .kind = void_authorisation, .then = ClientState::released},
    GeneratedStep{.word = "authorise_again", .kind = authorise, .then = ClientState::taken},
};

constexpr std::array released{
    GeneratedStep{.word = "leave", .weight = 3, .leaves = true},
    GeneratedStep{.word = "authorise_anew", .kind = authorise, .then = ClientState::held},
    GeneratedStep{.word = "capture_late", .kind = capture, .then = ClientState::taken},
    GeneratedStep{.word = "void_again", .kind = void_authorisation, .then = ClientState::released},
    GeneratedStep{.word = "refund_late", .kind = refund, .then = ClientState::released},
};

constexpr std::array doubtful{
    GeneratedStep{.word = "leave", .weight = 3, .leaves = true},
    GeneratedStep{.word = "other_card",
                  .weight = 2,
                  .kind = authorise,
                  .other_card = true,
                  .then = ClientState::held},
    GeneratedStep{.word = "capture", .kind = capture, .then = ClientState::taken},
    GeneratedStep{
        .word = "void", .kind = void_authorisation, .then = ClientState::released},
};

constexpr std::array manners{
    Manner{.word = "once", .weight = 40},
    Manner{.word = "copies_2", .weight = 3, .copies = 2},
    Manner{.word = "copies_3", .weight = 2, .copies = 3},
    Manner{.word = "copies_50", .weight = 1, .copies = storm_copies},
    Manner{.word = "keys_2", .weight = 3, .keys = 2},
    Manner{.word = "keys_3", .weight = 2, .keys = 3},
    Manner{.word = "copy_of_another_client", .weight = 2, .copies = 2, .by_another = true},
    Manner{.word = "key_of_another_client", .weight = 2, .keys = 2, .by_another = true},
    Manner{.word = "key_forgotten", .weight = 3, .forgets_key = true},
    Manner{.word = "again_same_key", .weight = 3, .again = Again::same_key},
    Manner{.word = "again_new_key", .weight = 3, .again = Again::new_key},
    Manner{.word = "again_other_card", .weight = 2, .again = Again::other_card},
    Manner{.word = "again_other_amount", .weight = 2, .again = Again::other_amount},
};

std::span<const GeneratedStep> steps_at(ClientState state) {
  switch (state) {
    case ClientState::nothing: return nothing_yet;
    case ClientState::held: return held;
    case ClientState::taken: return taken;
    case ClientState::released: return released;
    case ClientState::doubtful: break;
  }
  return doubtful;
}

template <class Row>
sim::OptionSet options_of(std::span<const Row> rows) {
  std::vector<sim::Option> options;
  for (const Row& row : rows) options.push_back({row.word, row.weight});
  return sim::OptionSet{std::move(options)};
}

}  // namespace

const sim::OptionSet& step_options(ClientState state) {
  static const std::array sets{
      options_of(steps_at(ClientState::nothing)), options_of(steps_at(ClientState::held)),
      options_of(steps_at(ClientState::taken)), options_of(steps_at(ClientState::released)),
      options_of(steps_at(ClientState::doubtful))};
  return sets[static_cast<std::size_t>(state)];
}

const GeneratedStep& step_at(ClientState state, std::uint32_t answer) {
  return steps_at(state)[answer];
}

const sim::OptionSet& manner_options() {
  static const sim::OptionSet options = options_of(std::span<const Manner>{manners});
  return options;
}

const sim::OptionSet& size_options() {
  static const sim::OptionSet options{{{"usual", 100}, {"absurd", 1}}};
  return options;
}

const sim::OptionSet& pace_options() {
  static const sim::OptionSet options{{{"waits", 12}, {"goes_on", 1}}};
  return options;
}

const sim::OptionSet& parent_options() {
  static const sim::OptionSet options{
      {{"unnamed", 12}, {"latest", 4}, {"earliest", 1}, {"wrong", 1}}};
  return options;
}

const Manner& manner_at(std::uint32_t answer) { return manners[answer]; }

}  // namespace assay::models
