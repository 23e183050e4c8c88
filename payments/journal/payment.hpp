// A payment: everything done about one payable, folded from its operations. It has no state of
// its own, so that partial captures and refunds need no flat states, and it says what may be done
// next. Serves: the amount ladder (I16), capture and void exclude each other (I17), single
// funding (I02) and no competing attempt while one is unresolved (I11).
#pragma once

#include "payments/journal/journal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace payments {

/// All operations on one payable, in the order in which they began.
struct Payment {
  PayableId payable;
  std::uint64_t place = 0;  ///< how many events it has made so far
  std::vector<OperationView> operations;

  [[nodiscard]] const OperationView* find(const OperationId& operation) const;
  friend bool operator==(const Payment&, const Payment&) = default;
};

/// The sums. Units: minor units of the payment's currency.
struct Totals {
  std::int64_t authorised = 0;  ///< of authorisations that took effect
  std::int64_t voided = 0;
  std::int64_t captured = 0;
  std::int64_t refunded = 0;
  std::int64_t refund_reserved = 0;  ///< of refunds that may still take effect
  bool overflowed = false;           ///< some sum does not fit: none of them means anything

  friend bool operator==(const Totals&, const Totals&) = default;
};

[[nodiscard]] Totals totals(const Payment& payment);
/// The same of one authorisation and what leans on it.
[[nodiscard]] Totals totals(const Payment& payment, const OperationId& hold);

/// The name of the ordinary stage a payment is in; a word for people, decides nothing.
[[nodiscard]] std::string_view journey(const Payment& payment);

/// What somebody wants to be done.
struct Command {
  OperationKind kind{};
  PayableId payable;
  std::uint32_t ordinal = 0;
  CustomerId customer;
  Money amount;
  OperationId parent;  ///< which authorisation; empty: the one that bears it best
  std::string effect;  ///< of a void: which effect of it, where it took effect twice; else empty
  Terms terms;         ///< of an authorisation; what leans on one goes to the account of that
  Cause cause = Cause::requested;  ///< why: a client's wish, or what we make good of ourselves
  std::string grounds = {};        ///< of what we do ourselves: which operation it undoes
};

enum class Permission : std::uint8_t {
  granted,
  busy,     ///< not while another operation is unresolved: try again later
  refused,  ///< not for this payment, now or later
};

struct Advice {
  Permission permission = Permission::refused;
  std::string_view reason;  ///< a stable word, such as "already_captured"
  OperationId parent;       ///< the authorisation that was meant
  std::string effect;       ///< the processor's reference of it
  Money amount;             ///< what will move
};

/// What may be done next: the table of standing.hpp, then the amounts. `margin` is how long before
/// its deadline a hold counts as lapsed.
/// Source: R20, R21, R24, R25 of the payment rules.
[[nodiscard]] Advice advise(const Payment& payment, const Command& command, Instant now,
                            Duration margin);

/// The operation that has already done what the client means (same kind and ordinal), or nullptr.
/// It outlives every key: this is what knows a retry whose key was forgotten. Serves: S10, I02.
[[nodiscard]] const OperationView* done_before(const Payment& payment, const Command& command);

/// The operation that was begun for what the client means (same kind and ordinal) and may still
/// take effect, or did not: it is taken up again under its own key, never begun anew beside itself.
/// nullptr where there is none, or where its processor declined it. Serves: I01, I05.
[[nodiscard]] const OperationView* begun_before(const Payment& payment, const Command& command);

/// Whether it leans on an effect of its authorisation that is not the one we go by: it undoes a
/// second one, and leaves the first as it is.
[[nodiscard]] bool of_second_effect(const Payment& payment, const OperationView& view);

/// What the last capture left of this hold and nobody has released; 0 where none was the last, or
/// nothing is left. Units: minor.
[[nodiscard]] std::int64_t remainder(const Payment& payment, const OperationId& hold);

/// Whether this operation succeeded although the payment was no longer open for it (late success
/// beside another hold, or after a void): it must be reversed, once.
[[nodiscard]] bool surplus(const Payment& payment, const OperationId& operation, Instant now);

}  // namespace payments
