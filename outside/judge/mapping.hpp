// How lines of somebody's logs become facts, as a value: which sources there are, whose clock each
// has, and for each kind of fact where its fields stand. Made from a file (mapping_file.hpp), or
// the one of our own histories (native_mapping).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "history/history.hpp"

namespace assay::outside {

/// Where a value stands, or the value itself.
struct ValueSource {
  bool given = false;
  bool constant = false;
  std::string text{};  ///< a JSON pointer, or the value
};

/// What a field links its fact to: facts that name one thing are judged together.
enum class Link : std::uint8_t {
  none,
  payable,
  operation,
  effect,
  scope,
  key,
  event,
  webhook,
  transaction,
  processor,
  processor_key,
  subject
};

/// Where one field of a fact comes from.
struct FieldPlan {
  std::string name{};  ///< as the history has it
  ValueSource value{};
  ValueSource currency{};   ///< of an amount
  bool major = false;       ///< an amount of whole units with decimals
  bool drops_sign = false;  ///< an amount that is negative there, and means the same
  std::string otherwise{};  ///< where the line does not have it; empty: the empty value
  Link link = Link::none;
  bool in_thread = false;                                   ///< part of what the fact is a step of
  bool is_step = false;                                     ///< says which step it is
  std::map<std::string, std::string, std::less<>> words{};  ///< theirs to ours
};

/// A value that a line must have.
struct Condition {
  std::string pointer;
  std::vector<std::string> one_of;
};

/// Lines that fulfil all conditions are a fact of this kind.
struct FactRule {
  history::FactKind kind{};
  std::vector<Condition> when{};
  std::vector<FieldPlan> fields{};  ///< one a field, in the order of the kind
};

enum class TimeFormat : std::uint8_t { rfc3339, s, ms, us, ns };
/// What decides about two facts of one source.
enum class SourceOrder : std::uint8_t { lines, sequence, nothing };

/// Somebody who saw things, by one clock.
struct RecordedSource {
  std::string name{};
  std::vector<std::string> files{};  ///< names, with "*"; empty: every file
  std::vector<Condition> when{};
  ValueSource at{};
  TimeFormat format = TimeFormat::rfc3339;
  std::int64_t uncertainty = 0;  ///< nanoseconds, either way
  SourceOrder order = SourceOrder::lines;
  ValueSource sequence{};
  ValueSource observer{};
  bool native = false;  ///< its lines are those of assay.history/2, with their header
  std::vector<FactRule> rules{};
};

/// Which of what happened the recording has.
enum class Sampling : std::uint8_t { none, payables, facts };

struct Mapping {
  std::string name{};
  history::Bounds bounds{};
  std::vector<history::ProcessorTerms> processors{};
  history::StoredAnswers stored_answers = history::StoredAnswers::undeclared;
  history::AlarmClaims alarms = 0;
  bool healed = false;   ///< nothing was injected: bounds run from the first fact on
  bool whole = false;    ///< nothing came before its first fact, and nothing is left out
  bool at_rest = false;  ///< nothing was under way when the recording ended
  Sampling sampling = Sampling::none;
  std::optional<std::int64_t> from{}, to{};                    ///< the time that it covers
  std::array<bool, 4> begins_with{true, false, false, false};  ///< kinds that open a payable
  std::vector<std::string> never{};  ///< kinds of facts that do not happen there
  std::vector<RecordedSource> sources{};
};

/// The mapping of our own histories: one source, whose sequence decides.
[[nodiscard]] Mapping native_mapping();
/// The rules by which lines of our own histories are read, one a kind, in their order.
[[nodiscard]] const std::vector<FactRule>& native_rules();

/// The fields of a kind by name, in its order.
[[nodiscard]] std::vector<std::string> fields_of(history::FactKind kind);
/// The fields of that kind that are amounts.
[[nodiscard]] bool is_amount(history::FactKind kind, std::string_view field);
/// A field of that kind, with what it links to; where its value stands is left open.
[[nodiscard]] FieldPlan plan_of(history::FactKind kind, std::string_view field);

}  // namespace assay::outside
