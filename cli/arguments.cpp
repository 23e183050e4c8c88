// The command line as CLI11 sees it, and its complaints in our words.
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "campaign/subjects.hpp"
#include "cli/examples.hpp"
#include "cli/options.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::cli {

namespace {

constexpr std::uint64_t seeds_max = 1'000'000'000;
constexpr std::uint64_t seed_max = std::numeric_limits<std::uint64_t>::max() - 1;
constexpr std::int64_t hang_after_min = 10'000'000;              // nanoseconds
constexpr std::int64_t hang_after_max = 86'400 * 1'000'000'000L;  // a day
constexpr std::uint32_t jobs_max = 256;
constexpr std::uint32_t shards_max = 10'000;

constexpr std::array<std::string_view, 10> verbs{"list",   "run",    "exhaust", "gallery", "merge",
                                                 "replay", "shrink", "check",   "selfcheck",
                                                 "explain"};
constexpr std::array<std::string_view, 7> kinds{"scenarios", "faults",     "properties",
                                                "defects",   "strategies", "profiles",
                                                "systems"};
constexpr std::array<std::string_view, 1> strategies{"random"};
constexpr std::array<std::string_view, 1> stores{"model"};
/// In the order of the enumerators.
constexpr std::array<std::string_view, 3> colours{"auto", "always", "never"};

constexpr const char* exit_codes = R"(
Exit codes: 0 holds, 1 violated, 2 inconclusive, 3 not deterministic, 4 nothing
ran, 64 wrong usage, 65 unusable file, 70 a bug in assay, 74 output not
written, 130 interrupted.
)";

/// What CLI11 fills in, in the forms that it knows.
struct Raw {
  Options options;
  std::string strategy{strategies.front()};
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
    return fmt::format("expected a whole number from {} to {}, found \"{}\"", least, most,
                       scenarios::excerpt(text));
  };
  return CLI::Validator{complaint, "", "whole"};
}

void add_names(CLI::App& verb, Raw& raw, const char* what, bool required) {
  auto* const names = verb.add_option("names", raw.options.names, what);
  if (required) names->required();
}

void add_seeds(CLI::App& verb, Raw& raw) {
  auto* const seeds = verb.add_option("--seeds", raw.options.seeds, "How many seeds, from 0 on")
                          ->check(whole(0));
  auto* const seed =
      verb.add_option("--seed", raw.options.seed, "Just this seed")->check(whole(0));
  auto* const length =
      verb.add_option("--for", raw.duration, "As many seeds as this time allows: 30s");
  seeds->excludes(seed)->excludes(length);
  seed->excludes(length);
}

/// Options of everything that runs campaigns.
void add_campaign(CLI::App& verb, Raw& raw) {
  verb.add_option("--jobs", raw.options.jobs, "Worker processes (default: all cores)")
      ->check(whole(1, jobs_max));
  verb.add_option("--defect", raw.options.defect, "Run the payment code with this defect");
  verb.add_option("--strategy", raw.strategy, "How faults are chosen: random");
  verb.add_option("--store", raw.store, "The store under the payment code: model");
  verb.add_option("--out", raw.options.out, "Folder for results (default: assay-out)");
  verb.add_option("--hang-after", raw.hang_after, "A single run that takes longer hangs (10s)");
  verb.add_option("--shard", raw.shard, "Only this part of the work: 1/4 is the first of four");
  verb.add_flag("--smoke", raw.options.smoke, "A pass stays one where too little was met to tell");
  verb.add_flag("--resume", raw.options.resume, "Go on from what was left in the folder");
}

void add_json(CLI::App& verb, Raw& raw) {
  verb.add_flag("--json", raw.options.json, "JSON on stdout, and nothing else there");
}

