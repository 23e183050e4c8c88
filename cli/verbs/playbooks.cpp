// assay playbooks: remedies tried on the failing states of findings, kept, and tried again.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/exit_codes.hpp"
#include "cli/finding_reports.hpp"
#include "cli/interrupt.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "cli/wrong_usage.hpp"
#include "reports/playbooks/kept_playbook.hpp"
#include "reports/playbooks/playbook.hpp"
#include "reports/playbooks/remedies.hpp"
#include "runs/finding.hpp"
#include "runs/remedies/search.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/save.hpp"
#include "scenarios/known_properties.hpp"
#include "scenarios/named.hpp"

namespace assay::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kept_folder = "corpus/playbooks";

/// What the figure counts.
struct Figure {
  std::size_t found = 0;
  std::size_t open = 0;
  std::size_t helped = 0;
  std::size_t harmed = 0;
  std::size_t missed = 0;
};

const harness::System& system_of(const scenarios::FailureFile& failure, const Options& options) {
  const std::string& name = failure.defect ? *failure.defect : failure.system;
  if (const auto* const system = options.registry.find_either(name)) return *system;
  throw scenarios::UnknownName{fmt::format("no system or defect \"{}\" is known here", name)};
}

/// Searches and writes both files. Returns: the search.
runs::Treatment keep(const runs::Finding& finding, const scenarios::Scenario& scenario,
                     const harness::System& system, const std::string& stem,
                     const Options& options) {
  const auto world = options.make_world(nullptr);
  runs::Treatment found = runs::search_remedies(*world, scenario, system, finding.property,
                                                finding.plan, {.runs_max = options.remedy_runs});
  const std::string base = options.out + "/" + stem;
  const std::string failure_path = options.out + "/failures/" + stem + ".json";
  const scenarios::FailureFile failure = runs::to_failure_file(finding, scenario, failure_path);
  const campaign::ReportedFinding reported{finding, failure_path, failure.replay, false};
  reports::FindingReport report = finding_report_of(reported, scenario, options);
  report.treatment = found;
  const std::string title = fmt::format(
      "{}: {}", finding.defect.empty() ? finding.system : finding.defect, finding.explanation);
  scenarios::save_failure(failure_path, failure);
  scenarios::save_text(base + ".json", reports::to_json_text(failure, title, found));
  scenarios::save_text(base + ".md", reports::playbook(report));
  return found;
}

std::string outcome_words(const runs::Treatment& found) {
  if (!found.fails) return "does not fail again";
  if (!found.untreated.judged) return "not tried: " + found.untreated.why;
  if (found.untreated.items.empty()) return "clean at rest";
  if (found.helping.empty()) return "nothing that was tried helps";
  return "helps: " + reports::short_words(found.helping.front().remedy);
}

std::string line_of(std::string_view name, const runs::Treatment& found) {
  std::string text = fmt::format("  {:<32} {}", name, outcome_words(found));
  if (!found.harming.empty()) {
    text += fmt::format("; harms: {}", reports::short_words(found.harming.front().remedy));
    if (found.harming.size() > 1) text += fmt::format(" and {} more", found.harming.size() - 1);
  }
  return text + fmt::format("  ({} runs)\n", found.runs);
}

/// The finding of a defect by its own property in its own scenario; none within those seeds.
std::optional<runs::Finding> finding_of(const harness::Defect& defect, const Options& options,
                                        const scenarios::Scenario& scenario) {
  const auto world = options.make_world(nullptr);
  const runs::Jury jury{scenario, defect.system, defect.property};
  for (std::uint64_t seed = 0; seed < options.seeds; ++seed) {
    const runs::Run& run =
        world->run({.scenario = &scenario, .system = &defect.system, .seed = seed});
    const bool judged = run.exit != sim::Exit::broken_harness && run.failure.empty();
    if (!judged || jury.judge(run).front().verdict != properties::Verdict::violated) continue;
    return runs::investigate(
        *world, scenario, defect.system, std::string{defect.name},
        scenarios::property_named(std::string{defect.property}, scenario, defect.system), seed);
  }
  return std::nullopt;
}

void count(Figure& figure, const runs::Treatment& found) {
  ++figure.found;
  if (runs::is_open(found)) ++figure.open;
  if (!found.helping.empty()) ++figure.helped;
  if (!found.harming.empty()) ++figure.harmed;
}

