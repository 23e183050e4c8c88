// The command line as CLI11 sees it, and its complaints in our words.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <limits>
#include <thread>

#include <fmt/format.h>

#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/shard_of_ci.hpp"
#include "cli/terminal.hpp"
#include "cli/verb_options.hpp"
#include "cli/wrong_usage.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/shell_words.hpp"
#include "scenarios/files/text_values.hpp"
#include "scenarios/named.hpp"

namespace assay::cli {

namespace {

constexpr std::uint64_t seeds_max = 1'000'000'000;
constexpr std::uint64_t seed_max = std::numeric_limits<std::uint64_t>::max() - 1;
constexpr std::int64_t hang_after_min = 10'000'000;               // nanoseconds
constexpr std::int64_t hang_after_max = 86'400 * 1'000'000'000L;  // a day
constexpr std::uint32_t shards_max = 10'000;
constexpr std::size_t help_columns = 80;  // where nobody knows how wide the terminal is
constexpr auto verbs = std::to_array<std::string_view>(
    {"list", "run", "exhaust", "gallery", "merge", "replay", "shrink", "diff", "check", "selfcheck",
     "explain", "attack", "init", "doctor", "serve", "linear", "judge", "comply", "risk",
     "readiness", "playbooks"});
constexpr std::array<std::string_view, 7> kinds{"scenarios",  "faults",   "properties", "defects",
                                                "strategies", "profiles", "systems"};
/// In the order of the enumerators.
constexpr std::array<std::string_view, 3> colours{"auto", "always", "never"};

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
    throw Usage{scenarios::unknown_name(kind, name, valid).what()};
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

std::optional<std::string> variable(const char* name) {
  const char* const set = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets any
  return set == nullptr ? std::nullopt : std::optional<std::string>{set};
}

campaign::Shard read_shard(const std::string& text) {
  if (text == "auto") return shard_of_ci(variable).shard;
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

void must_be_at_most(const std::string& option, std::uint64_t most, std::uint64_t found) {
  if (found <= most) return;
  scenarios::refuse_input(option, fmt::format("at most {}", most), std::to_string(found));
}

/// Fills in what was shortened to the beginning of a name.
void complete_names(Raw& raw) {
  Options& options = raw.options;
  const auto complete = [](std::string_view kind, std::string& name,
                           std::span<const std::string_view> valid) {
    if (!name.empty()) name = scenarios::full_name(kind, name, valid);
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
  complete("property", options.property, scenarios::property_names());
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
  name = scenarios::full_name("strategy", name, names);
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
  must_be_at_most("--seeds", seeds_max, raw.options.seeds);
  const std::uint64_t seed = raw.options.seed.value_or(0);
  if (raw.options.verb == "run") must_be_at_most("--seed", seed_max, seed);
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
  return scenarios::full_name("verb", first, verbs);
}

}  // namespace

ParsedArguments read_arguments(int argc, const char* const* argv, const harness::Registry& registry,
                               runs::MakeWorld make_world) {
  const std::string verb = verb_of(argc, argv);
  Raw raw{.options = {.registry = registry, .make_world = make_world}};
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
    return {{.registry = registry, .make_world = make_world},
            chosen == nullptr ? program_help(app, defect, ink) : verb_help(*chosen, defect, ink)};
  } catch (const CLI::CallForVersion&) {
    return {{.registry = registry, .make_world = make_world}, version_text()};
  } catch (const CLI::ParseError& error) {
    throw Usage{wrong_usage(error, app, verb, {argv + 1, argv + argc})};
  }
  check_values(raw);
  return {raw.options, ""};
}

}  // namespace assay::cli
