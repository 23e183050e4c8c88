// The tables of words. Order follows the enumerators, so that a look-up by value is an index.
#include "history/words.hpp"

#include <array>

namespace assay::history {
namespace {

constexpr std::array<std::string_view, source_count> sources{
    "client", "reads", "gateway", "truth", "belief",   "keys",   "events",
    "world",  "goods", "ledger",  "log",   "mandates", "alarms", "webhooks"};
constexpr std::array<std::string_view, 6> outcomes{"none",     "success",       "pending",
                                                   "declined", "not_attempted", "unknown"};
constexpr std::array<std::string_view, 4> kinds{"authorise", "capture", "void", "refund"};
constexpr std::array<std::string_view, 10> states{
    "none",    "initiated", "attempting", "succeeded", "declined",
    "pending", "unknown",   "failed",     "parked",    "unlisted"};
constexpr std::array<std::string_view, 4> levels{"debug", "info", "warning", "error"};
constexpr std::array<std::string_view, 9> mandates{
    "none",      "client_request", "saga_step", "surplus", "failed_capture",
    "remainder", "lapse_ahead",    "operator",  "risk_rule"};
constexpr std::array<std::string_view, 5> claims{"undeclared", "open_item", "undelivered",
                                                 "unposted", "refused"};
constexpr std::array<std::string_view, 6> stored{"undeclared",   "final_ones",     "definite_ends",
                                                 "first_answer", "current_status", "nothing"};
constexpr std::array<std::string_view, 5> mark_kinds{"always", "always_or_unreachable",
                                                     "sometimes", "reachable", "unreachable"};
constexpr std::array<std::string_view, 5> news_ends{"kept", "believed", "known", "asked",
                                                    "refused"};

}  // namespace

template <>
std::span<const std::string_view> words_of<Source>() {
  return sources;
}
template <>
std::span<const std::string_view> words_of<Outcome>() {
  return outcomes;
}
template <>
std::span<const std::string_view> words_of<OperationKind>() {
  return kinds;
}
template <>
std::span<const std::string_view> words_of<State>() {
  return states;
}
template <>
std::span<const std::string_view> words_of<LogLevel>() {
  return levels;
}
template <>
std::span<const std::string_view> words_of<Mandate>() {
  return mandates;
}
template <>
std::span<const std::string_view> words_of<AlarmClaim>() {
  return claims;
}
template <>
std::span<const std::string_view> words_of<StoredAnswers>() {
  return stored;
}
template <>
std::span<const std::string_view> words_of<MarkKind>() {
  return mark_kinds;
}
template <>
std::span<const std::string_view> words_of<NewsEnd>() {
  return news_ends;
}

}  // namespace assay::history
