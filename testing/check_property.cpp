// RapidCheck draws and shrinks; the last trial that failed is what it shrank to.
#include "testing/check_property.hpp"

#include <cstdlib>
#include <memory>

#include <fmt/format.h>

#include "sim/search/strategy.hpp"
#include "testing/describe.hpp"
#include "testing/generators.hpp"

namespace assay::testing {

namespace {

using harness::System;
using scenarios::Scenario;

/// What one search has met so far.
struct Search {
  std::uint64_t played = 0;
  std::optional<Trial> first;
  std::optional<Trial> last;  ///< the last that failed
  TrialRun run;               ///< of that trial
  sim::Plan unplaced;         ///< of the last trial, failed or not
  std::string property;       ///< which one: shrinking must not slide to another
};

/// Whether the trial violates what the first failing one violated.
bool fails(TrialPlayer& player, const Trial& trial, Search& search) {
  ++search.played;
  TrialRun run = player.play(trial);
  search.unplaced = run.unplaced;
  if (run.violations.empty()) return false;
  if (search.property.empty()) search.property = run.violations.front().property;
  if (run.violation_of(search.property) == nullptr) return false;
  if (!search.first) search.first = trial;
  search.last = trial;
  search.run = std::move(run);
  return true;
}

rc::detail::TestParams params_for(const PropertyOptions& options) {
  if (std::getenv("RC_PARAMS") != nullptr) return rc::detail::configuration().testParams;
  rc::detail::TestParams params;
  params.seed = options.seed;
  params.maxSuccess = static_cast<int>(options.trials);
  return params;
}

/// Trials as RapidCheck draws them, until one fails; then what it shrinks to, step by step.
class TrialSearch final : public sim::Strategy {
 public:
  TrialSearch(rc::Gen<Trial> drawn, const rc::detail::TestParams& params)
      : drawn_{std::move(drawn)}, params_{params}, random_{params.seed} {}

  std::optional<sim::Proposal> begin() override {
    if (failed_ && params_.disableShrinking) return {};
    current_ = failed_ ? smaller_.next() : next_drawn();
    if (!current_) return {};
    trial_ = current_->value();
    return sim::Proposal{.plan = trial_.plan};
  }
  void learn(const sim::Outcome& outcome) override {
    if (!outcome.failed) return;
    failed_ = true;
    smaller_ = current_->shrinks();
  }
  /// The one that was begun: its workload is no part of a proposal.
  [[nodiscard]] const Trial& trial() const { return trial_; }

 private:
  rc::Maybe<rc::Shrinkable<Trial>> next_drawn() {
    if (trials_ == params_.maxSuccess) return {};
    return drawn_(random_.split(), trials_++ % (params_.maxSize + 1));
  }

