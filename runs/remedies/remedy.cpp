// Steps and their words.
#include "runs/remedies/remedy.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace assay::runs {

namespace {

template <typename Enum>
struct Named {
  Enum value;
  std::string_view word;
  std::string_view sentence;
};

constexpr auto moves = std::to_array<Named<Move>>({
    {Move::restart, "restart", "Restart all machines of the service"},
    {Move::wait, "wait", "Wait an hour"},
    {Move::ask_again, "ask_again", "Let the client ask again, under the same idempotency key"},
    {Move::ask_anew, "ask_anew", "Let the client ask again, under a new idempotency key"},
    {Move::refund, "refund", "Refund what was taken too much, through the service"},
    {Move::refund_outside, "refund_outside",
     "Give back what was taken or held too much at the processor's desk, past the service"},
});

constexpr auto words = std::to_array<Named<Word>>({
    {Word::looked_up, "looked_up", ", as the processor shows it, with its reference"},
    {Word::happened, "happened", ", as having happened, without looking it up"},
    {Word::did_not_happen, "did_not_happen", ", as not having happened, without looking it up"},
});

constexpr auto manners = std::to_array<Named<Manner>>({
    {Manner::once, "once", ""},
    {Manner::twice, "twice", "done twice"},
    {Manner::late, "late", "done 25 hours later"},
    {Manner::by_two, "by_two", "done by two people at once"},
    {Manner::power_cut, "power_cut", "with a power cut amid the first step"},
});

template <typename Table>
auto find_word(const Table& table, std::string_view word) {
  return std::ranges::find(table, word, &Table::value_type::word);
}

}  // namespace

std::vector<RemedyStep> steps_of(const harness::System& system) {
  std::vector<RemedyStep> steps;
  for (const harness::OperatorVerb& verb : system.verbs) {
    if (!verb.takes_outcome) {
      steps.push_back({Move::verb, std::string{verb.name}});
      continue;
    }
    for (const auto& one : words) steps.push_back({Move::verb, std::string{verb.name}, one.value});
  }
  for (const auto& one : moves) steps.push_back({one.value});
  return steps;
}

std::string to_text(const RemedyStep& step) {
  if (step.move != Move::verb) {
    return std::string{std::ranges::find(moves, step.move, &Named<Move>::value)->word};
  }
  if (step.word == Word::none) return "verb:" + step.verb;
  const auto word = std::ranges::find(words, step.word, &Named<Word>::value);
  return fmt::format("verb:{}:{}", step.verb, word->word);
}

std::optional<RemedyStep> step_from(std::string_view text) {
  constexpr std::string_view verb_mark = "verb:";
  if (!text.starts_with(verb_mark)) {
    const auto* const move = find_word(moves, text);
    if (move == moves.end()) return std::nullopt;
    return RemedyStep{move->value};
  }
  text.remove_prefix(verb_mark.size());
  const auto colon = text.find(':');
  const std::string_view verb = text.substr(0, colon);
  if (verb.empty()) return std::nullopt;
  if (colon == std::string_view::npos) return RemedyStep{Move::verb, std::string{verb}};
  const auto* const word = find_word(words, text.substr(colon + 1));
  if (word == words.end()) return std::nullopt;
  return RemedyStep{Move::verb, std::string{verb}, word->value};
}

std::string_view to_text(Manner manner) {
  return std::ranges::find(manners, manner, &Named<Manner>::value)->word;
}

std::optional<Manner> manner_from(std::string_view text) {
  const auto* const found = find_word(manners, text);
  if (found == manners.end()) return std::nullopt;
  return found->value;
}

std::string sentence_of(const RemedyStep& step, const harness::System& system) {
  if (step.move != Move::verb) {
    return std::string{std::ranges::find(moves, step.move, &Named<Move>::value)->sentence};
  }
  const auto verb = std::ranges::find(system.verbs, step.verb, &harness::OperatorVerb::name);
  std::string text = fmt::format("Operator's verb `{}`", step.verb);
  if (step.word != Word::none) {
    text += std::ranges::find(words, step.word, &Named<Word>::value)->sentence;
  }
  if (verb != system.verbs.end()) text += fmt::format(" ({})", verb->summary);
  return text;
}

std::string sentence_of(Manner manner) {
  return std::string{std::ranges::find(manners, manner, &Named<Manner>::value)->sentence};
}

const std::vector<Manner>& other_manners() {
  static const std::vector<Manner> all{Manner::twice, Manner::late, Manner::by_two,
                                       Manner::power_cut};
  return all;
}

}  // namespace assay::runs