void add_verbs(CLI::App& app, Raw& raw) {
  CLI::App& list = *app.add_subcommand("list", "What there is, each with a one-line summary");
  add_names(list, raw, "scenarios, faults, properties, defects, strategies, profiles or systems",
            false);
  CLI::App& run = *app.add_subcommand("run", "Runs scenarios with many seeds and judges each run");
  add_names(run, raw, "Scenarios by name or file (default: the library)", false);
  add_seeds(run, raw);
  CLI::App& exhaust = *app.add_subcommand("exhaust", "Runs every plan of at most K faults");
  add_names(exhaust, raw, "Scenarios by name or file", true);
  exhaust.add_option("--faults", raw.options.faults, "K, at most 2")->check(whole(0, 2));
  CLI::App& gallery = *app.add_subcommand("gallery", "Hunts every known defect: the kill matrix");
  gallery.add_option("--seeds", raw.options.seeds, "Seeds per defect (default: 500)")
      ->check(whole(0));
  for (CLI::App* verb : {&run, &exhaust, &gallery}) add_campaign(*verb, raw);
  CLI::App& replay = *app.add_subcommand("replay", "One run again, with its full timeline");
  add_names(replay, raw, "A failure or plan file, or a scenario with --seed", true);
  replay.add_option("--seed", raw.options.seed, "The seed, with a scenario")
      ->check(whole(0));
  replay.add_option("--defect", raw.options.defect, "The defect, with a scenario or a plan");
  CLI::App& shrink =
      *app.add_subcommand("shrink", "A smaller plan that violates the same property");
  add_names(shrink, raw, "A failure or plan file", true);
  shrink.add_option("--property", raw.options.property, "The property, with a plan");
  shrink.add_option("--defect", raw.options.defect, "The defect, with a plan");
  shrink.add_option("--out", raw.options.out, "Folder for the result (default: assay-out)");
  for (CLI::App* verb : {&replay, &shrink}) {
    verb->add_option("--scenario", raw.options.scenario, "The scenario's file, if it has one");
  }
  CLI::App& merge = *app.add_subcommand("merge", "Puts shards together into one result");
  add_names(merge, raw, "The folders of all shards", true);
  merge.add_option("--out", raw.options.out, "Folder for results (default: assay-out)");
  CLI::App& explain = *app.add_subcommand("explain", "What a code or a name means");
  add_names(explain, raw, "An exit code, or the name of anything that assay tells of", true);
  explain.add_option("--out", raw.options.out, "Where findings are looked up (default: assay-out)");
  CLI::App& check = *app.add_subcommand("check", "Validates scenario, plan and failure files");
  add_names(check, raw, "Files", true);
  CLI::App& selfcheck = *app.add_subcommand("selfcheck", "The same input must give the same run");
  add_names(selfcheck, raw, "Scenarios by name or file (default: the library)", false);
  selfcheck.add_option("--runs", raw.options.seeds, "Runs per scenario (default: 200)")
      ->check(whole(0));
  selfcheck.add_option("--out", raw.options.out, "Folder for results (default: assay-out)");
  for (CLI::App* verb : app.get_subcommands([](CLI::App*) { return true; })) add_json(*verb, raw);
}

/// Verbs by which `selfcheck` runs the program again; not for people.
void add_internal_verbs(CLI::App& app, Raw& raw) {
  CLI::App& digests = *app.add_subcommand("internal-digests", "")->group("");
  add_names(digests, raw, "", true);
  digests.add_option("--seeds", raw.options.seeds);
  digests.add_option("--jobs", raw.options.jobs);
  digests.add_flag("--again", raw.options.again);
  CLI::App& trace = *app.add_subcommand("internal-trace", "")->group("");
  add_names(trace, raw, "", true);
  trace.add_option("--seed", raw.options.seed);
  trace.add_option("--jobs", raw.options.jobs);
  trace.add_flag("--again", raw.options.again);
}

void add_general(CLI::App& app, Raw& raw) {
  for (CLI::App* verb : app.get_subcommands([](CLI::App*) { return true; })) {
    verb->add_option("--color", raw.colour, "auto, always or never; NO_COLOR is honoured");
    verb->footer(examples_of(verb->get_name()));
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
  complete("strategy", raw.strategy, strategies);
  complete("colour", raw.colour, colours);
  complete("defect", options.defect, campaign::defect_names());
  complete("property", options.property, campaign::property_names());
  if (options.verb == "list" && !options.names.empty()) {
    complete("kind", options.names.front(), kinds);
  }
}

void check_values(Raw& raw) {
  complete_names(raw);
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
    throw Usage{"--for: how many seeds fit is known only afterwards; --shard and --resume take "
                "--seeds"};
  }
  if (raw.options.seeds > seeds_max) beyond_reason("--seeds", seeds_max, raw.options.seeds);
  const std::uint64_t seed = raw.options.seed.value_or(0);
  if (raw.options.verb == "run" && seed > seed_max) beyond_reason("--seed", seed_max, seed);
}

