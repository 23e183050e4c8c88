// The closed lists of a history: outcomes, kinds of operation, states, sources; each with one table
// of words, which files and people read. A test walks every enumerator there and back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace assay::history {

/// The parts of a world that a recording may or may not see. Each fact belongs to one of them.
enum class Source : std::uint8_t {
  client,
  reads,
  gateway,
  truth,
  belief,
  keys,
  events,
  world,
  goods,
  ledger,
  log,
  mandates,
  alarms,
  webhooks
};

/// A set of sources, one bit each.
using Sources = std::uint32_t;

/// The set that holds one source.
constexpr Sources bit(Source source) { return Sources{1} << static_cast<unsigned>(source); }

/// How many sources there are.
inline constexpr unsigned source_count = 14;

/// Every source: what a simulated world records.
inline constexpr Sources every_source = (Sources{1} << source_count) - 1U;

/// The five-valued outcome of payment-rules R12, and `none` where a fact has no outcome.
enum class Outcome : std::uint8_t { none, success, pending, declined, not_attempted, unknown };

/// What an operation does with money.
enum class OperationKind : std::uint8_t { authorise, capture, void_authorisation, refund };

/// What a service believes of one operation; `none` before it believes anything. `unlisted` stands
/// for whatever word of its own an older file has.
enum class State : std::uint8_t {
  none,
  initiated,
  attempting,
  succeeded,
  declined,
  pending,
  unknown,
  failed,
  parked,
  unlisted
};

/// What a void or refund of the service's own sending goes back to (payment-rules I35); `none`
/// where nobody said.
enum class Mandate : std::uint8_t {
  none,
  client_request,
  saga_step,
  surplus,         ///< money came for what was over, or once too often
  failed_capture,  ///< the hold cannot be captured any more
  remainder,       ///< of a final capture
  lapse_ahead,
  operator_word,  ///< of a person, by name
  risk_rule       ///< of a version
};

/// What an alarm claims, as the system that raises it declares (harness/system.hpp).
enum class AlarmClaim : std::uint8_t {
  undeclared,   ///< nobody said what it means: it is not judged
  open_item,    ///< its subject, an operation, is parked or has a break beside it
  undelivered,  ///< its subject, an event, or "EVENT to CONSUMER", cannot be delivered
  unposted,     ///< the money of its subject, an operation, is in no balance
  refused       ///< what its subject, an operation, took was to go back, and that was refused
};

/// A set of claims, one bit each.
using AlarmClaims = std::uint32_t;

/// The set that holds one claim.
constexpr AlarmClaims bit(AlarmClaim claim) {
  return AlarmClaims{1} << static_cast<unsigned>(claim);
}

/// Which answers a service stores under a client's key, and repeats (payment-rules I36, R3, R4).
enum class StoredAnswers : std::uint8_t {
  undeclared,
  final_ones,      ///< success and definite refusal, nothing else
  definite_ends,   ///< these, and that an operation is proved not to have happened: it has failed
                   ///< for good, and only another key begins anew
  first_answer,    ///< the first, failures of its own included, as Stripe v1
  current_status,  ///< what is known when it is asked, and no answer of then
  nothing
};

/// What a system claims of a place that it marks in its own code (harness/marks.hpp).
enum class MarkKind : std::uint8_t {
  always,                 ///< its condition holds whenever it is come to, and that happens
  always_or_unreachable,  ///< its condition holds whenever it is come to
  sometimes,              ///< its condition holds at least once
  reachable,              ///< it is come to
  unreachable             ///< it is never come to
};

/// What a system says has become of an event that a processor told it of (payment-rules I26).
enum class NewsEnd : std::uint8_t {
  kept,      ///< durable, and not yet looked at
  believed,  ///< it moved the operation that it is about
  known,     ///< it said nothing new
  asked,     ///< it made the system ask the processor, whose answer decides
  refused    ///< it fits nothing, and a person can see so
};

/// How grave a system holds a line of its log to be.
enum class LogLevel : std::uint8_t { debug, info, warning, error };

/// The words of a list, in the order of its enumerators: as they are spelled, but `void`. They are
/// constants, valid for ever.
template <typename Enum>
std::span<const std::string_view> words_of();
template <>
std::span<const std::string_view> words_of<Source>();
template <>
std::span<const std::string_view> words_of<Outcome>();
template <>
std::span<const std::string_view> words_of<OperationKind>();
template <>
std::span<const std::string_view> words_of<State>();
template <>
std::span<const std::string_view> words_of<LogLevel>();
template <>
std::span<const std::string_view> words_of<Mandate>();
template <>
std::span<const std::string_view> words_of<AlarmClaim>();
template <>
std::span<const std::string_view> words_of<StoredAnswers>();
template <>
std::span<const std::string_view> words_of<MarkKind>();
template <>
std::span<const std::string_view> words_of<NewsEnd>();

/// The word of an enumerator: a constant, valid for ever.
template <typename Enum>
requires std::is_enum_v<Enum> std::string_view to_text(Enum value) {
  return words_of<Enum>()[static_cast<std::size_t>(value)];
}

/// The enumerator of that word, or nothing.
template <typename Enum>
std::optional<Enum> from_text(std::string_view text) {
  const auto words = words_of<Enum>();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace assay::history
