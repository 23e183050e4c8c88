// Answers to JSON and back.
#include "scenarios/detail/plan_json.hpp"

#include <array>
#include <set>
#include <utility>

#include <fmt/core.h>

namespace assay::scenarios::detail {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using sim::DecisionKind;

struct List {
  const char* name;
  DecisionKind kind;
};

constexpr std::array<List, 4> lists{{{"answers", DecisionKind::fault},
                                     {"timing", DecisionKind::timing},
                                     {"schedule", DecisionKind::schedule},
                                     {"workload", DecisionKind::workload}}};

bool belongs(const sim::Answer& answer, const List& list) {
  return answer.kind == list.kind || (list.kind == DecisionKind::fault && answer.is_fault());
}

ordered_json written(const sim::Answer& answer) {
  ordered_json object = {{"site", answer.site}, {"n", answer.n}, {"answer", answer.answer}};
  if (answer.kind == DecisionKind::crash) object["kind"] = "crash";
  return object;
}

sim::Answer read_answer(const json& object, DecisionKind kind) {
  const bool crash = object.value("kind", "") == "crash";
  return {.site = object.at("site").get<std::string>(),
          .n = object.at("n").get<std::uint32_t>(),
          .answer = object.at("answer").get<std::string>(),
          .kind = crash ? DecisionKind::crash : kind};
}

}  // namespace

void write_plan(ordered_json& object, const sim::Plan& plan) {
  for (const List& list : lists) {
    ordered_json array = ordered_json::array();
    for (const sim::Answer& answer : plan) {
      if (belongs(answer, list)) array.push_back(written(answer));
    }
    if (!array.empty() || list.kind == DecisionKind::fault) object[list.name] = std::move(array);
  }
}

sim::Plan read_plan(const Document& document, const std::string& pointer) {
  const json& object = document.value().at(json::json_pointer{pointer});
  sim::Plan plan;
  std::set<std::tuple<DecisionKind, std::string, std::uint32_t>> seen;
  for (const List& list : lists) {
    const json answers = object.value(list.name, json::array());
    for (std::size_t i = 0; i < answers.size(); ++i) {
      plan.push_back(read_answer(answers[i], list.kind));
      const sim::Answer& answer = plan.back();
      if (seen.emplace(list.kind, answer.site, answer.n).second) continue;
      document.refuse(step(step(pointer, list.name), i), "each decision answered once",
                      fmt::format("visit {} of {} again", answer.n, excerpt(answer.site)));
    }
  }
  return plan;
}

}  // namespace assay::scenarios::detail
