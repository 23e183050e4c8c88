// What a property is, and what comes of holding one against a history. Not the properties
// themselves: each of those is one file in properties/all. Serves the claim that "don't know" is
// a verdict: a check that lacks facts says so, and never passes in silence.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "history/history.hpp"

namespace assay::properties {

class Index;

/// What a judgement says.
enum class Verdict : std::uint8_t { holds, violated, unknown };

/// The worst harm that a broken property lets happen, in the order of harm, mildest first.
/// Source: payment-rules 4, "Order of harm".
enum class Severity : std::uint8_t { noise, stuck, wrong_belief, money_lost, double_charge };

/// The word for a verdict, as its enumerator is spelled.
std::string_view to_text(Verdict verdict);
/// The word for a severity, as its enumerator is spelled.
std::string_view to_text(Severity severity);

/// What should have come by some moment, and did not, or came too late.
struct Missed {
  std::int64_t due = 0;  ///< virtual nanoseconds: the last moment at which it was in time
  /// nothing more could come: the history was at rest by then, with the bound still running
  bool at_rest = false;
  std::string what;  ///< a clause: "capture 1 of pay-1 should have been settled or parked"
  std::string from;  ///< who owed it: "the service", "ledger"
};

/// One way in which a history breaks a property.
struct Violation {
  std::string explanation;              ///< one sentence with the names and the money involved
  std::vector<std::uint64_t> evidence;  ///< sequence numbers of the observations that show it
  history::Amount at_risk;              ///< the money that it speaks of; no currency where none
  std::optional<Missed> missed{};       ///< where it is that something never came, or came too late
};

/// What a violation came to in the run that shows it.
struct Harm {
  Severity severity{};
  history::Amount moved{};  ///< wrongly, each movement once; no currency where none did
};

/// What a check reports to. Silence means that the property holds.
class Violations {
 public:
  /// The history breaks the property.
  void add(Violation violation) { violations_.push_back(std::move(violation)); }
  /// The history ends before it can be told, or lacks what this check needs.
  void undecided(std::string reason);

  const std::vector<Violation>& all() const { return violations_; }
  const std::string& reason() const { return reason_; }
  std::vector<Violation> take() { return std::move(violations_); }

 private:
  std::vector<Violation> violations_;
  std::string reason_;
};

/// Something that must hold for every history.
struct Property {
  std::string_view name;       ///< valid for as long as `kept` is; so are claim and rule
  std::string_view claim;      ///< one sentence that a merchant understands
  std::string_view rule;       ///< its number in the payment rules, such as "I01"
  Severity severity{};
  history::Sources needs = 0;  ///< without these sources the verdict is unknown
  /// judged as it is written, also where the environment broke what it owes: for an owner's own.
  /// Which of ours are, closed_list.hpp says (E5).
  bool as_written = false;
  /// judges what a probe saw, with all that came before; the others see nothing of a probe (I34)
  bool of_probe = false;
  std::function<void(const Index& index, Violations& violations)> check{};
  /// what its texts live in; empty where they are constants
  std::shared_ptr<const void> kept{};
};

/// What one property has to say of one history.
struct Judgement {
  std::string_view property;
  std::string_view rule;
  Severity severity{};  ///< the worst that it can lead to
  Verdict verdict{};
  std::vector<Violation> violations{};  ///< empty unless violated
  Harm harm{};                          ///< as measured; only where violated
  std::string reason{};                 ///< why unknown; empty otherwise
  /// false: it asks for a probe, and the history has none, so that it says nothing
  bool decided = true;
  std::shared_ptr<const void> kept{};   ///< the property's: its texts live as long as this
};

/// Holds a history against properties, in their order. A violation that is shown outweighs
/// whatever is unknown. Determinism: a pure function of its arguments.
std::vector<Judgement> judge(const history::History& history, std::span<const Property> properties);

/// The rule of a property that stands in no rule book but its owner's.
inline constexpr std::string_view own_rule = "own";

/// Every property of properties/all, sorted by name.
std::vector<Property> all_properties();

}  // namespace assay::properties
