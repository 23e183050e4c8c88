// Part by part, in the order of the file; what no part knows is at least no absurd number.
#include "campaign/results/checkpoint_check.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <set>

#include "campaign/results/checkpoint.hpp"
#include "runs/unfinished.hpp"
#include "scenarios/files/checksum.hpp"
#include "scenarios/files/json_part.hpp"

namespace assay::campaign {

namespace {

using scenarios::JsonPart;

constexpr std::size_t sweeps_max = 10'000;
constexpr std::size_t ranges_max = 10'000;
constexpr std::size_t runs_max = 1'000'000;
constexpr std::size_t properties_max = 1'000;
constexpr std::size_t answers_max = 2'000;  // a plan is shrunk, and each answer was left out once
constexpr std::size_t chances_max = 100'000;
constexpr std::size_t marks_max = 100'000;
constexpr std::size_t faults_max = 1'000;  // of one action
constexpr std::size_t name_max = 64;
constexpr std::size_t id_max = 120;
constexpr std::size_t paths_max = 8192;  // in hex digits
constexpr std::uint64_t shards_most = 10'000;
constexpr std::uint64_t seeds_most = 1'000'000'000;
constexpr std::uint64_t count_most = 1'000'000'000'000'000;
constexpr double seconds_most = 1e9;

/// What the parts of one sweep are held against.
struct Frame {
  std::string scenario;
  std::string runs;  ///< the name of what runs: a system, or a defect of one
  std::string defect;
  std::set<std::string> properties;
  std::uint64_t first = 0;
  std::uint64_t count = 0;
  SeedSet done;

