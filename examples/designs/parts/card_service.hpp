// The house in which each of the five services lives: what is wired, and what runs beside its door.
// Which answer a request gets, what is done about an operation in doubt, and what about an effect
// that comes after all, each of them says itself.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <assay/harness/system.hpp>

#include "parts/books.hpp"
#include "parts/counter.hpp"
#include "parts/desk.hpp"
#include "parts/inspection.hpp"
#include "parts/relay.hpp"

namespace designs {

class CardService : public assay::harness::Service {
 public:
  void start() final;
  assay::harness::EdgeResponse balance(const assay::harness::BalanceQuestion& question) final;

 protected:
  CardService(assay::harness::Environment& environment, Keys keys);

  /// Goes on with a client's operation that is not settled and at which nobody is.
  /// Returns: the operation afterwards.
  virtual Operation resolve(const Operation& it) = 0;
  /// An effect is there of an operation that was given up or refused.
  virtual void take_late(const Payable& payable, const Operation& it, const Heard& heard) = 0;
  /// The status that is stored under a client's key with such an end; 0: none is.
  [[nodiscard]] virtual std::uint32_t stored_with(const Operation& it, Fate end) const = 0;

  /// Sends the operation, once that is written down, and writes what comes back. `again`: one
  /// that was given up. Returns: the operation afterwards, or as it was where it could not be sent.
  Operation send(const Operation& it, const Again* again = nullptr);
  /// Asks, and writes what comes back; what cannot happen any more is left to `absent`.
  Operation ask(const Operation& it, const std::function<Operation()>& absent);
  /// Writes what was heard of an operation. Returns: the operation as it is now, or as it was where
  /// the store does not answer.
  Operation write(const Operation& it, const Heard& heard);
  /// What is in doubt waits for a person.
  Operation park(const Operation& it, std::string_view reason);
  /// Adopts a late effect where the payable is still open for it, and has it undone where not.
  void adopt_or_undo(const Payable& payable, const Operation& it, const Heard& heard);

  assay::harness::Environment& environment_;
  Books books_;
  Desk desk_;
  Relay relay_;
  Inspection inspection_;

 private:
  assay::harness::StepResult resolve_all();
  Operation go_on(const Operation& it);
  Operation resolve_own(const Operation& it);

  std::map<std::string, Heard> unwritten_;  // what was heard while the store took nothing
};

/// What all five are, but for their names, what makes them, and what they promise.
[[nodiscard]] assay::harness::System described(std::string_view name, std::string_view summary);

/// What they all promise of times.
[[nodiscard]] assay::harness::EdgePolicy promises_of(const assay::harness::Settings& settings);

}  // namespace designs
