// The command line as CLI11 sees it, and its complaints in our words.
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "campaign/jobs/named.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "cli/wrong_usage.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/shell_words.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::cli {

namespace {

constexpr std::uint64_t seeds_max = 1'000'000'000;
constexpr std::uint64_t seed_max = std::numeric_limits<std::uint64_t>::max() - 1;
constexpr std::int64_t hang_after_min = 10'000'000;               // nanoseconds
constexpr std::int64_t hang_after_max = 86'400 * 1'000'000'000L;  // a day
constexpr std::uint32_t jobs_max = 256;
constexpr std::uint32_t shards_max = 10'000;
constexpr std::size_t help_columns = 80;  // where nobody knows how wide the terminal is

constexpr std::array<std::string_view, 11> verbs{
    "list",   "run",  "exhaust", "gallery",   "merge",  "replay",
    "shrink", "diff", "check",   "selfcheck", "explain"};
constexpr std::array<std::string_view, 7> kinds{"scenarios",  "faults",   "properties", "defects",
                                                "strategies", "profiles", "systems"};
constexpr std::array<std::string_view, 1> stores{"model"};
/// In the order of the enumerators.
constexpr std::array<std::string_view, 3> colours{"auto", "always", "never"};

/// What CLI11 fills in, in the forms that it knows.
struct Raw {
  Options options;
  std::optional<std::uint32_t> faults;
  std::optional<std::uint32_t> deviations;
  std::string store{stores.front()};
  std::string duration;
  std::string hang_after;
  std::string shard;
  std::string colour = "auto";
};

/// A whole number, looked at before CLI11 turns the text into one and complains in its own words.
CLI::Validator whole(std::uint64_t least,
                     std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) {
  const auto complaint = [least, most](const std::string& text) -> std::string {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    const bool good = read.ec == std::errc{} && read.ptr == end;
    if (good && number >= least && number <= most) return {};
    const bool bounded = most < std::numeric_limits<std::uint64_t>::max();
    return fmt::format("expected a whole number{}, found \"{}\"",
                       bounded ? fmt::format(" from {} to {}", least, most) : "",
                       scenarios::excerpt(text));
  };
  return CLI::Validator{complaint, "", "whole"};
}

/// An option that takes a value, by which name --help speaks of it.
template <class Value>
CLI::Option* add(CLI::App& verb, const char* name, const char* value, Value& into,
                 const char* what) {
  return verb.add_option(name, into, what)->type_name(value);
}

void add_names(CLI::App& verb, Raw& raw, const char* what, bool required,
               const char* kind = "NAME") {
  auto* const names = verb.add_option("names", raw.options.names, what)->type_name(kind);
  if (required) names->required();
}

void add_seeds(CLI::App& verb, Raw& raw) {
  auto* const seeds =
      add(verb, "--seeds", "N", raw.options.seeds, "How many seeds, from 0 on (default: 1000)")
          ->check(whole(0));
  auto* const seed = add(verb, "--seed", "S", raw.options.seed, "Just this seed")->check(whole(0));
  auto* const length =
      add(verb, "--for", "TIME", raw.duration, "As many seeds as this time allows: 30s");
  seeds->excludes(seed)->excludes(length);
  seed->excludes(length);
}

void add_system(CLI::App& verb, Raw& raw) {
  add(verb, "--system", "NAME", raw.options.system, "Run this system, whichever a scenario names");
}

/// Options of everything that runs campaigns.
void add_campaign(CLI::App& verb, Raw& raw) {
  add(verb, "--jobs", "J", raw.options.jobs, "Worker processes (default: all cores)")
      ->check(whole(1, jobs_max));
  add_system(verb, raw);
  add(verb, "--defect", "NAME", raw.options.defect, "Run the system with this defect of it");
  add(verb, "--strategy", "NAME", raw.options.strategy, "Which runs are made: list strategies");
  add(verb, "--store", "NAME", raw.store, "The store under the payment code: model");
  add(verb, "--out", "DIR", raw.options.out, "Folder for results (default: assay-out)");
  add(verb, "--hang-after", "TIME", raw.hang_after, "A single run that takes longer hangs (10s)");
  add(verb, "--shard", "I/N", raw.shard, "Only this part of the work: 1/4 is the first of four");
  verb.add_flag("--smoke", raw.options.smoke, "A pass stays one where too little was met to tell");
  verb.add_flag("--resume", raw.options.resume, "Go on from what was left in the folder");
}

void add_json(CLI::App& verb, Raw& raw) {
  verb.add_flag("--json", raw.options.json, "JSON on stdout, and nothing else there");
}

/// An option that is said once for both runs, or once for each.
template <class Value>
CLI::Option* add_of_sides(CLI::App& verb, const char* name, const char* value,
                          std::vector<Value>& into, const char* what) {
  return add(verb, name, value, into, what)->allow_extra_args(false);
}

void add_diff(CLI::App& app, Raw& raw) {
  CLI::App& diff = *app.add_subcommand("diff", "Where two runs part, and what differs in money");
  SideOptions& sides = raw.options.sides;
  add_names(diff, raw, "A and B: failure or plan files, what replay --json kept, or scenarios",
            true, "FILE");
  add_of_sides(diff, "--seed", "S", sides.seeds, "The seed of a scenario; said twice: A's, B's")
      ->check(whole(0));
  add_of_sides(diff, "--system", "NAME", sides.systems,
               "The system that runs; with one name, B's; said twice: A's, B's");
  add_of_sides(diff, "--defect", "NAME", sides.defects, "A defect of it, or none; the same way");
  add_of_sides(diff, "--scenario", "FILE", sides.scenarios, "The scenario's file; twice: A's, B's");
}

void add_verbs(CLI::App& app, Raw& raw) {
  CLI::App& list = *app.add_subcommand("list", "What there is, each with a one-line summary");
  add_names(list, raw, "scenarios, faults, properties, defects, strategies, profiles or systems",
            false, "KIND");
  CLI::App& run = *app.add_subcommand("run", "Runs scenarios with many seeds and judges each run");
  add_names(run, raw, "Scenarios by name or file (default: the library)", false);
  add_seeds(run, raw);
  CLI::App& exhaust = *app.add_subcommand("exhaust", "Runs every plan of at most so many faults");
  add_names(exhaust, raw, "Scenarios by name or file", true);
  add(exhaust, "--faults", "K", raw.faults, "K, at most 2 (default: 2; with deviations 1)")
      ->check(whole(0, 2));
  add(exhaust, "--deviations", "D", raw.deviations,
      "Delays, pauses and orders that may differ, too; at most 2")
      ->check(whole(0, 2));
  CLI::App& gallery = *app.add_subcommand("gallery", "Hunts every known defect: the kill matrix");
  add(gallery, "--seeds", "N", raw.options.seeds, "Seeds per defect (default: 500)")
      ->check(whole(0));
  for (CLI::App* verb : {&run, &exhaust, &gallery}) add_campaign(*verb, raw);
  CLI::App& replay = *app.add_subcommand("replay", "One run again, with its full timeline");
  add_names(replay, raw, "A failure or plan file, or a scenario with --seed", true, "FILE");
  add(replay, "--seed", "S", raw.options.seed, "The seed, with a scenario")->check(whole(0));
  add(replay, "--defect", "NAME", raw.options.defect, "The defect, with a scenario or a plan");
  add(replay, "--stop-at", "EVENT", raw.options.stop_at, "Stop before this event, for a debugger")
      ->check(whole(1, std::numeric_limits<std::uint32_t>::max()));
  CLI::App& shrink =
      *app.add_subcommand("shrink", "A smaller plan that violates the same property");
  add_names(shrink, raw, "A failure or plan file", true, "FILE");
  add(shrink, "--property", "NAME", raw.options.property, "The property, with a plan");
  add(shrink, "--defect", "NAME", raw.options.defect, "The defect, with a plan");
  add(shrink, "--out", "DIR", raw.options.out, "Folder for the result (default: assay-out)");
  for (CLI::App* verb : {&replay, &shrink}) {
    add(*verb, "--system", "NAME", raw.options.system,
        "The system that ran, where the scenario names another");
    add(*verb, "--scenario", "FILE", raw.options.scenario, "The scenario's file, if it has one");
  }
  add_diff(app, raw);
  CLI::App& merge = *app.add_subcommand("merge", "Puts shards together into one result");
  add_names(merge, raw, "The folders of all shards", true, "DIR");
  add(merge, "--out", "DIR", raw.options.out, "Folder for results (default: assay-out)");
  CLI::App& explain = *app.add_subcommand("explain", "What a code or a name means");
  add_names(explain, raw, "An exit code, or the name of anything that assay tells of", true);
  add(explain, "--out", "DIR", raw.options.out,
      "Where findings are looked up (default: assay-out)");
  CLI::App& check = *app.add_subcommand("check", "Validates scenario, plan and failure files");
  add_names(check, raw, "Scenario, plan and failure files", true, "FILE");
  add(check, "--scenario", "FILE", raw.options.scenario, "The scenario of a plan or failure");
  add(check, "--system", "NAME", raw.options.system, "The system that they are to be used with");
  CLI::App& selfcheck = *app.add_subcommand("selfcheck", "The same input must give the same run");
  add_names(selfcheck, raw, "Scenarios by name or file (default: the library)", false);
  add(selfcheck, "--runs", "N", raw.options.seeds, "Runs per scenario (default: 200)")
      ->check(whole(0));
  add_system(selfcheck, raw);
  add(selfcheck, "--out", "DIR", raw.options.out, "Folder for results (default: assay-out)");
  for (CLI::App* verb : app.get_subcommands([](CLI::App*) { return true; })) add_json(*verb, raw);
}

/// Verbs by which `selfcheck` runs the program again; not for people.
void add_internal_verbs(CLI::App& app, Raw& raw) {
  CLI::App& digests = *app.add_subcommand("internal-digests", "")->group("");
  add_names(digests, raw, "", true);
  digests.add_option("--seeds", raw.options.seeds);
  digests.add_option("--system", raw.options.system);
  digests.add_option("--jobs", raw.options.jobs);
  digests.add_flag("--again", raw.options.again);
  CLI::App& trace = *app.add_subcommand("internal-trace", "")->group("");
  add_names(trace, raw, "", true);
  trace.add_option("--seed", raw.options.seed);
  trace.add_option("--system", raw.options.system);
  trace.add_option("--scenario", raw.options.scenario);
  trace.add_option("--jobs", raw.options.jobs);
  trace.add_flag("--again", raw.options.again);
}

void add_general(CLI::App& app, Raw& raw) {
  for (CLI::App* verb : app.get_subcommands([](CLI::App*) { return true; })) {
    add(*verb, "--color", "WHEN", raw.colour, "auto, always or never; NO_COLOR is honoured");
    verb->set_help_flag("-h,--help", "This text");
    verb->add_flag("-v,--verbose", raw.options.verbose, "More of what happens, on stderr");
  }
}

/// The default of a verb's counts, where they differ from `run`'s.
void set_defaults(Raw& raw, const std::string& verb) {
  raw.options.jobs = std::clamp(std::thread::hardware_concurrency(), 1U, jobs_max);
  if (verb == "gallery") raw.options.seeds = 500;
  if (verb == "selfcheck") raw.options.seeds = 200;
  if (verb.starts_with("internal-")) raw.options.jobs = 0;
}

void must_be(std::string_view kind, const std::string& name,
             std::span<const std::string_view> valid) {
  if (std::ranges::find(valid, name) == valid.end()) {
    throw Usage{campaign::unknown_name(kind, name, valid).what()};
  }
}

std::int64_t read_duration(const std::string& option, const std::string& text) {
  const auto length = scenarios::parse_duration(text);
  if (length && length->ns() > 0) return length->ns();
  throw Usage{fmt::format("{}: expected a length of time such as 30s or 5min, found \"{}\"", option,
                          scenarios::excerpt(text))};
}

std::optional<std::uint32_t> small_number(std::string_view text) {
  std::uint32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || number == 0 || number > shards_max) return {};
  return number;
}

campaign::Shard read_shard(const std::string& text) {
  const std::string_view view{text};
  const auto slash = view.find('/');
  if (slash != std::string_view::npos) {
    const auto number = small_number(view.substr(0, slash));
    const auto of = small_number(view.substr(slash + 1));
    if (number && of && *number <= *of) return {*number, *of};
  }
  throw Usage{fmt::format("--shard: expected I/N with I from 1 to N, such as 1/4, found \"{}\"",
                          scenarios::excerpt(text))};
}

[[noreturn]] void beyond_reason(std::string option, std::uint64_t most, std::uint64_t found) {
  throw scenarios::BadInput{{.file = std::move(option),
                             .place = {},
                             .pointer = {},
                             .expected = fmt::format("at most {}", most),
                             .found = std::to_string(found),
                             .nearest = {}}};
}

/// Fills in what was shortened to the beginning of a name.
void complete_names(Raw& raw) {
  Options& options = raw.options;
  const auto complete = [](std::string_view kind, std::string& name,
                           std::span<const std::string_view> valid) {
    if (!name.empty()) name = campaign::full_name(kind, name, valid);
  };
  complete("colour", raw.colour, colours);
  complete("system", options.system, options.registry.system_names());
  complete("defect", options.defect, options.registry.defect_names());
  for (std::string& name : options.sides.systems) {
    complete("system", name, options.registry.system_names());
  }
  for (std::string& name : options.sides.defects) {
    if (name != no_defect) complete("defect", name, options.registry.defect_names());
  }
  complete("property", options.property, campaign::property_names());
  if (options.verb == "list") {
    for (std::string& name : options.names) complete("kind", name, kinds);
  }
}

/// The strategy of the verb's kind, and the budget that it may be given.
void choose_strategy(Raw& raw) {
  const bool by_seeds = raw.options.verb != "exhaust";
  const std::vector<sim::NamedStrategy> all = sim::strategies();
  std::vector<std::string_view> names;
  for (const sim::NamedStrategy& one : all) {
    const bool fits = raw.options.verb != "gallery" || one.name == "random";
    if (one.by_seeds == by_seeds && fits) names.push_back(one.name);
  }
  std::string& name = raw.options.strategy;
  const bool deviates = raw.deviations.value_or(0) > 0;
  if (name.empty()) name = by_seeds ? "random" : deviates ? "delay_bounded" : "exhaustive";
  name = campaign::full_name("strategy", name, names);
  const sim::NamedStrategy chosen = sim::strategy_named(name);
  const auto within = [&](const char* option, std::uint32_t asked, std::uint32_t most) {
    if (asked <= most) return asked;
    throw Usage{fmt::format("{}: the strategy {} takes at most {}", option, name, most)};
  };
  raw.options.budget = {
      within("--faults", raw.faults.value_or(chosen.usual.faults), chosen.most.faults),
      within("--deviations", raw.deviations.value_or(chosen.usual.deviations),
             chosen.most.deviations)};
}

void check_values(Raw& raw) {
  complete_names(raw);
  choose_strategy(raw);
  const auto colour = std::ranges::find(colours, raw.colour) - colours.begin();
  raw.options.colour = static_cast<Colour>(colour);
  must_be("store", raw.store, stores);
  if (raw.options.out.empty()) throw Usage{"--out: expected the name of a folder, found none"};
  if (raw.options.out.starts_with('-')) raw.options.out.insert(0, "./");  // no option when pasted
  if (!raw.duration.empty()) raw.options.nanoseconds = read_duration("--for", raw.duration);
  if (!raw.hang_after.empty()) {
    const std::int64_t length = read_duration("--hang-after", raw.hang_after);
    if (length < hang_after_min || length > hang_after_max) {
      throw Usage{fmt::format("--hang-after: expected a time from 10ms to 24h, found \"{}\"",
                              scenarios::excerpt(raw.hang_after))};
    }
    raw.options.hang_after_ms = length / 1'000'000;
  }
  if (!raw.shard.empty()) raw.options.shard = read_shard(raw.shard);
  if (raw.options.nanoseconds && (raw.options.resume || !raw.shard.empty())) {
    throw Usage{
        "--for: how many seeds fit is known only afterwards; --shard and --resume take "
        "--seeds"};
  }
  if (raw.options.seeds > seeds_max) beyond_reason("--seeds", seeds_max, raw.options.seeds);
  const std::uint64_t seed = raw.options.seed.value_or(0);
  if (raw.options.verb == "run" && seed > seed_max) beyond_reason("--seed", seed_max, seed);
}

/// A defect that an example can name; the plainest of the shipped ones where that is there.
std::string_view example_defect(const harness::Registry& registry) {
  constexpr std::string_view plainest = "no_idempotency";
  const auto names = registry.defect_names();
  if (names.empty()) return {};
  return std::ranges::find(names, plainest) == names.end() ? names.front() : plainest;
}

/// Looks at the first argument that is no option, before CLI11 takes it for a stray one.
std::string verb_of(int argc, const char* const* argv) {
  const std::string verbs_are = "this lists the verbs:\n  " + scenarios::own_command({"--help"});
  if (argc < 2) throw Usage{"what to do? " + verbs_are};
  const std::string first{argv[1]};
  if (first == "-h" || first == "--help" || first == "--version") return first;
  if (first.starts_with("internal-")) return first;
  if (first.starts_with('-')) {
    throw Usage{
        fmt::format("a verb comes first, found \"{}\"; {}", scenarios::excerpt(first), verbs_are)};
  }
  return campaign::full_name("verb", first, verbs);
}

}  // namespace

