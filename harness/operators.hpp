// Operators' verbs: what a person may do about a system's work, as the system declares it, and one
// such action on its way in. Not who may do it, and not what it is worth: playbooks try that out.
// Source: payment-rules I35, R13 (what waits for a person).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "history/words.hpp"

namespace assay::harness {

/// What one action of a verb is about.
enum class VerbSubject : std::uint8_t {
  system,     ///< nothing in particular: once for the whole system
  payable,    ///< one payable
  operation,  ///< one operation that the system holds to be open
};

/// One verb, as a system declares it. The texts live as long as the system does.
struct OperatorVerb {
  std::string_view name;     ///< "settle"
  std::string_view summary;  ///< what it promises, a clause: "ends an operation as the proof says"
  VerbSubject about = VerbSubject::system;
  /// Whether it takes somebody's word for how the operation ended, and what that word rests on.
  bool takes_outcome = false;
};

/// One action.
struct OperatorCall {
  std::string id;  ///< of whoever asks: the same again is the same action
  std::string verb;
  std::string who;
  std::string reason;
  std::string tenant;             ///< of the payable
  std::string payable;            ///< of verbs about a payable or an operation; within the tenant
  history::OperationKind kind{};  ///< of verbs about an operation
  std::uint32_t ordinal = 0;
  history::Outcome outcome = history::Outcome::none;  ///< where the verb takes one
  std::string reference;                              ///< the processor's own, on which that rests
  friend bool operator==(const OperatorCall&, const OperatorCall&) = default;
};

/// How an action came out.
enum class OperatorEnd : std::uint8_t {
  done,
  refused,      ///< nothing happened, and asking again changes nothing
  unavailable,  ///< ask again, under the same id
};

/// How it came out, and why it was refused.
struct OperatorAnswer {
  OperatorEnd end = OperatorEnd::refused;
  std::string why;  ///< where it was refused
  friend bool operator==(const OperatorAnswer&, const OperatorAnswer&) = default;
};

}  // namespace assay::harness