/// Looks at the first argument that is no option, before CLI11 takes it for a stray one.
std::string verb_of(int argc, const char* const* argv) {
  if (argc < 2) throw Usage{"what to do? `assay --help` lists the verbs"};
  const std::string first{argv[1]};
  if (first.starts_with('-') || first.starts_with("internal-")) return first;
  return campaign::full_name("verb", first, verbs);
}

const CLI::App* find_verb(const CLI::App& app, const std::string& name) {
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (verb->get_name() == name) return verb;
  }
  return nullptr;
}

/// The nearest option of a verb to the first unknown one, as advice.
std::string advice_for(const CLI::App& app, const std::string& verb, int argc,
                       const char* const* argv) {
  const CLI::App* const chosen = find_verb(app, verb);
  if (chosen == nullptr) return "";
  std::vector<std::string> known;
  for (const CLI::Option* option : chosen->get_options())
    known.push_back("--" + option->get_single_name());
  const std::vector<std::string_view> views{known.begin(), known.end()};
  for (int i = 2; i < argc; ++i) {
    const std::string argument = std::string{argv[i]}.substr(0, std::string{argv[i]}.find('='));
    if (!argument.starts_with("--") || std::ranges::find(known, argument) != known.end()) continue;
    const std::string nearest = scenarios::nearest_name(argument, views);
    if (!nearest.empty()) return fmt::format("; did you mean \"{}\"?", nearest);
  }
  return "";
}

/// `text` with what stands between `from` and `to` of it, for the parts of CLI11's complaints.
std::string text_between(const std::string& text, std::string_view from, std::string_view to) {
  const auto start = text.find(from);
  const auto begin = start == std::string::npos ? 0 : start + from.size();
  const auto end = to.empty() ? text.size() : text.find(to, begin);
  return text.substr(begin, std::min(end, text.size()) - begin);
}

std::string in_our_words(const CLI::ParseError& error) {
  const std::string raw = error.what();
  const std::string kind = error.get_name();
  if (kind == "ExtrasError") {
    return fmt::format("unexpected: {}", text_between(raw, "expected: ", ""));
  }
  if (kind == "RequiredError") return "something is missing: names, or files; --help says which";
  if (kind == "ArgumentMismatch") {
    return fmt::format("{}: a value is missing", text_between(raw, "", ":"));
  }
  if (kind == "ExcludesError") {
    return fmt::format("{} and {}: one or the other", text_between(raw, "", " excludes"),
                       text_between(raw, "excludes ", ""));
  }
  return raw;
}

}  // namespace

Asked read_arguments(int argc, const char* const* argv) {
  const std::string verb = verb_of(argc, argv);
  Raw raw;
  CLI::App app{"assay tests payment code in a world that misbehaves on purpose.", "assay"};
  app.set_version_flag("--version", version_text());
  app.footer(examples_of("") + exit_codes);
  app.require_subcommand(1);
  add_verbs(app, raw);
  add_internal_verbs(app, raw);
  add_general(app, raw);
  set_defaults(raw, verb);
  raw.options.verb = verb;
  try {
    std::vector<std::string> words{argv + 1, argv + argc};
    if (!verb.starts_with('-')) words.front() = verb;
    std::ranges::reverse(words);  // as CLI11 takes them
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    const CLI::App* const chosen = find_verb(app, verb);
    return {{}, chosen == nullptr ? app.help() : chosen->help("assay")};
  } catch (const CLI::CallForVersion&) {
    return {{}, version_text()};
  } catch (const CLI::ParseError& error) {
    throw Usage{in_our_words(error) + advice_for(app, verb, argc, argv)};
  }
  check_values(raw);
  return {raw.options, ""};
}

}  // namespace assay::cli
