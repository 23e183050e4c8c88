// The one shape of everything that runs a program many times: a strategy begins a run, answers what
// the run asks, and learns what came of it. Random, exhaustive and delay-bounded search, shrinking
// and generators differ in what they remember. Knows nothing of payments, and runs nothing itself.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/decisions/decisions.hpp"

namespace assay::sim {

/// A decision of a run at which a search may branch.
struct BranchPoint {
  std::string site;
  std::uint32_t n = 1;
  DecisionKind kind{};
  std::vector<std::string> answers;  ///< those that are not benign
  /// Fingerprint of everything that decides how the run goes on; 0 where it is not known.
  std::uint64_t state = 0;
};

/// At which decisions of a run a strategy wants to branch.
enum class Branching : std::uint8_t {
  nowhere,
  at_faults,          ///< faults and crashes
  at_deviations_too,  ///< delays, pause lengths and orders as well
};

/// The input of a run.
struct Proposal {
  Baseline baseline = Baseline::benign;
  std::uint64_t seed = 0;
  Plan plan;
  KeepDecisions keep = KeepDecisions::answers;  ///< all, wherever it is to branch
  Branching branching = Branching::nowhere;
  bool again = false;  ///< it was judged before: only its branch points are wanted
};

/// What came of a run.
struct Outcome {
  bool failed = false;              ///< whether what is looked for went wrong
  Plan recorded;                    ///< of a run that failed, where its answers are kept
  std::vector<BranchPoint> points;  ///< behind the plan's last answer of the kinds to branch at
};

/// One run after the other: `begin`, its questions, `learn`. Determinism: what it proposes and
/// answers is a pure function of how it was made and of what it has learned.
class Strategy : public Respondent {
 public:
  virtual ~Strategy() = default;

  /// The next run; nothing where there is none any more.
  [[nodiscard]] virtual std::optional<Proposal> begin() = 0;
  /// A question of that run, which its plan does not answer. Asked on the baseline `asked`
  /// alone.
  std::uint32_t answer(const Question&) override { return 0; }
  virtual void learn(const Outcome& outcome) = 0;
};

/// Plays a run. Returns: nothing where it was not played, and the strategy is to be left there.
using Play = std::function<std::optional<Outcome>(const Proposal&)>;

/// The loop: plays what a strategy proposes, and tells it, to its end or to where `play` ends it.
void drive(Strategy& strategy, const Play& play);

/// What may differ from the benign run.
struct Budget {
  std::uint32_t faults = 0;      ///< faults and crashes
  std::uint32_t deviations = 0;  ///< delays, pause lengths and orders

  [[nodiscard]] std::uint32_t& of(DecisionKind kind) {
    return is_fault(kind) ? faults : deviations;
  }
  [[nodiscard]] bool covers(const Budget& other) const {
    return faults >= other.faults && deviations >= other.deviations;
  }
  [[nodiscard]] bool is_spent() const { return faults == 0 && deviations == 0; }
  friend bool operator==(const Budget&, const Budget&) = default;
};

struct Frontier;

/// A share of a walk over plans: of the points of the benign run every `of`-th, with all plans
/// whose first answer is given there. Shares have no plan in common and make up all of the walk;
/// the empty plan belongs to the first.
struct Share {
  std::uint32_t index = 0;
  std::uint32_t of = 1;

  [[nodiscard]] bool takes(std::size_t point) const { return point % of == index; }
};

/// What a strategy is made for.
struct Assignment {
  std::uint64_t first = 0;  ///< seeds [first, first + count), of one that goes by seeds
  std::uint64_t count = 0;
  Budget budget;                 ///< of one that goes by plans
  Frontier* frontier = nullptr;  ///< where it stands, and leaves off; must outlive it
  Share share;
};

/// A strategy that people choose by name: one file in strategies/.
struct NamedStrategy {
  std::string_view name;
  std::string_view summary;
  /// Whether it proposes each seed of its assignment once, in order; else it walks over plans.
  bool by_seeds = false;
  Budget usual;  ///< the most that it may differ where nobody says otherwise
  Budget most;   ///< the most that anybody may ask for
  /// What its runs are all of, and what they hold benign; nullptr where they are a sample.
  std::string (*covers)(const Budget& budget) = nullptr;
  std::unique_ptr<Strategy> (*make)(const Assignment& assignment) = nullptr;
};

/// All of them, by name.
[[nodiscard]] std::vector<NamedStrategy> strategies();

/// Contract: there is one of that name.
[[nodiscard]] NamedStrategy strategy_named(std::string_view name);

/// "2 faults", "1 deviation": for `covers`.
[[nodiscard]] std::string counted(std::uint32_t count, std::string_view thing);

/// Where a run could go another way, behind its last answer of the kinds to branch at. Contract: it
/// is benign but for the `answers` of its plan, and all its decisions are kept.
[[nodiscard]] std::vector<BranchPoint> branch_points(const Decisions& decisions,
                                                     Branching branching, std::size_t answers);

/// Each way in which a run could go differently at one of these points.
[[nodiscard]] Plan answers_at(const std::vector<BranchPoint>& points);

}  // namespace assay::sim
