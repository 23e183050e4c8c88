// Writing and reading, in the order of the schema.
#include "reports/playbooks/kept_playbook.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "scenarios/files/document.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/schema.hpp"

namespace assay::reports {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// A failure's command may be long, and so may what a sick system lists.
constexpr scenarios::TextLimits playbook_limits{.bytes = std::size_t{4} << 20,
                                                .text_length = 20'000};
/// How many remedies that help are kept: the first ones.
constexpr std::size_t kept_max = 5;

ordered_json rows_of(const std::vector<runs::OpenItem>& items) {
  ordered_json rows = ordered_json::array();
  for (const runs::OpenItem& one : items) {
    rows.push_back({{"kind", runs::word_of(one.kind)},
                    {"payable", one.payable},
                    {"operation", history::to_text(one.operation)},
                    {"ordinal", one.ordinal},
                    {"minor", one.amount.minor},
                    {"currency", one.amount.currency.code()},
                    {"what", one.what}});
  }
  return rows;
}

ordered_json trial_of(const runs::Trial& trial) {
  ordered_json steps = ordered_json::array();
  for (const runs::RemedyStep& step : trial.remedy.steps) steps.push_back(runs::to_text(step));
  ordered_json taken = ordered_json::array();
  for (const runs::StepTaken& one : trial.after.taken) {
    taken.push_back(
        {{"step", one.step + 1}, {"at_ns", one.at.ns()}, {"about", one.about}, {"came", one.came}});
  }
  const auto& clean = trial.after.clean_after;
  return {{"steps", std::move(steps)},
          {"manner", runs::to_text(trial.remedy.manner)},
          {"worth", runs::to_text(trial.worth)},
          {"reason", trial.reason},
          {"moved_minor", trial.after.moved},
          {"clean_after_ns", clean ? ordered_json(clean->ns()) : ordered_json(nullptr)},
          {"digest", trial.after.digest.hex()},
          {"taken", std::move(taken)},
          {"left", rows_of(trial.after.items)}};
}

ordered_json trials_of(const std::vector<runs::Trial>& trials, std::size_t most) {
  ordered_json all = ordered_json::array();
  for (std::size_t i = 0; i < std::min(most, trials.size()); ++i)
    all.push_back(trial_of(trials[i]));
  return all;
}

runs::Remedy remedy_in(const scenarios::Document& document, const json& trial,
                       const std::string& at) {
  runs::Remedy remedy;
  for (const json& text : trial.at("steps")) {
    const auto step = runs::step_from(text.get_ref<const std::string&>());
    if (!step) document.refuse(at + "/steps", "steps such as \"restart\"", text.dump());
    remedy.steps.push_back(*step);
  }
  remedy.manner = *runs::manner_from(trial.at("manner").get_ref<const std::string&>());
  return remedy;
}

}  // namespace

std::vector<PlaybookSection> playbook_sections(const runs::Treatment& treatment) {
  const auto unless = [](std::string_view name, bool filled, std::string why) {
    return PlaybookSection{name, filled, filled ? "" : std::move(why)};
  };
  const std::string not_measured = "not measured: no search over other seeds is made for it yet";
  std::vector<PlaybookSection> all{
      {"identity"},
      {"summary and money"},
      {"severity"},
      {"trigger: necessity and sufficiency"},
      {"trigger: window of timing", false, not_measured},
      {"symptoms"},
      {"alert threshold", false, not_measured},
      {"look-alikes", false, "not computed: it takes failing seeds of all causes"},
      unless("steps that were tried", treatment.untreated.judged, treatment.untreated.why),
      {"done-criteria"},
      {"timeline and ledger difference"},
      {"root cause", false, "a run shows which faults it takes, and not which line is at fault"},
      {"prevention"},
      {"escalation", false, "who is to be told is not in a run"},
      {"reproduce"},
      {"history", false, "kept by your version control: this file"},
      {"what was not simulated"}};
  return all;
}

std::string to_json_text(const scenarios::FailureFile& failure, const std::string& title,
                         const runs::Treatment& treatment) {
  ordered_json sections = ordered_json::array();
  for (const PlaybookSection& one : playbook_sections(treatment)) {
    sections.push_back({{"name", one.name}, {"filled", one.filled}, {"why", one.why}});
  }
  const ordered_json object = {{"schema", playbook_schema},
                               {"title", title},
                               {"failure", ordered_json::parse(scenarios::to_json_text(failure))},
                               {"verification",
                                {{"at_rest", rows_of(treatment.at_rest)},
                                 {"untreated", rows_of(treatment.untreated.items)}}},
                               {"untreated",
                                {{"judged", treatment.untreated.judged},
                                 {"why", treatment.untreated.why},
                                 {"broken", treatment.untreated.broken}}},
                               {"helps", trials_of(treatment.helping, kept_max)},
                               {"eases", trials_of(treatment.easing, kept_max)},
                               {"harms", trials_of(treatment.harming, treatment.harming.size())},
                               {"manners", trials_of(treatment.manners, treatment.manners.size())},
                               {"tried", treatment.tried},
                               {"runs", treatment.runs},
                               {"size", treatment.size},
                               {"spent", treatment.spent},
                               {"sections", std::move(sections)}};
  return scenarios::json_text(object, 2) + "\n";
}

KeptPlaybook load_playbook(const std::string& path) {
  const auto document = scenarios::Document::read(path, playbook_limits);
  scenarios::check_schema(document, "playbook");
  const json& value = document.value();
  KeptPlaybook kept{scenarios::read_failure(path, value.at("failure").dump()), {}};
  for (const char* const list : {"helps", "harms", "manners"}) {
    for (const json& trial : value.at(list)) {
      const auto worth = runs::worth_from(trial.at("worth").get_ref<const std::string&>());
      kept.trials.push_back({remedy_in(document, trial, std::string{"/"} + list), *worth});
    }
  }
  return kept;
}

}  // namespace assay::reports
