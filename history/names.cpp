// The tables of words. Order follows the enumerators, so that a look-up by value is an index;
// a test walks every enumerator there and back.
#include "history/names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace assay::history {
namespace {

struct FactRow {
  std::string_view name;
  Source source;
};

constexpr std::size_t fact_count = static_cast<std::size_t>(last_fact) + 1;

constexpr std::array<FactRow, fact_count> facts{{
    {"intent_declared", Source::client},
    {"intent_abandoned", Source::client},
    {"request_sent", Source::client},
    {"response_received", Source::client},
    {"notification_received", Source::client},
    {"amount_read", Source::reads},
    {"fulfilment_started", Source::goods},
    {"attempt_sent", Source::gateway},
    {"attempt_answered", Source::gateway},
    {"look_up_answered", Source::gateway},
    {"effect_applied", Source::truth},
    {"effect_declined", Source::truth},
    {"effect_reversed", Source::truth},
    {"transition_committed", Source::belief},
    {"balance_committed", Source::belief},
    {"event_committed", Source::events},
    {"key_claimed", Source::keys},
    {"key_completed", Source::keys},
    {"key_released", Source::keys},
    {"event_published", Source::events},
    {"event_consumed", Source::events},
    {"event_applied", Source::events},
    {"posting_committed", Source::ledger},
    {"healed", Source::world},
    {"at_rest", Source::world},
    {"stopped", Source::world},
    {"promise_broken", Source::world},
    {"break_opened", Source::belief},
    {"break_settled", Source::belief},
}};

constexpr auto fact_words = [] {
  std::array<std::string_view, fact_count> words;
  for (std::size_t i = 0; i < fact_count; ++i) words[i] = facts[i].name;
  return words;
}();

constexpr std::array<std::string_view, 6> outcome_words{"none",     "success",       "pending",
                                                        "declined", "not_attempted", "unknown"};
constexpr std::array<std::string_view, 4> kind_words{"authorise", "capture", "void", "refund"};
constexpr std::array<std::string_view, source_count> source_words{
    "client", "reads", "gateway", "truth", "belief", "keys", "events", "world", "goods", "ledger"};

template <typename Enum, typename Words>
std::optional<Enum> find(const Words& words, std::string_view text) {
  const auto found = std::ranges::find(words, text);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

template <typename Words, typename Enum>
std::string_view word(const Words& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view to_text(Fact fact) { return word(fact_words, fact); }
std::string_view to_text(Outcome outcome) { return word(outcome_words, outcome); }
std::string_view to_text(OperationKind kind) { return word(kind_words, kind); }
std::string_view to_text(Source source) { return word(source_words, source); }

std::optional<Fact> fact_from(std::string_view text) { return find<Fact>(fact_words, text); }
std::optional<Outcome> outcome_from(std::string_view text) {
  return find<Outcome>(outcome_words, text);
}
std::optional<OperationKind> kind_from(std::string_view text) {
  return find<OperationKind>(kind_words, text);
}
std::optional<Source> source_from(std::string_view text) {
  return find<Source>(source_words, text);
}

Source source_of(Fact fact) { return facts[static_cast<std::size_t>(fact)].source; }

std::span<const std::string_view> fact_names() { return fact_words; }

}  // namespace assay::history