  [[nodiscard]] bool ran(std::uint64_t seed) const {
    const auto next = std::ranges::upper_bound(done, seed, {}, &SeedRange::first);
    return next != done.begin() && seed < std::prev(next)->end;
  }
};

/// Numbers that no part knows: none is negative but an amount's, and only times are fractions.
void check_numbers(const JsonPart& part, std::string_view key) {
  const nlohmann::json& value = part.value();
  if (value.is_object()) {
    for (const auto& [name, member] : part.members(value.size())) check_numbers(member, name);
  } else if (value.is_array()) {
    for (const JsonPart& element : part.elements(value.size())) check_numbers(element, "");
  } else if (value.is_number() && key == "seconds") {
    const double seconds = value.get<double>();
    if (!(seconds >= 0 && seconds <= seconds_most)) part.refuse("a time of at most 10^9 s");
  } else if (value.is_number_float()) {
    part.refuse("an integer", "a fraction");
  } else if (value.is_number() && !value.is_number_unsigned() && key != "minor") {
    part.refuse("an integer of at least 0");
  }
}

void check_strategy(const JsonPart& whole) {
  const std::string& name = whole["strategy"].word(name_max);
  const std::vector<sim::NamedStrategy> all = sim::strategies();
  const auto strategy = std::ranges::find(all, name, &sim::NamedStrategy::name);
  const bool by_seeds = whole["verb"].text() != "exhaust";
  if (strategy == all.end() || strategy->by_seeds != by_seeds) {
    whole["strategy"].refuse("a strategy of its verb");
  }
  (void)whole["faults"].number(0, strategy->most.faults);
  (void)whole["deviations"].number(0, strategy->most.deviations);
}

void check_head(const JsonPart& whole) {
  const std::string& verb = whole["verb"].text();
  constexpr std::array<std::string_view, 3> verbs{"run", "exhaust", "gallery"};
  if (std::ranges::find(verbs, verb) == verbs.end()) {
    whole["verb"].refuse("one of run, exhaust, gallery");
  }
  if (whole["version"].text().size() > name_max) whole["version"].refuse("a short text");
  (void)whole["behaviour"].number(0, std::numeric_limits<std::uint32_t>::max());
  check_strategy(whole);
  (void)whole["smoke"].truth();
  (void)whole["program"].word(name_max);
  const auto shard = whole["shard"].exactly(2);
  const std::uint64_t of = shard[1].number(1, shards_most);
  (void)shard[0].number(1, of);
  if (!whole["seconds"].value().is_number()) whole["seconds"].refuse("a time");
}

/// The system of an earlier file, which says none, is its scenario's.
void check_system(const JsonPart& asked, const harness::Registry& registry, Frame& frame) {
  const bool says = asked.has("system");
  const JsonPart told = says ? asked["system"] : asked["scenario"]["topology"]["system"];
  frame.runs = told.text();
  if (registry.find(frame.runs) == nullptr) told.refuse("a system that this program has");
  frame.defect = asked["defect"].text();
  if (frame.defect.empty()) return;
  const harness::Defect* const defect = registry.find_defect(frame.defect);
  if (defect == nullptr || defect->system.defect_of != frame.runs) {
    asked["defect"].refuse("a defect that this program knows of " + frame.runs);
  }
  frame.runs = frame.defect;
}

Frame frame_of(const JsonPart& asked, const harness::Registry& registry) {
  Frame frame;
  frame.scenario = asked["scenario"]["name"].word(name_max);
  check_system(asked, registry, frame);
  const JsonPart path = asked["path"];
  if (path.has("hex")) {
    (void)path["hex"].word(paths_max);
  } else {
    (void)path.text();
  }
  frame.count = asked["count"].number(0, seeds_most);
  frame.first = asked["first"].number(0, std::numeric_limits<std::uint64_t>::max() - frame.count);
  for (const JsonPart& one : asked["properties"].elements(properties_max)) {
    frame.properties.insert(one.word(name_max));
  }
  return frame;
}

SeedSet done_of(const JsonPart& list, const Frame& frame) {
  SeedSet done;
  for (const JsonPart& range : list.elements(ranges_max)) {
    const auto ends = range.exactly(2);
    const std::uint64_t least = done.empty() ? frame.first : done.back().end + 1;
    const std::uint64_t end = frame.first + frame.count;
    if (least > end) range.refuse("seeds that were asked for, each once, in order");
    const std::uint64_t first = ends[0].number(least, end);
    done.push_back({first, ends[1].number(first + 1, std::max(end, first + 1))});
    if (done.back().end > end) range.refuse("seeds that were asked for, each once, in order");
  }
  return done;
}

void check_runs(const JsonPart& list, const Frame& frame) {
  for (const JsonPart& run : list.elements(runs_max)) {
    const auto parts = run.exactly(2);
    if (!frame.ran(parts[0].number())) parts[0].refuse("a seed that was run");
    (void)parts[1].text();
  }
}

void check_verdict(const JsonPart& verdict) {
  const std::string& name = verdict.text();
  if (name != "violated" && name != "unknown") verdict.refuse("violated or unknown");
}

void check_lost(const JsonPart& list, const Frame& frame) {
  for (const JsonPart& run : list.elements(runs_max)) {
    const auto parts = run.exactly(3);
    if (!frame.ran(parts[0].number())) parts[0].refuse("a seed that was run");
    (void)parts[1].text();
    check_verdict(parts[2]);
  }
}

/// How often each was possible, and the runs in which it was chosen, and struck.
void check_chances(const JsonPart& chances, std::uint64_t runs) {
  const auto lists = chances.exactly(3);
  for (const JsonPart& one : lists[0].elements(chances_max)) (void)one.number(0, count_most);
  for (const std::size_t list : {std::size_t{1}, std::size_t{2}}) {
    for (const JsonPart& one : lists[list].elements(chances_max)) (void)one.number(0, runs);
  }
}

void check_marks(const JsonPart& marks, std::uint64_t runs) {
  for (const JsonPart& mark : marks.elements(marks_max)) {
    const auto parts = mark.exactly(6);
    if (!history::from_text<history::MarkKind>(parts[0].text())) parts[0].refuse("a kind of mark");
    (void)parts[1].text();
    const std::uint64_t times = parts[2].number(0, count_most);
    (void)parts[3].number(0, times);
    (void)parts[5].number(0, parts[4].number(0, runs));
  }
}

void check_state_runs(const JsonPart& list, std::uint64_t runs) {
  for (const JsonPart& pair : list.elements(runs::state_places)) {
    const auto parts = pair.exactly(2);
    (void)parts[0].number(0, runs::state_places - 1);
    (void)parts[1].number(0, runs);
  }
}

/// Runs by state, of each action and of each fault there.
void check_states(const JsonPart& states, std::uint64_t runs) {
  for (const auto& [name, action] : states.members(runs::StateCounts::actions_max)) {
    const auto parts = action.exactly(2);
    check_state_runs(parts[0], runs);
    for (const auto& [fault, struck] : parts[1].members(faults_max)) {
      check_state_runs(struck, runs);
    }
  }
}

void check_acted(const JsonPart& acted, const Frame& frame, std::uint64_t runs) {
  const auto parts = acted.exactly(3);
  const std::uint64_t counted = parts[1].number(0, parts[0].number(0, runs));
  if (counted > 0 && !frame.ran(parts[2].number())) parts[2].refuse("a seed that was run");
}

void check_tally(const JsonPart& tally, const Frame& frame) {
  const std::uint64_t runs = tally["runs"].number(0, seeds_in(frame.done));
  const std::uint64_t violated = tally["violated"].number(0, runs);
  (void)tally["unknown"].number(0, runs - violated);
  (void)tally["events"].number(0, count_most);
  const auto probed = tally["probed"].exactly(2);
  (void)probed[0].number(0, runs);
  (void)probed[1].number();
  (void)tally["abandoned"].number(0, count_most);
  for (const JsonPart& half : tally["digest"].exactly(2)) (void)half.number();
  for (const char* list : {"faults", "phases"}) check_chances(tally[list], runs);
  for (const char* list : {"struck", "sometimes", "exits"}) {
    for (const JsonPart& one : tally[list].elements(chances_max)) (void)one.number(0, runs);
  }
  for (const auto& [property, undecided] : tally["undecided"].members(properties_max)) {
    if (!frame.properties.contains(property)) undecided.refuse("a property that was asked for");
    (void)undecided.number(0, runs);
  }
  for (const auto& [property, seen] : tally["violations"].members(properties_max)) {
    if (!frame.properties.contains(property)) seen.refuse("a property that was asked for");
    const auto parts = seen.exactly(2);
    if (!frame.ran(parts[0].number())) parts[0].refuse("a seed that was run");
    (void)parts[1].number(1, violated);
  }
  check_runs(tally["broken"], frame);
  check_runs(tally["failed"], frame);
  (void)tally["repeated"].number(0, seeds_in(frame.done));
  check_marks(tally["marks"], runs);
  check_states(tally["states"], runs);
  check_acted(tally["acted"], frame, runs);
  for (const JsonPart& parting : tally["parted"].elements(runs_max)) {
    const auto parts = parting.exactly(4);
    if (!frame.ran(parts[0].number())) parts[0].refuse("a seed that was run");
    (void)parts[1].number(0, count_most);
    (void)parts[2].text();
    (void)parts[3].text();
  }
}

void check_swept(const JsonPart& swept, Frame& frame) {
  frame.done = done_of(swept["done"], frame);
  check_tally(swept["tally"], frame);
  check_lost(swept["lost"], frame);
  if (!swept["seconds"].value().is_number()) swept["seconds"].refuse("a time");
}

void must_be(const JsonPart& part, const std::string& expected) {
  const std::string found = part.is_null() ? "" : part.text();
  if (found != expected) part.refuse("\"" + expected + "\", as its sweep says");
}

void check_plan(const JsonPart& plan) {
  for (const JsonPart& answer : plan.elements(answers_max)) {
    (void)answer["site"].text();
    (void)answer["answer"].text();
    (void)answer["n"].number(1, std::numeric_limits<std::uint32_t>::max());
  }
}

void check_finding(const JsonPart& finding, const Frame& frame, const std::string& property) {
  (void)finding["id"].word(id_max);
  must_be(finding["scenario"], frame.scenario);
  must_be(finding["defect"], frame.defect);
  must_be(finding["system"], frame.runs);
  must_be(finding["property"], property);
  (void)finding["seed"].number(frame.first);
  check_plan(finding["plan"]);
  const std::uint64_t answers = finding["plan"].value().size();
  for (const JsonPart& one : finding["omissions"].elements(answers_max)) {
    if (one["answer"].number() >= answers) one["answer"].refuse("an answer of the plan");
  }
}

/// A search's properties, or that a run did not come back.
bool is_asked_for(const Frame& frame, const std::string& property) {
  return frame.properties.contains(property) || property == runs::run_comes_back;
}

/// A suspect is "<number of the sweep>/<property>".
void check_findings(const JsonPart& findings, const std::vector<Frame>& frames) {
  for (const auto& [suspect, finding] : findings.members(frames.size() * properties_max)) {
    const auto slash = suspect.find('/');
    const std::string number = suspect.substr(0, slash);
    const std::string property = slash == std::string::npos ? "" : suspect.substr(slash + 1);
    const auto frame = std::ranges::find_if(frames, [&](const Frame& one) {
      return std::to_string(&one - frames.data()) == number && is_asked_for(one, property);
    });
    if (frame == frames.end()) finding.refuse("a sweep and a property that were asked for");
    check_finding(finding, *frame, property);
  }
}

void check_searched(const JsonPart& searched, const std::vector<Frame>& frames) {
  for (const JsonPart& one : searched.elements(frames.size() * shares_of_search)) {
    const auto parts = one.exactly(2);
    const std::uint64_t search = parts[0].number() / shares_of_search;
    if (search >= frames.size()) parts[0].refuse("the number of a share of a sweep's search");
    if (!parts[1].has("answer")) {
      (void)parts[1]["seed"].number();
      (void)parts[1]["how"].text();
      check_verdict(parts[1]["verdict"]);
      continue;
    }
    const Frame& frame = frames[search];
    const JsonPart answer = parts[1]["answer"];
    const std::uint64_t plans = answer["plans"].number(0, count_most);
    const std::uint64_t ran = answer["ran"].number(0, plans);
    (void)answer["pruned"].number(0, plans - ran);
    (void)answer["violated"].number(0, ran);
    for (const auto& [property, plan] : answer["first"].members(properties_max)) {
      if (!is_asked_for(frame, property)) plan.refuse("of a property asked for");
      check_plan(plan);
    }
  }
}

}  // namespace

void check_checkpoint(const scenarios::Document& document, const harness::Registry& registry) {
  const JsonPart whole{document};
  scenarios::must_be_whole(document);
  if (whole["schema"].text() != checkpoint_schema) {
    whole["schema"].refuse("\"" + std::string{checkpoint_schema} + "\"");
  }
  check_numbers(whole, "");
  check_head(whole);
  std::vector<Frame> frames;
  for (const JsonPart& asked : whole["asked"].elements(sweeps_max)) {
    frames.push_back(frame_of(asked, registry));
  }
  const auto swept = whole["swept"].exactly(frames.size());
  for (std::size_t i = 0; i < frames.size(); ++i) check_swept(swept[i], frames[i]);
  check_findings(whole["findings"], frames);
  check_searched(whole["searched"], frames);
}

}  // namespace assay::campaign
