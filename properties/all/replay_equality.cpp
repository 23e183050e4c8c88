// I03, at our own edge: for one (scope, key, fingerprint) there is one result, and every other
// answer repeats it or is marked as no result (202, 409, 429, 503). "Not attempted" and a refused
// request (R3) are not stored, so they may come before the result, never after. A client that
// comes back after the key's retention breaks E2 and is not excused here.
#include <fmt/format.h>

#include <algorithm>

#include "models/observations/names.hpp"
#include "properties/detail/answers.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using models::Fact;
using models::Observation;
using models::Outcome;
using models::Source;

bool same_answer(const Observation& left, const Observation& right) {
  return left.status == right.status && left.outcome == right.outcome &&
         left.operation == right.operation && left.amount == right.amount;
}

// Stored and replayed, so that it binds all later answers. Nothing is stored of a refused request.
bool binds(const Observation& row) {
  return row.fact == Fact::response_received && !detail::is_marked_non_result(row) &&
         !detail::refuses_request(row) && row.outcome != Outcome::not_attempted;
}

std::string words(const Observation& answer) {
  return fmt::format("{} {} for {} as {}", answer.status, models::to_text(answer.outcome),
                     detail::money(answer.amount), answer.operation);
}

void judge_answer(Rows before, const Observation& answer, Findings& findings) {
  const auto first = std::ranges::find_if(before, [&](const Observation* row) {
    return binds(*row) && row->fingerprint == answer.fingerprint;
  });
  if (first == before.end() || same_answer(**first, answer)) return;
  findings.violated(detail::finding(
      fmt::format("key {} was answered '{}' and later '{}' ({})", answer.key, words(**first),
                  words(answer), detail::name_of(answer)),
      answer.amount, {*first, &answer}));
}

void check(const Index& index, Findings& findings) {
  for (std::size_t key = 0; key < index.keys().size(); ++key) {
    const auto rows = index.keys()[key];
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i]->fact != Fact::response_received) continue;
      if (detail::is_marked_non_result(*rows[i])) continue;
      judge_answer(rows.first(i), *rows[i], findings);
    }
  }
}

}  // namespace

Property replay_equality() {
  return {.name = "replay_equality",
          .claim = "Asking again with the same key brings the same answer, never a different one.",
          .rule = "I03",
          .severity = Severity::wrong_belief,
          .needs = bit(Source::client),
          .check = check};
}

}  // namespace assay::properties
