// The list of checks, with what three processors do beside each.
#include "outside/comply/checks.hpp"

#include <array>

#include <fmt/format.h>

#include "outside/comply/verdicts.hpp"

namespace assay::outside {

std::string_view to_text(CheckVerdict verdict) {
  constexpr std::array<std::string_view, 3> words{"pass", "fail", "not judged"};
  return words[static_cast<std::size_t>(verdict)];
}

std::optional<CheckResult> wrong_effects(Payments& payments, const Payment& payment,
                                         std::int64_t wanted, const std::string& what) {
  const auto counted = payments.effects(payment);
  if (!counted || *counted == wanted) return {};
  return failed(fmt::format("{} had {} effects", what, *counted));
}

std::string words_of(const Payments& payments, const Exchange& exchange) {
  const AnswerSort sort = payments.sort(exchange);
  if (sort == AnswerSort::nothing) return "not at all";
  return fmt::format("{} ({})", exchange.reply.status, to_text(sort));
}

bool same_result(const Payments& payments, const Exchange& one, const Exchange& other) {
  if (payments.sort(one) != payments.sort(other)) return false;
  const std::string& identity = payments.subject().identity;
  return identity.empty() ||
         text_at(one.reply.body, identity) == text_at(other.reply.body, identity);
}

std::string_view processors_read_on() { return "2026-11"; }

const std::vector<Check>& checks() {
  static const std::vector<Check> all{
      {"one_payment", "one request makes one payment", "I01", "", "", "", one_payment},
      {"two_payments", "two distinct payments are two", "I07", "two", "two", "two", two_payments},
      {"replay", "the same request again tells the same result, and does nothing", "I03",
       "first status and body, 500s too", "first answer", "latest status", replay},
      {"in_flight", "an equal request at the same time waits, or is told to", "R2", "409",
       "transient error", "the second may fail", in_flight},
      {"storm", "fifty at once are one payment", "I06", "409", "transient error",
       "the others may fail", storm},
      {"other_body", "a known key with another body is refused", "I04", "error", "not said",
       "not said", other_body},
      {"other_body_in_flight", "so it is while the first is under way", "I04", "error", "not said",
       "not said", other_body_in_flight},
      {"missing_key", "without a key nothing is done", "R2", "taken: optional", "taken: optional",
       "taken: optional", missing_key},
      {"empty_key", "an empty key is none", "R2", "not said", "not said", "not said", empty_key},
      {"long_keys", "long keys are refused or told apart", "R1", "up to 255 characters",
       "up to 64 characters", "not said", long_keys},
      {"repeated_header", "two keys on one request are refused, or stand for one", "R2", "not said",
       "not said", "not said", repeated_header},
      {"quoted_and_raw", "a key is one, quoted or raw, or one form is refused", "R1", "raw", "raw",
       "raw", quoted_and_raw},
      {"other_tenant", "a key reaches into nobody else's affairs", "I05", "account and mode",
       "company account, by region", "not said", other_tenant},
      {"other_route", "nor into another route's", "I05", "not said", "not said",
       "not all APIs have keys", other_route},
      {"after_decline", "a declined request stays declined under its key", "R5",
       "the decline is replayed", "first answer", "latest status", after_decline},
      {"after_failure", "after a 5xx the same request comes to a result, once", "R5",
       "the 500 is replayed", "transient: may be sent again", "latest status", after_failure},
      {"retention", "a key is kept as long as it is said to be", "R11", "at least 24 h",
       "at least 31 days", "by API", retention},
  };
  return all;
}

}  // namespace assay::outside
