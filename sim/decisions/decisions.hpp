// Decision points: the single source of uncertainty of a run (law 1). Each question is asked at a
// named site, counted per site, and answered by the plan, else benignly, else by a seeded draw
// keyed by (seed, hash of the site's name, n). Nothing else in the program may be random.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "sim/decisions/option_set.hpp"
#include "sim/decisions/plan.hpp"
#include "sim/digest.hpp"

namespace assay::sim {

/// What answers a question that the plan does not name.
enum class Baseline : std::uint8_t { benign, seeded, asked };

/// How much of a run's decisions is kept.
enum class KeepDecisions : std::uint8_t {
  faults,   ///< its faults and crashes: what a campaign counts
  answers,  ///< all its answers that were not benign: what replays it
  all,      ///< every question too
};

/// Stands between the action and the scope in a site's name.
inline constexpr std::string_view scope_mark = " @ ";

/// A site, interned for one run. The number never leaves the process: names and hashes do.
using SiteId = std::uint32_t;

/// Which question at a site: the main one, or how long it takes ("action.delay @ scope").
enum class Aspect : std::uint8_t { fate, delay };

/// One question that was asked, and how it was answered.
struct AskedDecision {
  SiteId site = 0;
  std::uint32_t n = 1;
  std::uint32_t answer = 0;
  Aspect aspect = Aspect::fate;
  DecisionKind kind = DecisionKind::fault;
  const OptionSet* options = nullptr;
  std::uint64_t state = 0;  ///< fingerprint of the world when it was asked; 0 unless all are kept
  bool showed = false;      ///< of a fault: its consequence was seen
};

/// A question, as it is put to a respondent.
struct Question {
  std::string_view site;
  std::uint32_t n = 1;
  Aspect aspect = Aspect::fate;
  DecisionKind kind{};
  const OptionSet& options;
};

/// Who answers on the baseline `asked`. What it answered is in the run's recorded plan.
class Respondent {
 public:
  /// Returns: one of the options, grains included; 0 is the benign one.
  virtual std::uint32_t answer(const Question& question) = 0;

 protected:
  ~Respondent() = default;
};

/// Who looks on while faults are asked for. It changes no answer.
class Witness {
 public:
  /// A fault could strike here; `answer` is 0 where it does not. Where it does,
  /// Decisions::latest_fault is its mark.
  virtual void asked(SiteId site, const OptionSet& options, std::uint32_t answer) = 0;

 protected:
  ~Witness() = default;
};

/// A fault of this run, by which who carries it out says that its consequence was seen. 0: none.
using FaultMark = std::uint32_t;

/// Answers the questions of one run at a time. Determinism: the answers are a pure function of
/// (baseline, seed, plan) and the questions' sites and counts.
class Decisions {
 public:
  /// Starts a run. `plan` must outlive it.
  void begin(Baseline baseline, std::uint64_t seed, const Plan& plan, KeepDecisions keep);
  /// Until the next run. Contract: there is one on the baseline `asked`.
  void answered_by(Respondent* respondent) { respondent_ = respondent; }

  /// Until the next run.
  void watched_by(Witness* witness) { witness_ = witness; }
  /// Whether the consequence of a fault was seen.
  [[nodiscard]] bool has_shown(FaultMark fault) const { return asked_[fault - 1].showed; }

  /// From here on until the next run each question has its benign answer, and nothing is kept of
  /// it: what comes is no part of the run any more.
  void fall_silent() { silent_ = true; }

  /// Interns "action @ scope".
  SiteId site(std::string_view name);
  /// The same where the caller knows how long the action is.
  SiteId site(std::string_view name, std::size_t action_length);

  /// Asks the site's next question. `state` is kept beside it where all questions are kept.
  std::uint32_t ask(SiteId id, Aspect aspect, DecisionKind kind, const OptionSet& options,
                    std::uint64_t state = 0);