  rc::Gen<Trial> drawn_;
  rc::detail::TestParams params_;
  rc::Random random_;
  rc::Maybe<rc::Shrinkable<Trial>> current_;
  rc::Seq<rc::Shrinkable<Trial>> smaller_;
  Trial trial_;
  int trials_ = 0;
  bool failed_ = false;
};

void search_for_failure(const std::shared_ptr<TrialPlayer>& player, const PropertyOptions& options,
                        Search& search) {
  TrialSearch strategy{trials(player), params_for(options)};
  sim::drive(strategy, [&](const sim::Proposal&) {
    return sim::Outcome{.failed = fails(*player, strategy.trial(), search)};
  });
}

scenarios::FailureFile failure_of(const TrialPlayer& player, const Scenario& scenario,
                                  const Search& search) {
  runs::Finding finding;
  const properties::Judgement& judgement = *search.run.violation_of(search.property);
  finding.scenario = scenario.name;
  finding.system = player.system().name;
  finding.defect = defect_of(player.system());
  finding.property = judgement.property;
  finding.severity = judgement.harm.severity;
  finding.worst = judgement.severity;
  finding.at_risk = judgement.harm.moved;
  finding.plan = search.last->plan;
  finding.digest = search.run.digest;
  const std::string mark = finding.digest.hex().substr(0, 8);
  finding.id = scenario.name + "-" + finding.property + "-" + mark;
  scenarios::FailureFile file = to_failure_file(finding, scenario, "");
  file.seed.reset();
  return file;
}

std::string sentence_of(const properties::Judgement& judgement) {
  return judgement.violations.empty() ? "" : judgement.violations.front().explanation;
}

std::string words_for(const Search& search, const std::string& found, const std::string& file,
                      const std::string& line) {
  const properties::Judgement& judgement = *search.run.violation_of(search.property);
  return fmt::format(
      "{} is violated\n  {}\n  workload: {}\n  what it takes:\n{}  found: {}\n  kept: {}\n"
      "reproduce: {}",
      search.property, sentence_of(judgement), describe(search.last->workload),
      describe(search.last->plan), found, file, line);
}

/// What there is to say where the trial that failed is another run when it is played again: then no
/// property was violated by what was asked of it.
std::optional<CheckedProperty> not_deterministic(TrialPlayer& player, const Search& search) {
  const auto parting = player.parting_of(*search.last, search.run);
  if (!parting) return {};
  return CheckedProperty{.text = describe("the same trial, played again,", *parting),
                         .played = search.played};
}

/// The first kept trial that fails again. Returns: nothing where all of them hold; `stale` then
/// names those whose plan found no place any more.
std::optional<CheckedProperty> play_kept(const Corpus& corpus, TrialPlayer& player,
                                         std::vector<std::string>& stale) {
  for (const Kept& kept : corpus.kept(player.scenario().name, player.system().name)) {
    if (!player.judges(kept.failure.property)) continue;
    Search search{.property = kept.failure.property};
    const Trial trial{kept.workload.value_or(player.scenario().workload), kept.failure.plan};
    if (!fails(player, trial, search)) {
      if (!search.unplaced.empty()) stale.push_back(kept.path);
      continue;
    }
    if (const auto odd = not_deterministic(player, search)) return odd;
    CheckedProperty checked{.property = search.property,
                            .shrunk = trial,
                            .file = kept.path,
                            .reproduce = corpus.replay_line(kept.path),
                            .played = 1};
    checked.text =
        words_for(search, "in the corpus, before any new trial", kept.path, checked.reproduce);
    return checked;
  }
  return std::nullopt;
}

CheckedProperty keep(const Corpus& corpus, const TrialPlayer& player, const Search& search) {
  const Scenario scenario = player.scenario_of(search.last->workload);
  const Kept kept = corpus.keep(failure_of(player, scenario, search), &scenario);
  CheckedProperty checked{.property = search.property,
                          .first = *search.first,
                          .shrunk = *search.last,
                          .file = kept.path,
                          .reproduce = corpus.replay_line(kept.path),
                          .played = search.played};
  const std::string found =
      fmt::format("{} answers shrunk to {}, in {} trials", checked.first.plan.size(),
                  checked.shrunk.plan.size(), search.played);
  checked.text = words_for(search, found, kept.path, checked.reproduce);
  return checked;
}

}  // namespace

CheckedProperty check_property(const TestPlace& place, const Scenario& scenario,
                               const PropertyOptions& options) {
  const harness::System& system = must_be_named(options.system);
  const auto player = std::make_shared<TrialPlayer>(scenario, system, options.property, place);
  const Corpus corpus{place};
  std::vector<std::string> stale;
  if (auto known = play_kept(corpus, *player, stale)) return *known;
  Search search;
  search_for_failure(player, options, search);
  if (search.last) {
    if (const auto odd = not_deterministic(*player, search)) return *odd;
    return keep(corpus, *player, search);
  }
  return {.holds = true,
          .text = fmt::format("holds in {} trials", search.played),
          .stale = stale,
          .played = search.played};
}

}  // namespace assay::testing
