// What the five services write down: operations, the payable that they belong to, keys, events and
// what was found beside them. Rows alone; what may happen to them is each service's own affair.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <assay/harness/edge.hpp>

namespace designs {

using assay::harness::Duration;
using assay::harness::TimePoint;
using assay::history::Amount;
using assay::history::OperationKind;
using assay::history::Outcome;
using assay::history::State;

namespace tables {
inline constexpr std::string_view steps = "steps";        ///< by operation and version
inline constexpr std::string_view payables = "payables";  ///< all operations of a payable: one row
inline constexpr std::string_view keys = "keys";
inline constexpr std::string_view outbox = "outbox";
inline constexpr std::string_view balances = "balances";
inline constexpr std::string_view findings = "findings";
}  // namespace tables

/// One operation, as a client wants it or as the service itself does.
struct Operation {
  std::string id;
  OperationKind kind{};
  std::uint32_t ordinal = 0;
  Amount amount;
  std::string payable, customer;  ///< with their tenant
  std::string parent;             ///< the authorisation that it leans on
  std::string effect;             ///< which effect of the parent; empty: whichever there is
  std::string undoes;             ///< of the service's own: the operation that it undoes
  assay::harness::Terms terms;
  std::string scope, key, fingerprint;  ///< under which it was asked for; empty: the service's own
  State state = State::none;
  std::string reason;
  std::uint64_t version = 0;
  std::string owner;             ///< the life of a machine that works on it
  std::uint64_t token = 0;       ///< grows with each owner of the key
  std::uint32_t answered = 0;    ///< the status that is stored under the key; 0: none
  std::uint32_t sends = 0;       ///< how often it was sent
  std::uint32_t generation = 0;  ///< of its key at the processor
  bool failed_there = false;     ///< the processor answered the last send with its own failure
  bool goes_back = false;        ///< nobody expects it any more: it is to be undone
  std::int64_t sent_at = 0;      ///< when it was sent last, by that machine's clock
  std::int64_t touched_at = 0;   ///< when its owner last wrote it, by the same
  std::string reference;         ///< the processor's, where it took effect
  std::int64_t capture_before = -1;
};

/// Everything about one payable. Whoever writes the row writes it as it was read, or not at all:
/// one payable has one writer at a time.
struct Payable {
  std::string name;
  std::uint64_t row_version = 0;
  std::uint64_t events = 0;
  std::vector<Operation> operations{};

  [[nodiscard]] Operation* find(std::string_view id);
  [[nodiscard]] const Operation* find(std::string_view id) const;
  [[nodiscard]] const Operation* find(OperationKind kind, std::uint32_t ordinal) const;
};

/// What a client's key stands for.
struct KeyRecord {
  std::string scope, key, fingerprint, payable, operation;
  std::uint64_t token = 0;
  std::uint32_t status = 0;
};

/// An effect at the processor that no operation accounts for.
struct Finding {
  std::string payable, operation, effect;
  OperationKind kind{};
  std::uint32_t ordinal = 0;
  Amount amount;
  bool settled = false;  ///< the service has undone it
};

/// One step of one operation, as it stays written down.
struct StepRecord {
  Operation operation;  ///< after the step
  State from{};
  std::string evidence;
};

[[nodiscard]] inline bool is_final(State state) {
  return state == State::succeeded || state == State::declined || state == State::failed;
}
[[nodiscard]] inline bool is_open(const Operation& it) { return !is_final(it.state); }

[[nodiscard]] std::string encode(const Payable& payable);
[[nodiscard]] std::string encode(const KeyRecord& record);
[[nodiscard]] std::string encode(const Finding& finding);
[[nodiscard]] std::string encode(const StepRecord& step);
[[nodiscard]] std::optional<Payable> payable_in(std::string_view row);
[[nodiscard]] std::optional<KeyRecord> key_in(std::string_view row);
[[nodiscard]] std::optional<Finding> finding_in(std::string_view row);
[[nodiscard]] std::optional<StepRecord> step_in(std::string_view row);

}  // namespace designs
