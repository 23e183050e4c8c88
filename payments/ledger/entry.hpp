// One entry of the books: legs that add up to nothing, in each currency and in each layer. An entry
// that does not balance cannot be made. Not a judge of whether the right thing is booked.
// Serves: I18; an entry is bound to its cause, so that it is booked once (I20).
#pragma once

#include "payments/ledger/accounts.hpp"
#include "payments/types/operation.hpp"
#include "payments/types/time.hpp"

#include <compare>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace payments {

/// What is booked for good, and what is only reserved until its operation has ended.
enum class Layer : std::uint8_t { pending, posted };

[[nodiscard]] constexpr std::string_view to_text(Layer layer) {
  return layer == Layer::pending ? "pending" : "posted";
}

/// One movement on one account. Units: minor units; a debit above zero, a credit below.
struct Leg {
  Account account;
  Layer layer{};
  Money amount;

  friend bool operator==(const Leg&, const Leg&) = default;
};

/// What an entry is booked for: one transition of one operation, or one effect that belongs to no
/// transition. Two entries of one cause are one.
struct EntryCause {
  PayableId payable;
  OperationId operation;
  OperationKind kind{};
  std::uint32_t ordinal = 0;
  CustomerId customer;
  std::uint64_t version = 0;  ///< of the operation's journal; 0: of none, it is an effect's
  std::string effect;         ///< the processor's reference, of an entry without a transition
  std::string what;           ///< the state that was reached, or the word of the break

  friend bool operator==(const EntryCause&, const EntryCause&) = default;
};

enum class EntryError : std::uint8_t {
  nothing,      ///< no leg, or all of them cancel each other out
  unbalanced,   ///< the legs of a layer do not add up to nothing in some currency
  no_exchange,  ///< two currencies in a layer without legs on fx_difference in each
  overflow,     ///< a leg does not fit into 64 bits
};

/// Balanced legs with their cause.
class LedgerEntry {
 public:
  /// Legs on equal accounts become one, those of nothing go. Errors: EntryError; nothing was made.
  [[nodiscard]] static std::expected<LedgerEntry, EntryError> make(EntryCause cause, Instant at,
                                                                   std::uint64_t place,
                                                                   std::span<const Leg> legs);

  [[nodiscard]] const EntryCause& cause() const { return cause_; }
  [[nodiscard]] Instant at() const { return at_; }
  /// Among the commits of its payment, from 1; 0 of an effect that belongs to none of them.
  [[nodiscard]] std::uint64_t place() const { return place_; }
  /// In the order of layer, account and currency.
  [[nodiscard]] const std::vector<Leg>& legs() const { return legs_; }

  friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;

 private:
  LedgerEntry(EntryCause cause, Instant at, std::uint64_t place, std::vector<Leg> legs)
      : cause_(std::move(cause)), at_(at), place_(place), legs_(std::move(legs)) {}

  EntryCause cause_;
  Instant at_;
  std::uint64_t place_ = 0;
  std::vector<Leg> legs_;
};

}  // namespace payments
