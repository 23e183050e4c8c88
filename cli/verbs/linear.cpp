// assay linear: whether recorded calls on objects can be put into one order.
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/exit_codes.hpp"
#include "cli/verbs.hpp"
#include "properties/linear/check.hpp"
#include "reports/screens/table.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/recorded_calls.hpp"
#include "scenarios/named.hpp"

namespace assay::cli {

namespace {

using properties::Verdict;
using properties::linear::Answer;
using properties::linear::DeadEnd;
using properties::linear::Model;
using reports::Ink;
using reports::Tone;

/// A recording, and what came of it.
struct Recording {
  std::string file;
  Answer answer;
};

const Model& model_named(const std::string& wanted) {
  std::vector<std::string_view> names;
  for (const Model& one : properties::linear::models()) names.push_back(one.name);
  const std::string name = scenarios::full_name("model", wanted, names);
  const auto place = std::ranges::find(names, name) - names.begin();
  return properties::linear::models()[static_cast<std::size_t>(place)];
}

std::string_view word_of(Verdict verdict) {
  if (verdict == Verdict::holds) return "linearizable";
  return verdict == Verdict::violated ? "not linearizable" : "unknown";
}

Tone tone_of(Verdict verdict) {
  if (verdict == Verdict::holds) return Tone::good;
  return verdict == Verdict::violated ? Tone::bad : Tone::doubtful;
}

std::string why(const DeadEnd& end, const Ink& ink) {
  const std::string object = end.key.empty() ? "the object" : "key " + end.key;
  return fmt::format(
      "  of the {} of {} at most {} can be put into an order; it is {} then, and this fits "
      "nowhere behind them:\n    {}\n",
      reports::counted(end.calls, "call"), object, end.longest, end.state,
      ink(Tone::strong, to_text(end.stuck)));
}

std::string text_of(const Recording& one, const Model& model, const Ink& ink) {
  const Answer& answer = one.answer;
  std::string text = fmt::format(
      "{}  {}: {}, {} of {}, {}\n", ink(tone_of(answer.verdict), word_of(answer.verdict)), one.file,
      model.name, reports::counted(answer.calls, "call"),
      reports::counted(answer.objects, "object"), reports::counted(answer.steps, "step"));
  if (answer.dead_end) text += why(*answer.dead_end, ink);
  if (answer.verdict == Verdict::unknown) {
    text += "  a limit was reached before it could be told: --steps allows more\n";
  }
  return text;
}

nlohmann::ordered_json json_of(const Recording& one, const Model& model) {
  const Answer& answer = one.answer;
  nlohmann::ordered_json told{{"file", one.file},
                              {"model", model.name},
                              {"verdict", properties::to_text(answer.verdict)},
                              {"calls", answer.calls},
                              {"objects", answer.objects},
                              {"steps", answer.steps}};
  if (answer.dead_end) {
    const DeadEnd& end = *answer.dead_end;
    told["dead_end"] = {
        {"key", end.key},     {"longest", end.longest},      {"calls", end.calls},
        {"state", end.state}, {"stuck", to_text(end.stuck)}, {"line", end.stuck.called}};
  }
  return told;
}

}  // namespace

int linear(const Options& options, Terminal& terminal) {
  const Model& model = model_named(options.model);
  int code = exits::holds;
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const std::string& file : options.names) {
    const Recording one{file, model.check(scenarios::load_recorded_calls(file, model.functions),
                                          {.steps = options.steps})};
    code = gravest({code, exit_of(one.answer.verdict)});
    if (options.json) list.push_back(json_of(one, model));
    if (!options.json) terminal.print(text_of(one, model, terminal.ink()));
  }
  if (options.json) terminal.print(scenarios::json_text(list, 2) + "\n");
  return code;
}

}  // namespace assay::cli
