// The options of each verb, in the order in which its help shows them.
#include "cli/verb_options.hpp"

#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "scenarios/files/nearest_name.hpp"

namespace assay::cli {

namespace {

/// So that every seed behind it is a number, too.
constexpr std::uint64_t first_seed_max = 1'000'000'000'000'000'000;

void add_names(CLI::App& verb, Raw& raw, const char* what, bool required,
               const char* kind = "NAME") {
  auto* const names = verb.add_option("names", raw.options.names, what)->type_name(kind);
  if (required) names->required();
}

void add_seeds(CLI::App& verb, Raw& raw) {
  auto* const seeds = add(verb, "--seeds", "N", raw.options.seeds, "How many seeds (default: 1000)")
                          ->check(whole(0));
  auto* const first = add(verb, "--first", "S", raw.options.first, "From this seed on (default: 0)")
                          ->check(whole(0, first_seed_max));
  auto* const seed = add(verb, "--seed", "S", raw.options.seed, "Just this seed")->check(whole(0));
  auto* const length =
      add(verb, "--for", "TIME", raw.duration, "As many seeds as this time allows: 30s");
  seeds->excludes(seed)->excludes(length);
  seed->excludes(length)->excludes(first);
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
  add(verb, "--shard", "I/N", raw.shard,
      "Only this part: 1/4 is the first of four; auto: as CI says");
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

void add_coverage(CLI::App& verb, Raw& raw) {
  verb.add_flag("--coverage", raw.options.coverage,
                "Also what struck in which phase and state, and what never did");
}

void add_accepted(CLI::App& verb, Raw& raw) {
  add(verb, "--accepted", "FILE", raw.options.accepted,
      "Accepted findings (assay.accepted/1); only others, and expired ones, fail");
}

void add_merge(CLI::App& app, Raw& raw) {
  CLI::App& merge = *app.add_subcommand("merge", "Puts shards together into one result");
  add_names(merge, raw, "The folders of all shards", true, "DIR");
  add(merge, "--out", "DIR", raw.options.out, "Folder for results (default: assay-out)");
  add_accepted(merge, raw);
  add_coverage(merge, raw);
}

void add_explain(CLI::App& app, Raw& raw) {
  CLI::App& explain = *app.add_subcommand("explain", "What a code or a name means");
  add_names(explain, raw, "An exit code, or the name of anything that assay tells of", true);
  add(explain, "--out", "DIR", raw.options.out,
      "Where findings are looked up (default: assay-out)");
  add(explain, "--scenario", "FILE", raw.options.scenario, "A scenario with names of its own");
}

void add_linear(CLI::App& app, Raw& raw) {
  CLI::App& linear =
      *app.add_subcommand("linear", "Whether recorded calls can be put into one order");
  add_names(linear, raw, "Recordings of calls", true, "FILE");
  add(linear, "--model", "NAME", raw.options.model,
      "cas-register, kv or idempotency-key (default: idempotency-key)");
  add(linear, "--steps", "N", raw.options.steps, "At most so many (default: 50,000,000)")
      ->check(whole(1));
}

void add_playbooks(CLI::App& app, Raw& raw) {
  CLI::App& playbooks = *app.add_subcommand(
      "playbooks", "Remedies for failures, tried out: try FILE, verify, gallery");
  add_names(playbooks, raw, "try FILE, verify [FILE or folder], or gallery [DEFECT]", true, "WORD");
  add(playbooks, "--seeds", "N", raw.options.seeds, "Of gallery: seeds per defect (default: 1000)")
      ->check(whole(1));
  add(playbooks, "--runs", "N", raw.options.remedy_runs,
      "For each failure, at most (default: 2000)")
      ->check(whole(20));
  add(playbooks, "--out", "DIR", raw.options.out, "Folder for what is kept (default: assay-out)");
  add(playbooks, "--system", "NAME", raw.options.system,
      "The system that ran, where the scenario names another");
  add(playbooks, "--scenario", "FILE", raw.options.scenario, "The scenario's file, if it has one");
}

/// What meets others' processes and what they recorded.
void add_outside(CLI::App& app, Raw& raw) {
  add_attack(app, raw);
  add_serve(app, raw);
  add_judge(app, raw);
  add_comply(app, raw);
  add_linear(app, raw);
}

}  // namespace

CLI::Validator whole(std::uint64_t least, std::uint64_t most) {
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

void add_verbs(CLI::App& app, Raw& raw) {
  CLI::App& list = *app.add_subcommand("list", "What there is, each with a one-line summary");
  add_names(list, raw, "scenarios, faults, properties, defects, strategies, profiles or systems",
            false, "KIND");
  add(list, "--scenario", "FILE", raw.options.scenario, "Also the properties that it states");
  CLI::App& run = *app.add_subcommand("run", "Runs scenarios with many seeds and judges each run");
  add_names(run, raw, "Scenarios by name or file (default: the library)", false);
  add_seeds(run, raw);
  add_coverage(run, raw);
  CLI::App& exhaust = *app.add_subcommand("exhaust", "Runs every plan of at most so many faults");
  add_names(exhaust, raw, "Scenarios by name or file", true);
  add(exhaust, "--faults", "K", raw.faults, "K, at most 9 (default: 2; with deviations 1)")
      ->check(whole(0, 9));
  add(exhaust, "--deviations", "D", raw.deviations,
      "Delays, pauses and orders that may differ, too; at most 9")
      ->check(whole(0, 9));
  CLI::App& gallery =
      *app.add_subcommand("gallery", "Every known defect must be caught: the kill matrix");
  add(gallery, "--seeds", "N", raw.options.seeds, "Seeds per defect (default: 500)")
      ->check(whole(0));
  for (CLI::App* verb : {&run, &exhaust, &gallery}) add_campaign(*verb, raw);
  for (CLI::App* verb : {&run, &exhaust}) add_accepted(*verb, raw);
  CLI::App& replay = *app.add_subcommand("replay", "One run again, with its full timeline");
  add_names(replay, raw, "A failure or plan file, or a scenario with --seed", true, "FILE");
  add(replay, "--seed", "S", raw.options.seed, "The seed, with a scenario")->check(whole(0));
  add(replay, "--defect", "NAME", raw.options.defect, "The defect, with a scenario or a plan");
  add(replay, "--stop-at", "EVENT", raw.options.stop_at, "Stop before this event, for a debugger")
      ->check(whole(1, std::numeric_limits<std::uint32_t>::max()));
  add(replay, "--as-scenario", "FILE", raw.options.as_scenario,
      "Write the smallest scenario that shows the failure");
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
  add_merge(app, raw);
  add_explain(app, raw);
  add_playbooks(app, raw);
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
  add_outside(app, raw);
  add_risk(app, raw);
  add_readiness(app, raw);
  for (CLI::App* verb : app.get_subcommands([](CLI::App*) { return true; })) add_json(*verb, raw);
}

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

}  // namespace assay::cli
