// How a service talks to its processor about one operation: one try, one question, and what each of
// them proves. What follows from that is each service's own affair. Source: R12 (what an answer may
// mean), R16 (asking by reference), E1 (when "not found" is definite).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <assay/harness/processor.hpp>

#include "parts/books.hpp"

namespace designs {

/// What is known of an operation after a try or a question.
enum class Fate : std::uint8_t {
  happened,
  refused,       ///< for business reasons, for good
  other_amount,  ///< it happened, and not for the amount that was asked for
  absent,        ///< it has not happened, and cannot happen any more (E1)
  open,          ///< it may have happened, or may yet happen
  unasked,       ///< this processor answers no such question
};

/// What came back.
struct Heard {
  Fate fate = Fate::open;
  std::string word{};  ///< of the processor, where it refused
  std::string reference{};
  std::int64_t capture_before = -1;
  bool failed_there = false;  ///< it answered with a failure of its own
  bool unpriced = false;      ///< it happened, and nobody says for how much
  std::int64_t sent_by = 0;   ///< by this machine's clock it was sent no later than this
};

/// How requests name themselves to the processor, so that it may recognise one that comes again.
enum class Keys : std::uint8_t { one_for_an_operation, none };

class Desk {
 public:
  Desk(assay::harness::Processor& processor, Books& books, Keys keys)
      : processor_{processor}, books_{books}, keys_{keys} {}

  /// Sends the operation once, as it is written down; not where this machine has slept since.
  /// Contract: it was written that it is sent.
  [[nodiscard]] Heard send(const Operation& it);
  /// Asks what became of it.
  [[nodiscard]] Heard ask(const Operation& it);
  /// Asks for all effects there are, from the first on. Returns: nothing where there is no answer.
  [[nodiscard]] std::optional<std::vector<assay::harness::ProcessorReply>> list();

  /// When "not found" proves something about what was sent last, by this machine's clock: the
  /// processor's D_max, after all that its sender may have slept without anybody noticing.
  [[nodiscard]] TimePoint provable_at(const Operation& it) const;
  [[nodiscard]] bool answers_questions() const { return processor_.promises().look_up; }

 private:
  [[nodiscard]] Heard heard(const assay::harness::ProcessorReply& reply, const Operation& it);
  [[nodiscard]] assay::harness::ProcessorRequest request_of(const Operation& it) const;

  assay::harness::Processor& processor_;
  Books& books_;
  Keys keys_;
};

/// What is asked for anew that had been given up, and under which key.
struct Again {
  const assay::harness::EdgeRequest& wanted;
  std::string scope{};
  bool moves = false;  ///< it may lean on another hold than before: no key says otherwise
};

/// Writes down that the operation is sent once more, before it is: one that was begun or is in
/// doubt, or with `again` one that was given up, where the rules still allow it. Contract: this
/// fiber is at it (Books::AtWork). Returns: the operation as it was written, or nothing where it is
/// not to be sent any more, or the store does not answer.
std::optional<Operation> begin_attempt(Books& books, const Operation& it,
                                       const Again* again = nullptr);

/// What may be written of an operation once its fate is known; nothing where it is not, or where it
/// is written already. `stores`: the status that is stored under its key with that; 0: none.
[[nodiscard]] std::optional<Step> concluded(Operation& it, const Heard& heard,
                                            std::uint32_t stores);
/// The same where it is known already that it is in doubt.
[[nodiscard]] std::optional<Step> in_doubt(Operation& it, const Heard& heard);

}  // namespace designs
