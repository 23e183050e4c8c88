// assay explain: what an exit code means, or the name of anything that assay tells of.
#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/catalogue.hpp"
#include "cli/rules.hpp"
#include "cli/system_words.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "properties/property.hpp"
#include "reports/screens/table.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/failure_file.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/shell_words.hpp"
#include "scenarios/named.hpp"
#include "sim/kernel/kernel.hpp"

namespace assay::cli {

namespace {

/// Something that has a name, what kind of thing it is, and what there is to say of it.
struct Entry {
  std::string kind;
  std::string name;
  std::string text;
  std::string next{};     ///< what to do or read, where there is something
  std::string command{};  ///< one that works when pasted, where there is one; not broken into lines
};

using Entries = std::vector<Entry>;

struct CodeAdvice {
  int code;
  std::string_view next;
  std::vector<std::string> arguments{};  ///< of a command, where there is one
};

const std::vector<CodeAdvice>& codes() {
  static const std::vector<CodeAdvice> all{
      {0, "nothing to do"},
      {1,
       "report.html and playbooks/index.md in the folder of the results",
       {"replay", "FILE.json"}},
      {2, "results.json: `missing`, `undecided`, `complete`; more seeds or more time"},
      {3, "of a replay: the complaint says what has changed", {"selfcheck", "NAME"}},
      {4, "--seeds above 0, and names of scenarios", {"list", "scenarios"}},
      {64, "the help of the verb", {"VERB", "--help"}},
      {65, "the complaint has file, line and what was expected", {"check", "FILE.json"}},
      {70, "please report it, with the command and the complaint"},
      {74, "room and permission for stdout and --out; what was found is told all the same"},
      {130, "the same command with --resume goes on where it stopped"},
  };
  return all;
}

struct EndMeaning {
  sim::Exit exit;
  std::string_view meaning;
};

constexpr std::array<EndMeaning, sim::exit_count> ends{{
    {sim::Exit::at_rest,
     "Nothing was pending, and a full period of every housekeeping timer "
     "changed nothing."},
    {sim::Exit::deadlock,
     "Something was pending, and nothing that could end it could ever happen."},
    {sim::Exit::time_limit, "The run reached virtual_time_max before the world was at rest."},
    {sim::Exit::event_limit, "The run reached events_max before the world was at rest."},
    {sim::Exit::livelock,
     "Very much happened at one moment and virtual time stood still: a violation."},
    {sim::Exit::program_failed, "An exception left the code under test: a violation."},
    {sim::Exit::broken_harness, "assay broke its own contract; such a campaign ends with 70."},
}};

void add_codes(Entries& entries) {
  for (const CodeAdvice& one : codes()) {
    entries.push_back({"exit code", std::to_string(one.code),
                       std::string{reports::exit_meaning(one.code)}, std::string{one.next},
                       one.arguments.empty() ? "" : scenarios::own_command(one.arguments)});
  }
}

void add_own_property(Entries& entries, std::string_view name, std::string_view claim,
                      properties::Severity worst) {
  entries.push_back({"property of your own", std::string{name},
                     fmt::format("{} Worst harm if broken: {}.", claim, reports::to_words(worst)),
                     "docs/own-properties.md", ""});
}

/// Those that the systems bring, and those of the scenario that the options name.
void add_own_properties(Entries& entries, const Options& options) {
  for (const properties::Property& one : properties_brought(options.registry)) {
    add_own_property(entries, one.name, one.claim, one.severity);
  }
  if (options.scenario.empty()) return;
  for (const auto& one : target_named(options.scenario, options).scenario.properties) {
    add_own_property(entries, one.name, one.meaning, one.harm);
  }
}

void add_properties(Entries& entries) {
  for (const properties::Property& one : properties::all_properties()) {
    const std::string text = fmt::format("{} Rule {}; worst harm if broken: {}.", one.claim,
                                         one.rule, reports::to_words(one.severity));
    entries.push_back({"property", std::string{one.name}, text, "docs/properties.md"});
  }
}

void add_rules(Entries& entries) {
  for (const Rule& one : rules()) {
    std::string anchor;
    for (const char letter : one.name) {
      anchor += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    entries.push_back({"rule", one.name, one.text, "docs/rules.md#" + anchor});
  }
}

void add_defects(Entries& entries, const harness::Registry& registry) {
  for (const harness::Defect* const one : registry.defects()) {
    entries.push_back({"defect", std::string{one->name},
                       fmt::format("{} Source: {}. {} must catch it in {}.", one->summary,
                                   one->source, one->property, one->scenario),
                       "",
                       scenarios::own_command({"gallery", "--defect", std::string{one->name}})});
  }
}

/// `where`: its name, where it is of the library, or its file.
Entry scenario_entry(const scenarios::Scenario& scenario, const std::string& where) {
  return {"scenario", scenario.name, fmt::format("{}. {}", scenario.title, scenario.story), "",
          scenarios::own_command({"run", where})};
}

void add_scenarios(Entries& entries) {
  for (const std::string_view name : scenarios::library_names()) {
    entries.push_back(scenario_entry(scenarios::library_scenario(name), std::string{name}));
  }
}

/// Words that stand in results without being listed anywhere.
void add_words(Entries& entries) {
  using enum properties::Severity;
  const char* const order =
      "Harms in order, the gravest first: double charge, money lost, wrong "
      "belief, stuck, noise.";
  for (const auto severity : {double_charge, money_lost, wrong_belief, stuck, noise}) {
    entries.push_back({"severity", std::string{properties::to_text(severity)}, order});
  }
  entries.push_back({"verdict", "holds", "No run broke it, and nothing was left undecided."});
  entries.push_back({"verdict", "violated", "Some run broke it; a plan shows how."});
  entries.push_back({"verdict", "unknown",
                     "Nothing was broken, but not everything could be told: this is no pass."});
  entries.push_back({"finding", "run_comes_back",
                     "A run took its process along: an abort, a signal, an exit, or a hang.", "",
                     scenarios::own_command({"replay", "NAME", "--seed", "S"})});
  for (const EndMeaning& one : ends) {
    entries.push_back({"end of a run", sim::to_text(one.exit), std::string{one.meaning}});
  }
}

/// Each system, and each of its settings.
void add_systems(Entries& entries, const harness::Registry& registry) {
  for (const harness::System* const system : registry.systems()) {
    std::string text = std::string{system->summary} + ".";
    std::string names;
    for (const harness::Setting& one : system->settings) {
      names += (names.empty() ? "" : ", ") + std::string{one.name};
      entries.push_back(
          {fmt::format("setting of {}", system->name), std::string{one.name}, words_for(one)});
    }
    text += names.empty() ? " It has no settings." : " Settings: " + names + ".";
    entries.push_back(
        {"system", std::string{system->name}, text, "",
         scenarios::own_command({"run", "lost_response", "--system", std::string{system->name}})});
  }
}

void add_catalogue(Entries& entries, const harness::Registry& registry) {
  for (const Section& section : catalogue()) {
    const bool told = section.kind == "scenarios" || section.kind == "properties" ||
                      section.kind == "defects" || section.kind == "systems";
    if (told) continue;  // with more to say
    for (const Item& item : section.items(registry)) {
      const auto colon = item.name.find(": ");
      const std::string name = colon == std::string::npos ? item.name : item.name.substr(colon + 2);
      const std::string kind = colon == std::string::npos
                                   ? std::string{section.kind.substr(0, section.kind.size() - 1)}
                                   : fmt::format("fault of a {}", item.name.substr(0, colon));
      entries.push_back({kind, name, item.summary});
    }
  }
}

Entries all_entries(const harness::Registry& registry) {
  Entries entries;
  add_codes(entries);
  add_properties(entries);
  add_rules(entries);
  add_defects(entries, registry);
  add_scenarios(entries);
  add_words(entries);
  add_systems(entries, registry);
  add_catalogue(entries, registry);
  return entries;
}

/// A finding by its id, where its file is in the folder of the results.
Entries finding_entries(const std::string& id, const Options& options) {
  const std::string path = fmt::format("{}/failures/{}.json", options.out, id);
  const bool is_id = id.find('/') == std::string::npos && std::filesystem::exists(path);
  if (!is_id) return {};
  const scenarios::FailureFile file = scenarios::load_failure(path);
  std::string text = fmt::format("{} is violated in {}: {}", file.property, file.scenario,
                                 reports::words(file.severity));
  if (file.amount_at_risk)
    text += fmt::format(", {} at risk", reports::money(*file.amount_at_risk));
  if (file.defect) text += fmt::format("; with the defect {}", *file.defect);
  return {{"finding", id, text + ".", "", file.replay},
          {"playbook", id, fmt::format("{}/playbooks/{}.md", options.out, id)}};
}

Entries entries_for(const std::string& name, const Entries& all, const Options& options) {
  if (name.ends_with(".json")) return {scenario_entry(scenario_in(name, options), name)};
  Entries found = finding_entries(name, options);
  for (const Entry& one : all) {
    if (one.name == name) found.push_back(one);
  }
  if (!found.empty()) return found;
  std::vector<std::string_view> names;
  for (const Entry& one : all) names.push_back(one.name);
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return entries_for(scenarios::full_name("code or name", name, names), all, options);
}

std::string text_of(const Entries& found, const reports::Ink& ink) {
  const std::size_t columns = reports::text_columns(ink) - 2;
  std::string text;
  for (const Entry& one : found) {
    text += fmt::format("{}{}  {}\n  {}\n", text.empty() ? "" : "\n",
                        ink(reports::Tone::strong, one.name), ink(reports::Tone::faint, one.kind),
                        reports::wrapped(one.text, columns, 2));
    if (!one.next.empty()) {
      text += "  " + ink(reports::Tone::link, reports::wrapped("→ " + one.next, columns, 2)) + "\n";
    }
    if (!one.command.empty()) text += "  " + ink(reports::Tone::link, "→ " + one.command) + "\n";
  }
  return text;
}

std::string json_of(const Entries& found) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Entry& one : found) {
    const bool both = !one.next.empty() && !one.command.empty();
    list.push_back({{"name", one.name},
                    {"kind", one.kind},
                    {"summary", one.text},
                    {"next", one.next + (both ? "; " : "") + one.command}});
  }
  return scenarios::json_text(list, 2) + "\n";
}

}  // namespace

int explain(const Options& options, Terminal& terminal) {
  Entries all = all_entries(options.registry);
  add_own_properties(all, options);
  Entries found;
  for (const std::string& name : options.names) {
    for (Entry& one : entries_for(name, all, options)) found.push_back(std::move(one));
  }
  terminal.print(options.json ? json_of(found) : text_of(found, terminal.ink()));
  return 0;
}

}  // namespace assay::cli