  [[nodiscard]] std::string_view name(SiteId site) const { return sites_[site].name; }
  /// The action: the name up to " @ ".
  [[nodiscard]] std::string_view action(SiteId site) const {
    return name(site).substr(0, sites_[site].action_length);
  }
  /// What a fault model said of the site's action; kept here so that it is asked once per site.
  [[nodiscard]] bool knows_options(SiteId site) const { return sites_[site].options_known; }
  [[nodiscard]] const OptionSet* known_options(SiteId site) const { return sites_[site].options; }
  void know_options(SiteId site, const OptionSet* options) {
    sites_[site].options = options;
    sites_[site].options_known = true;
  }
  /// How often the site's main question was asked.
  [[nodiscard]] std::uint32_t visits(SiteId site) const { return sites_[site].visits[0]; }
  [[nodiscard]] std::uint64_t hash(SiteId site) const { return sites_[site].hash; }
  [[nodiscard]] std::size_t site_count() const { return sites_.size(); }

  /// What was asked so far, in order, as far as it is kept.
  [[nodiscard]] const std::vector<AskedDecision>& asked() const { return asked_; }
  /// The fault that was the latest answer. Contract: it was one.
  [[nodiscard]] FaultMark latest_fault() const { return static_cast<FaultMark>(asked_.size()); }
  /// The consequence of a fault was seen: a fault that nobody carries out did not strike.
  void showed(FaultMark fault) {
    if (fault != 0) asked_[fault - 1].showed = true;
  }
  /// The answers that were not benign, by name: on the benign baseline they reproduce the run.
  /// Contract: answers are kept.
  [[nodiscard]] Plan recorded() const;
  [[nodiscard]] Answer named(const AskedDecision& asked) const;
  /// The plan's answers whose site was not asked, or that named no option there.
  [[nodiscard]] Plan unplaced() const;

  /// Sum over all sites of (name, count), and over all delays and orders that were not benign: the
  /// part of a state fingerprint that counts questions. What a deviation leads to shows elsewhere
  /// late or never, so that it tells states apart for good.
  [[nodiscard]] std::uint64_t counters_fingerprint() const { return counters_; }
  [[nodiscard]] bool keeps_all() const { return keep_ == KeepDecisions::all; }

 private:
  struct Site {
    std::string name;
    std::size_t action_length = 0;
    std::uint64_t hash = 0;
    std::uint64_t keys[2] = {0, 0};  // of draws, by aspect: the seed and the name's hash mixed
    std::uint32_t visits[2] = {0, 0};
    std::uint32_t plan_begin = 0;
    std::uint32_t plan_end = 0;
    const OptionSet* options = nullptr;
    bool options_known = false;
  };
  struct Planned {
    std::uint64_t hash = 0;
    std::uint32_t place = 0;  // in the plan
    Aspect aspect = Aspect::fate;
    bool used = false;
  };

  void index_plan();
  void add_site(std::string_view name, std::size_t action_length, std::uint64_t hash);
  std::uint32_t planned_or_baseline(const Site& site, Aspect aspect, std::uint32_t n,
                                    DecisionKind kind, const OptionSet& options);
  [[nodiscard]] bool keeps(DecisionKind kind) const {
    return keep_ != KeepDecisions::faults || kind == DecisionKind::fault ||
           kind == DecisionKind::crash;
  }

  Baseline baseline_ = Baseline::benign;
  KeepDecisions keep_ = KeepDecisions::answers;
  bool silent_ = false;
  std::uint64_t seed_ = 0;
  std::uint64_t counters_ = 0;
  const Plan* plan_ = nullptr;
  Respondent* respondent_ = nullptr;
  Witness* witness_ = nullptr;
  std::vector<Planned> planned_;  // sorted by site hash
  std::vector<Site> sites_;
  boost::unordered_flat_map<std::uint64_t, SiteId> ids_;  // by the hash of the site's name
  std::vector<AskedDecision> asked_;
};

}  // namespace assay::sim
