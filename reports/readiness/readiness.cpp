// From a list and results to answers.
#include "reports/readiness/readiness.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "history/currency.hpp"
#include "reports/pages/templates.hpp"
#include "scenarios/files/library.hpp"

namespace assay::reports {

namespace {

using nlohmann::json;
using Names = std::vector<std::string>;

bool has(const Names& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

Question question_from(const json& value) {
  return {value.at("id"),           value.at("field"),      value.at("question"),
          value.at("scenarios"),    value.at("properties"), value.at("sources"),
          value.value("cannot", "")};
}

const json* scenario_in(const json& results, const std::string& name) {
  for (const json& one : results.at("scenarios")) {
    if (one.at("name") == name) return &one;
  }
  return nullptr;
}

std::string amount_words(const json& amount) {
  if (amount.is_null()) return "";
  const std::string code = amount.at("currency");
  if (!history::Currency::fits(code)) return "";
  return history::written({amount.at("minor"), history::Currency{std::string_view{code}}});
}

std::string prevention_of(const std::string& scenario) {
  const auto names = scenarios::library_names();
  if (std::ranges::find(names, scenario) == names.end()) return "";
  return scenarios::library_scenario(scenario).playbook.prevention;
}

/// The runs of the later campaign, where the property held in all of them.
std::uint64_t proof_in(const json& later, const Gap& shown) {
  if (later.is_null()) return 0;
  const json* const ran = scenario_in(later, shown.scenario);
  if (ran == nullptr || ran->at("violations").contains(shown.property)) return 0;
  const Names judged = ran->at("properties");
  return has(judged, shown.property) ? ran->at("runs").get<std::uint64_t>() : 0;
}

Gap gap_of(const std::string& scenario, const std::string& property, const json& results,
           const json& later) {
  Gap shown{.scenario = scenario, .property = property, .fix = prevention_of(scenario)};
  for (const json& one : results.at("findings")) {
    if (one.at("scenario") != scenario) continue;
    const bool same_cause =
        std::ranges::any_of(one.value("also", json::array()),
                            [&](const json& other) { return other.at("property") == property; });
    if (one.at("property") != property && !same_cause) continue;
    shown.explanation = one.value("explanation", "");
    shown.moved = amount_words(one.at("amount_at_risk"));
    shown.replay = one.at("replay");
    break;
  }
  shown.proved = proof_in(later, shown);
  return shown;
}

/// What one scenario says to a question.
struct Said {
  bool judged = false, doubtful = false;
};

Said hear(const json& scenario, Answer& answer, const json& results, const json& later) {
  Said said;
  const Names judged = scenario.at("properties");
  for (const std::string& property : answer.question.properties) {
    if (!has(judged, property)) continue;
    said.judged = true;
    said.doubtful |= scenario.at("undecided").contains(property);
    if (scenario.at("violations").contains(property)) {
      answer.gaps.push_back(gap_of(scenario.at("name"), property, results, later));
    }
  }
  said.doubtful |= scenario.at("verdict") == "unknown";
  return said;
}

bool is_unfit(const json& results, const std::string& name) {
  return std::ranges::any_of(results.value("unfit", json::array()),
                             [&](const json& one) { return one.at("scenario") == name; });
}

Answer answer_to(Question question, const json& results, const json& later) {
  Answer answer{.question = std::move(question)};
  bool judged = false, doubtful = false;
  std::size_t unfit = 0;
  for (const std::string& wanted : answer.question.scenarios) {
    if (scenario_in(results, wanted) != nullptr) continue;
    answer.lacking.push_back(wanted);
    unfit += is_unfit(results, wanted) ? 1U : 0U;
  }
  for (const json& scenario : results.at("scenarios")) {
    const std::string name = scenario.at("name");
    const Names& wanted = answer.question.scenarios;
    if (!answer.question.cannot.empty() || (!wanted.empty() && !has(wanted, name))) continue;
    const Said said = hear(scenario, answer, results, later);
    if (!said.judged) continue;
    judged = true;
    doubtful |= said.doubtful;
    answer.ran.push_back(name);
    answer.runs += scenario.at("runs").get<std::uint64_t>();
  }
  const bool all_unfit = unfit > 0 && unfit == answer.question.scenarios.size();
  if (!answer.gaps.empty()) {
    answer.answered = Answered::violated;
  } else if (!judged) {
    answer.answered = all_unfit ? Answered::not_applicable : Answered::not_run;
  } else {
    const bool whole = !doubtful && answer.lacking.size() == unfit && answer.runs > 0;
    answer.answered = whole ? Answered::holds : Answered::unknown;
  }
  return answer;
}

}  // namespace

std::string_view to_text(Answered answered) {
  constexpr std::array<std::string_view, 5> words{"holds", "violated", "unknown", "not_applicable",
                                                  "not_run"};
  return words[static_cast<std::size_t>(answered)];
}

std::vector<Question> questions() {
  const auto data = std::ranges::find(templates(), "questions", &Template::name);
  if (data == templates().end()) throw std::logic_error{"no list of questions"};
  std::vector<Question> list;
  const json known = json::parse(data->text);
  for (const json& one : known.at("questions")) list.push_back(question_from(one));
  return list;
}

std::vector<Answer> answers(const json& results, const json& later) {
  std::vector<Answer> list;
  for (Question& one : questions()) list.push_back(answer_to(std::move(one), results, later));
  return list;
}

}  // namespace assay::reports
