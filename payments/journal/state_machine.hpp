// What we believe about one operation, and which evidence may change that belief: one table with
// every pair of state and evidence. Not a flow of control: it decides, others act.
// Serves: every persisted transition is legal (I12) and a terminal belief absorbs (I13).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace payments {

enum class State : std::uint8_t {
  none,        ///< no such operation yet
  initiated,   ///< recorded, never sent
  attempting,  ///< recorded that it is about to be sent, with attempt number and processor key
  pending,     ///< the processor accepted it and will answer later
  unknown,     ///< sent, and no answer that counts
  succeeded,
  declined,
  failed,  ///< definitely without effect, and given up until its client asks again
  parked,  ///< nothing can be done now but to ask rarely; the journal says why
};

/// What may be learned about an operation, or decided about it.
enum class Evidence : std::uint8_t {
  created,   ///< somebody wants it
  sending,   ///< the first try is about to be sent
  retrying,  ///< another try is about to be sent; the one before definitely had no effect
  success,
  pending,
  declined,
  unknown,  ///< no answer, an unreadable one, or the asking process is gone
  given_up,  ///< definitely without effect, and no further try
  hopeless,  ///< no permitted question can settle it now
  resumed,   ///< its client asks again for what was given up: another try is about to be sent
};

inline constexpr std::array states{State::none,    State::initiated, State::attempting,
                                   State::pending, State::unknown,   State::succeeded,
                                   State::declined, State::failed,   State::parked};
inline constexpr std::array evidences{
    Evidence::created,  Evidence::sending, Evidence::retrying, Evidence::success, Evidence::pending,
    Evidence::declined, Evidence::unknown, Evidence::given_up, Evidence::hopeless,
    Evidence::resumed};

/// What the table says about one pair.
enum class RulingKind : std::uint8_t {
  moves,    ///< the belief changes to `to`
  ignored,  ///< stale evidence: true once, adds nothing now
  refused,  ///< must not happen: nothing may be recorded
};

struct Ruling {
  RulingKind kind = RulingKind::refused;
  State to = State::none;

  friend bool operator==(const Ruling&, const Ruling&) = default;
};

/// The table. Defined for every pair.
[[nodiscard]] Ruling rule(State state, Evidence evidence);

/// Which evidence may change which belief. Part of the service that a host may replace. Decides on
/// what it is shown, remembers nothing, and rules on every pair.
class StateMachine {
 public:
  virtual ~StateMachine() = default;

  /// What becomes of a belief in `state` once there is `evidence`.
  [[nodiscard]] virtual Ruling rule(State state, Evidence evidence) const = 0;
};

/// As the table says.
class TableStateMachine : public StateMachine {
 public:
  [[nodiscard]] Ruling rule(State state, Evidence evidence) const override {
    return payments::rule(state, evidence);
  }
};

[[nodiscard]] std::string_view to_text(State state);
[[nodiscard]] std::string_view to_text(Evidence evidence);
[[nodiscard]] std::optional<State> state_from(std::string_view text);
[[nodiscard]] std::optional<Evidence> evidence_from(std::string_view text);

/// Whether no further work is due: succeeded, declined or failed. Only its client, who asks again,
/// takes a failed operation up once more.
[[nodiscard]] constexpr bool terminal(State state) {
  return state == State::succeeded || state == State::declined || state == State::failed;
}

/// Whether it may still take effect, as far as we know.
[[nodiscard]] constexpr bool unresolved(State state) {
  return state != State::none && !terminal(state);
}

/// The table as a Mermaid state diagram; docs/payment-state-machine.md holds a copy.
[[nodiscard]] std::string state_diagram();

}  // namespace payments