ParsedArguments read_arguments(int argc, const char* const* argv,
                               const harness::Registry& registry) {
  const std::string verb = verb_of(argc, argv);
  Raw raw{.options = {.registry = registry}};
  CLI::App app{"Tests payment code in a world that misbehaves on purpose", "assay"};
  app.set_help_flag("-h,--help", "This text; of a verb, what it takes: VERB --help");
  app.set_version_flag("--version", version_text(), "The version, and what it was built with");
  app.require_subcommand(1);
  add_verbs(app, raw);
  add_internal_verbs(app, raw);
  add_general(app, raw);
  set_defaults(raw, verb);
  raw.options.verb = verb;
  raw.options.words = {argv + 1, argv + argc};
  try {
    std::vector<std::string> words{argv + 1, argv + argc};
    if (!verb.starts_with('-')) words.front() = verb;
    std::ranges::reverse(words);  // as CLI11 takes them
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    const CLI::App* const chosen = find_verb(app, verb);
    const std::size_t columns = stdout_columns();
    const reports::Ink ink{false, columns == 0 ? help_columns : columns};
    const std::string_view defect = example_defect(registry);
    return {{.registry = registry},
            chosen == nullptr ? program_help(app, defect, ink) : verb_help(*chosen, defect, ink)};
  } catch (const CLI::CallForVersion&) {
    return {{.registry = registry}, version_text()};
  } catch (const CLI::ParseError& error) {
    throw Usage{wrong_usage(error, app, verb, {argv + 1, argv + argc})};
  }
  check_values(raw);
  return {raw.options, ""};
}

}  // namespace assay::cli
