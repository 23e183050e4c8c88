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
  log
};

/// A set of sources, one bit each.
using Sources = std::uint32_t;

/// The set that holds one source.
constexpr Sources bit(Source source) { return Sources{1} << static_cast<unsigned>(source); }

/// How many sources there are.
inline constexpr unsigned source_count = 11;

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
