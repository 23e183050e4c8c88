// The words come from the tables of sim/world/message_faults and models/processor/faults.
#include "outside/serve/plan_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "history/words.hpp"
#include "models/processor/processor_fault.hpp"
#include "models/processor/processor_messages.hpp"
#include "models/webhooks/webhook_fault.hpp"
#include "outside/dialects/known_fields.hpp"
#include "outside/serve/service.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/json_part.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/plan_file.hpp"
#include "scenarios/files/text_values.hpp"
#include "sim/world/message_fault.hpp"

namespace assay::outside {
namespace {

constexpr std::size_t answers_max = 20'000;
constexpr std::string_view webhook_operation = "webhook";

using Words = std::vector<std::string_view>;

Words all_words() {
  Words words;
  for (const std::string_view word : sim::message_faults().words()) words.push_back(word);
  for (const std::string_view word : models::processor_faults().words()) words.push_back(word);
  for (const std::string_view word : models::webhook_faults().words()) words.push_back(word);
  return words;
}

/// What is said of that word, and to which profiles it cannot happen; nullptr where it is none.
const sim::FaultAbout* about(std::string_view word) {
  if (const auto* fault = sim::message_faults().find(word)) return &fault->about;
  if (const auto* fault = models::processor_faults().find(word)) return &fault->about;
  if (const auto* fault = models::webhook_faults().find(word)) return &fault->about;
  return nullptr;
}

std::string_view excluded(std::string_view word, const models::Profile& profile) {
  const auto* fault = models::processor_faults().find(word);
  const bool asks = fault != nullptr && fault->effect.excluded_by != nullptr;
  return asks ? fault->effect.excluded_by(profile) : "";
}

bool has(const Words& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

Words operations() {
  Words words;
  for (const std::string_view word : history::words_of<history::OperationKind>()) {
    words.push_back(word);
  }
  words.push_back(models::look_up_operation);
  words.push_back(models::list_operation);
  words.push_back(webhook_operation);
  words.push_back(call_operation);
  return words;
}

/// What is wrong with something: what was expected, what was found, what was meant.
struct Slip {
  std::string expected, found, nearest{};
};
using Found = std::optional<Slip>;

Found wrong_word(std::string_view word, const models::Profile& profile) {
  const Words words = all_words();
  if (about(word) == nullptr) {
    return Slip{"a fault of messages or of the processor", std::string{word},
                scenarios::nearest_name(word, words)};
  }
  const std::string_view why = excluded(word, profile);
  if (why.empty()) return std::nullopt;
  return Slip{fmt::format("a fault that the profile {} can have", profile.name),
              fmt::format("{}: {}", word, why)};
}

/// "processor.authorise/reply": service, operation and edge.
Found wrong_action(std::string_view action, std::string_view word, const PlanTerms& terms) {
  const std::size_t dot = action.find('.');
  const std::size_t slash = action.find('/', dot == std::string_view::npos ? 0 : dot);
  if (dot == std::string_view::npos || slash == std::string_view::npos) {
    return Slip{"a site such as \"processor.authorise/reply @ pay-1/attempt-1\"",
                std::string{action}};
  }
  const std::array<std::string_view, 1> services{terms.service};
  if (action.substr(0, dot) != terms.service) {
    return Slip{fmt::format("a site of \"{}\"", terms.service), std::string{action.substr(0, dot)},
                scenarios::nearest_name(action.substr(0, dot), services)};
  }
  const std::string_view operation = action.substr(dot + 1, slash - dot - 1);
  const std::string_view edge = action.substr(slash + 1);
  const Words known = operations();
  if (!has(known, operation)) {
    return Slip{"an operation", std::string{operation},
                scenarios::nearest_name(operation, known)};
  }
  const sim::FaultAbout& fault = *about(word);
  if (!has(fault.edges, edge)) {
    return Slip{fmt::format("an edge that {} strikes: {}", word, fmt::join(fault.edges, ", ")),
                std::string{edge}, scenarios::nearest_name(edge, fault.edges)};
  }
  if (!has(fault.not_of, operation)) return std::nullopt;
  return Slip{fmt::format("an operation at which {} comes to something", word),
              std::string{operation}};
}

Found wrong_answer(const sim::Answer& answer, const PlanTerms& terms) {
  if (!answer.is_fault() || answer.kind == sim::DecisionKind::crash) {
    return Slip{"a fault of messages or of the processor", sim::to_text(answer.kind)};
  }
  if (const Found slip = wrong_word(answer.answer, *terms.profile)) return slip;
  const std::size_t mark = answer.site.find(" @ ");
  if (mark == std::string::npos) {
    return Slip{"a site such as \"processor.authorise/reply @ pay-1/attempt-1\"", answer.site};
  }
  return wrong_action(std::string_view{answer.site}.substr(0, mark), answer.answer, terms);
}

sim::Plan read_answers(const scenarios::JsonPart& list) {
  sim::Plan plan;
  for (const scenarios::JsonPart& one : list.elements(answers_max)) {
    must_know_fields(one, {"site", "n", "answer", "kind"});
    const std::uint64_t n =
        one.has("n") ? one["n"].number(1, std::numeric_limits<std::uint32_t>::max()) : 1;
    plan.push_back(
        {one["site"].text(), static_cast<std::uint32_t>(n), one["answer"].text()});
    if (one.has("kind") && one["kind"].text() != "fault") one["kind"].refuse("\"fault\"");
  }
  return plan;
}

/// A whole plan file is read as such; a bare list of answers by what stands there.
sim::Plan read_either(const scenarios::Document& document, const std::string& text) {
  const scenarios::JsonPart whole{document};
  if (whole.has("scenario")) return scenarios::read_plan(document.file(), text).plan;
  must_know_fields(whole, {"schema", "answers"});
  if (whole.has("schema") && whole["schema"].text() != scenarios::plan_schema) {
    whole["schema"].refuse(fmt::format("\"{}\"", scenarios::plan_schema));
  }
  return read_answers(whole["answers"]);
}

/// A chance as a ratio: "0.01" or "1/100"; nothing where it is none.
std::optional<sim::Ratio> read_chance(std::string_view text) {
  if (text.contains('/')) return scenarios::parse_ratio(text);
  if (text == "1") return sim::Ratio{1, 1};
  if (text == "0") return sim::Ratio{0, 1};
  if (!text.starts_with("0.") || text.size() > 11) return std::nullopt;
  const std::string_view digits = text.substr(2);
  sim::Ratio ratio;
  const char* const end = digits.data() + digits.size();
  if (digits.empty() || std::from_chars(digits.data(), end, ratio.numerator).ptr != end) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < digits.size(); ++i) ratio.denominator *= 10;
  return ratio;
}

}  // namespace

sim::Plan read_served_plan(const std::string& file, const std::string& text,
                           const PlanTerms& terms) {
  const scenarios::Document document{file, text};
  sim::Plan plan = read_either(document, text);
  for (std::size_t i = 0; i < plan.size(); ++i) {
    if (const Found slip = wrong_answer(plan[i], terms)) {
      document.refuse(fmt::format("/answers/{}", i), slip->expected, slip->found, slip->nearest);
    }
  }
  return plan;
}

std::string plan_json(const sim::Plan& plan) {
  auto answers = nlohmann::ordered_json::array();
  for (const sim::Answer& one : plan) {
    answers.push_back({{"site", one.site}, {"n", one.n}, {"answer", one.answer}});
  }
  return scenarios::json_text(
      nlohmann::ordered_json{{"schema", scenarios::plan_schema}, {"answers", answers}}, 2);
}

sim::FaultRule read_rate(const std::string& text, const PlanTerms& terms) {
  const std::size_t equals = text.rfind('=');
  const std::size_t colon = text.rfind(':', equals);
  const bool sited = colon != std::string::npos;
  const std::size_t begin = sited ? colon + 1 : 0;
  const std::string word = text.substr(begin, equals - begin);
  const auto refuse = [&](std::string expected, std::string found, std::string nearest = {}) {
    throw scenarios::BadInput{{.file = "--rate",
                               .expected = std::move(expected),
                               .found = std::move(found),
                               .nearest = std::move(nearest)}};
  };
  const auto chance =
      equals == std::string::npos ? std::nullopt : read_chance(text.substr(equals + 1));
  if (!chance) refuse("FAULT=CHANCE such as lose=0.01 or lose=1/100", text);
  if (const Found slip = wrong_word(word, *terms.profile)) {
    refuse(slip->expected, slip->found, slip->nearest);
  }
  return {sited ? text.substr(0, colon) : terms.service + ".*/*", word, *chance};
}

}  // namespace assay::outside