int of_gallery(const Options& options, Terminal& terminal) {
  Figure figure;
  std::vector<std::string> wanted{options.names.begin() + 1, options.names.end()};
  for (const std::string& name : wanted) (void)scenarios::defect_named(options.registry, name);
  listen_for_interrupts();
  for (const harness::Defect* const defect : options.registry.defects()) {
    const bool named = wanted.empty() || std::ranges::find(wanted, defect->name) != wanted.end();
    if (!named || defect->property.empty()) continue;
    if (interrupted()) return exits::interrupted;
    const scenarios::Scenario scenario = scenarios::library_scenario(defect->scenario);
    const auto finding = finding_of(*defect, options, scenario);
    if (!finding || !finding->replays) {
      ++figure.missed;
      terminal.print(fmt::format("  {:<32} not found in {} seeds\n", defect->name, options.seeds));
      continue;
    }
    const runs::Treatment found =
        keep(*finding, scenario, defect->system, std::string{defect->name}, options);
    count(figure, found);
    terminal.print(line_of(defect->name, found));
  }
  if (figure.found == 0) return exits::nothing_ran;
  terminal.print(fmt::format(
      "\n{} defects, of which {} leave something to clean up at rest: for {} at least one remedy "
      "helps; for {} at least one tempting step harms. {} were not found.\n",
      figure.found, figure.open, figure.helped, figure.harmed, figure.missed));
  return exits::holds;
}

int of_failure(const Options& options, Terminal& terminal) {
  if (options.names.size() != 2) throw Usage{"playbooks try takes one failure file"};
  const scenarios::Recording recording =
      scenarios::load_recording(options.names[1], recording_request(options));
  if (!recording.failure) throw Usage{"playbooks try takes a failure file, and no plan"};
  const auto world = options.make_world(nullptr);
  const runs::Finding finding = runs::investigate_plan(
      *world, recording.scenario, *recording.system, harness::defect_of(*recording.system),
      scenarios::property_named(recording.failure->property, recording.scenario, *recording.system),
      recording.plan);
  if (!finding.replays) {
    terminal.print("nothing to try: the plan does not violate " + finding.property + "\n");
    return exits::holds;
  }
  const runs::Treatment found =
      keep(finding, recording.scenario, *recording.system, finding.id, options);
  terminal.print(line_of(finding.id, found));
  terminal.print(fmt::format("  {0}/{1}.md, {0}/{1}.json\n", options.out, finding.id));
  return exits::holds;
}

std::vector<std::string> kept_files(const Options& options) {
  std::vector<std::string> places{options.names.begin() + 1, options.names.end()};
  if (places.empty()) places.emplace_back(kept_folder);
  std::vector<std::string> files;
  for (const std::string& place : places) {
    if (!fs::is_directory(place)) {
      files.push_back(place);
      continue;
    }
    for (const auto& entry : fs::directory_iterator{place}) {
      if (entry.path().extension() == ".json") files.push_back(entry.path().string());
    }
  }
  std::ranges::sort(files);
  return files;
}

/// Why a kept playbook is out of date, a clause each.
std::vector<std::string> reasons_stale(const reports::KeptPlaybook& kept, const Options& options) {
  const auto world = options.make_world(nullptr);
  const scenarios::Scenario scenario = scenarios::library_scenario(kept.failure.scenario);
  runs::Patient patient{*world, scenario, system_of(kept.failure, options), kept.failure.property,
                        kept.failure.plan};
  if (!patient.fails()) return {"its trigger no longer fails"};
  std::vector<std::string> reasons;
  for (const reports::KeptTrial& one : kept.trials) {
    const runs::Trial now = patient.treat(one.remedy);
    if (now.worth == one.worth) continue;
    reasons.push_back(
        fmt::format("{}{}{}: was \"{}\", and now \"{}\"{}{}", reports::short_words(one.remedy),
                    one.remedy.manner == runs::Manner::once ? "" : ", ",
                    runs::sentence_of(one.remedy.manner), runs::to_text(one.worth),
                    runs::to_text(now.worth), now.reason.empty() ? "" : ": ", now.reason));
  }
  return reasons;
}

int verify(const Options& options, Terminal& terminal) {
  const std::vector<std::string> files = kept_files(options);
  if (files.empty()) return complain("no kept playbook was found"), exits::nothing_ran;
  std::size_t stale = 0;
  for (const std::string& file : files) {
    const reports::KeptPlaybook kept = reports::load_playbook(file);
    const std::vector<std::string> reasons = reasons_stale(kept, options);
    if (!reasons.empty()) ++stale;
    terminal.print(fmt::format("  {:<6} {} ({} remedies)\n", reasons.empty() ? "ok" : "stale", file,
                               kept.trials.size()));
    for (const std::string& one : reasons) terminal.print("           " + one + "\n");
  }
  terminal.print(fmt::format("\n{} playbooks, {} stale\n", files.size(), stale));
  return stale == 0 ? exits::holds : exits::violated;
}

}  // namespace

int playbooks(const Options& options, Terminal& terminal) {
  const std::string what = options.names.empty() ? "" : options.names.front();
  if (what == "verify") return verify(options, terminal);
  if (what == "gallery") return of_gallery(options, terminal);
  if (what == "try") return of_failure(options, terminal);
  throw Usage{"playbooks: expected verify, try or gallery first, such as: playbooks verify"};
}

}  // namespace assay::cli
