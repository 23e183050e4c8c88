// Rows instead of objects: a name is told once, and a step is a few numbers and its words.
#include "reports/pages/page_data.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "reports/concern.hpp"
#include "reports/finding_words.hpp"
#include "reports/sequence.hpp"
#include "reports/story.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using history::Observation;
using nlohmann::json;
using nlohmann::ordered_json;

/// Of all findings together: some 3 MB.
constexpr std::size_t steps_of_page = 30'000;
constexpr std::size_t steps_least = 100;
constexpr std::size_t steps_most = 5'000;

std::string_view kind_word(StepKind kind) {
  switch (kind) {
    case StepKind::call: return "call";
    case StepKind::reply: return "reply";
    case StepKind::lost: return "lost";
    case StepKind::sign: return "sign";
    case StepKind::belief: return "belief";
    case StepKind::money: return "money";
    case StepKind::fault: return "fault";
    case StepKind::outage: return "outage";
    case StepKind::fact: return "fact";
    case StepKind::log: return "log";
    case StepKind::grant: return "grant";
    case StepKind::grant_end: return "grant_end";
    case StepKind::deadline: return "deadline";
  }
  return "fact";
}

int place_of(const std::vector<std::string>& lanes, const std::string& lane) {
  const auto found = std::ranges::find(lanes, lane);
  return lane.empty() || found == lanes.end() ? -1 : static_cast<int>(found - lanes.begin());
}

/// [at, kind, from, to, words, is evidence]; a lane is its place in the list, -1 for none.
json steps_json(const Sequence& sequence) {
  json rows = json::array();
  for (const Step& step : sequence.steps) {
    rows.push_back(json::array(
        {moment(step.at), kind_word(step.kind), place_of(sequence.lanes, step.from),
         place_of(sequence.lanes, step.to), step.text, step.is_evidence ? 1 : 0, step.at}));
  }
  return rows;
}

/// Reads what each side knows of each operation, change by change.
class Sides {
 public:
  explicit Sides(const ShownRun& run) {
    const Concern concern = concern_of(run);
    for (const Observation& seen : run.history) {
      if (seen.at <= concern.last && concern.concerns(seen)) read(seen);
    }
  }

  [[nodiscard]] ordered_json told() const {
    return {{"operations", operations_}, {"changes", changes_}};
  }

 private:
  void read(const Observation& seen) {
    if (const auto* applied = seen.as<history::EffectApplied>()) {
      move(seen, *applied, 1);
    } else if (const auto* undone = seen.as<history::EffectReversed>()) {
      move(seen, *undone, -1);
    } else if (const auto* step = seen.as<history::TransitionCommitted>()) {
      change(seen, *step, "belief", words(to_text(step->to)));
    } else if (const auto* heard = seen.as<history::ResponseReceived>()) {
      change(seen, *heard, "told", outcome_text(heard->outcome, heard->status));
    }
  }

  void move(const Observation& seen, const auto& fact, int sign) {
    const std::size_t operation = place_of_operation(fact);
    auto& [effects, amount] = moved_[operation];
    effects += sign;
    amount.currency = fact.amount.currency;
    amount.minor += sign * fact.amount.minor;
    std::string text = effects == 0 ? "nothing, undone" : money(amount);
    if (effects > 1) text = fmt::format("{} in {} effects", text, effects);
    change(seen, fact, "truth", std::move(text));
  }

  void change(const Observation& seen, const auto& fact, std::string_view side, std::string text) {
    changes_.push_back(json::array({seen.at, place_of_operation(fact), side, text}));
  }

  std::size_t place_of_operation(const auto& fact) {
    const std::string name =
        fmt::format("{} {} {}", fact.payable.text(), to_text(fact.kind), fact.ordinal);
    const auto found = std::ranges::find(operations_, name);
    if (found == operations_.end()) {
      operations_.push_back(name);
      return operations_.size() - 1;
    }
    return static_cast<std::size_t>(found - operations_.begin());
  }

  std::vector<std::string> operations_;
  std::map<std::size_t, std::pair<int, history::Amount>> moved_;
  json changes_ = json::array();
};

ordered_json timeline_json(const ShownRun& run, std::size_t steps_max) {
  const Sequence made = whole_sequence(run, steps_max);
  ordered_json timeline = Sides{run}.told();
  timeline["lanes"] = made.lanes;
  timeline["steps"] = steps_json(made);
  timeline["left_out"] = made.left_out;
  return timeline;
}

/// The faults that it takes, whoever they struck: findings that share them stand together.
std::string cause_of(const runs::Finding& finding) {
  std::set<std::string> faults;
  for (const sim::Answer& answer : finding.plan) {
    faults.insert(
        fmt::format("{}: {}", answer.site.substr(0, answer.site.find(" @ ")), answer.answer));
  }
  return faults.empty() ? "no fault at all" : fmt::format("{}", fmt::join(faults, " + "));
}

ordered_json finding_json(const FindingReport& one, std::size_t steps_max) {
  const runs::Finding& finding = one.reported.finding;
  ordered_json value = {{"id", finding.id},
                        {"cause", cause_of(finding)},
                        {"severity", harm_word(finding)},
                        {"property", finding.property},
                        {"scenario", finding.scenario}};
  if (one.run) value["timeline"] = timeline_json(*one.run, steps_max);
  return value;
}

std::string without_markup(std::string text) {
  std::string safe;
  for (const char sign : text) {
    const bool is_markup = sign == '<' || sign == '>' || sign == '&';
    safe += is_markup ? fmt::format("\\u{:04x}", static_cast<unsigned>(sign)) : std::string{sign};
  }
  return safe;
}

}  // namespace

std::string page_data(std::span<const FindingReport> failures) {
  const std::size_t steps_max = std::clamp(
      steps_of_page / std::max<std::size_t>(failures.size(), 1), steps_least, steps_most);
  ordered_json findings = ordered_json::array();
  for (const FindingReport& one : failures) findings.push_back(finding_json(one, steps_max));
  const ordered_json data = {{"schema", "assay.page/1"}, {"findings", findings}};
  return without_markup(data.dump(-1, ' ', true, ordered_json::error_handler_t::replace));
}

}  // namespace assay::reports
