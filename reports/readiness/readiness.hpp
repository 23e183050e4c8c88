// Whether payment code is ready, as questions that runs answer: our own list, as data
// (questions.json), each with the scenarios and properties that answer it. An answer is what a
// campaign's results.json says, and never a form that somebody filled in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "reports/screens/ink.hpp"

namespace assay::reports {

inline constexpr std::string_view readiness_schema = "assay.readiness/1";

struct Question {
  std::string id;     ///< "O1"
  std::string field;  ///< "Orchestration"
  std::string question;
  std::vector<std::string> scenarios;   ///< that answer it; empty: every one that ran
  std::vector<std::string> properties;  ///< that must hold in them
  std::vector<std::string> sources;
  std::string cannot;  ///< why no run answers it; empty where runs do
};

enum class Answered : std::uint8_t { holds, violated, unknown, not_applicable, not_run };
[[nodiscard]] std::string_view to_text(Answered answered);

/// A scenario that shows that something is missing.
struct Gap {
  std::string scenario;
  std::string property;
  std::string explanation;  ///< what broke; empty where no finding tells of it
  std::string moved;        ///< "12.50 EUR"; empty where nothing did
  std::string replay;
  std::string fix;           ///< what the scenario's playbook says to do
  std::uint64_t proved = 0;  ///< runs of the later campaign in which it held; 0: none shows it
};

struct Answer {
  Question question;
  Answered answered{};
  std::uint64_t runs = 0;  ///< of all its scenarios that ran
  std::vector<std::string> ran;
  std::vector<std::string> lacking;  ///< scenarios of it that did not run, properties not judged
  std::vector<Gap> gaps;
};

/// Our list.
[[nodiscard]] std::vector<Question> questions();

/// Answers the list from a results.json, an assay.results/1. `later` is another, of the code after
/// its fixes, or null.
[[nodiscard]] std::vector<Answer> answers(const nlohmann::json& results,
                                          const nlohmann::json& later);

[[nodiscard]] std::string readiness_screen(const std::vector<Answer>& answers, const Ink& ink);
[[nodiscard]] std::string readiness_json(const std::vector<Answer>& answers);

}  // namespace assay::reports
