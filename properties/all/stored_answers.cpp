// I36, at our own edge: what is stored under a key and given again is an end. 202, 409, 429 and 5xx
// are none: whoever repeats one of them for ever keeps its client from ever learning more (R5).
// Services differ in what they store (R3, R4), so one that declares another policy is judged by
// that, and one that declares none cannot be told to be wrong. And whoever completes a key is who
// claimed it, under the token that he was granted; nobody ends a key that nobody claimed.
#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// That status is none that a service may store which declares this policy.
bool may_not_be_stored(StoredAnswers policy, std::uint32_t status) {
  const bool busy = status == 409 || status == 429;
  const bool failed = status >= 500;
  switch (policy) {
    case StoredAnswers::undeclared:
    case StoredAnswers::final_ones:
    case StoredAnswers::definite_ends: return busy || failed || status == 202;
    case StoredAnswers::first_answer: return busy || status == 202;
    case StoredAnswers::current_status: return busy || failed;
    case StoredAnswers::nothing: return false;
  }
  return false;
}

void judge_answer(const Index& index, const Observation& seen, Name key, std::uint32_t status,
                  std::string_view what, Violations& violations) {
  const auto policy = index.history().stored_answers;
  if (!may_not_be_stored(policy, status)) return;
  if (policy == StoredAnswers::undeclared) {
    return violations.undecided("an answer that is no end was stored, and nobody says whether the "
                                "service stores such answers");
  }
  violations.add(detail::violation(fmt::format("key {} was {} at {} with {}, which is no end", key,
                                               what, detail::moment(seen.at), status),
                                   detail::amount_of(seen), {&seen}));
}

void report(const Observation& seen, Name key, std::string_view what, std::string_view why,
            Violations& violations) {
  violations.add(detail::violation(
      fmt::format("key {} was {} at {} by {}, {}", key, what, detail::moment(seen.at),
                  seen.observer.empty() ? std::string_view{"somebody"} : seen.observer.text(), why),
      {}, {&seen}));
}

bool by_the_same(const Observation& one, const Observation& other) {
  return one.observer.empty() || other.observer.empty() || one.observer == other.observer;
}

void judge_completion(Rows claims, const Seen<KeyCompleted>& seen, Violations& violations) {
  if (claims.empty()) {
    return report(seen, seen.key, "completed", "and nobody had claimed it", violations);
  }
  const auto granted = [&](const Seen<KeyClaimed>& claim) {
    return claim.token == seen.token || claim.token == 0 || seen.token == 0;
  };
  if (first<KeyClaimed>(claims, granted) == nullptr) {
    return report(seen, seen.key, "completed", "under a token that nobody was granted",
                  violations);
  }
  const auto own = [&](const Seen<KeyClaimed>& claim) {
    return granted(claim) && by_the_same(claim, seen);
  };
  if (first<KeyClaimed>(claims, own) == nullptr) {
    report(seen, seen.key, "completed", "who had not claimed it", violations);
  }
}

void judge_key(const Index& index, Rows rows, Violations& violations) {
  std::vector<const Observation*> claims;  // since its record was last removed
  for (const auto* row : rows) {
    if (row->is<KeyClaimed>()) claims.push_back(row);
    if (const auto* seen = row->as<KeyCompleted>()) {
      judge_completion(claims, *seen, violations);
      judge_answer(index, *seen, seen->key, seen->status, "completed", violations);
    }
    if (const auto* seen = row->as<KeyReleased>()) {
      const auto before = [&](const Seen<KeyClaimed>& it) { return it.sequence < seen->sequence; };
      if (first<KeyClaimed>(rows, before) == nullptr) {
        report(*seen, seen->key, "removed", "and nobody had claimed it", violations);
      }
      claims.clear();
    }
    const auto* told = row->as<ResponseReceived>();
    if (told != nullptr && told->replayed) {
      judge_answer(index, *told, told->key, told->status, "answered from what was stored",
                   violations);
    }
  }
}

void check(const Index& index, Violations& violations) {
  for (std::size_t key = 0; key < index.keys().size(); ++key) {
    judge_key(index, index.keys()[key], violations);
  }
}

}  // namespace

Property stored_answers() {
  return {.name = "stored_answers",
          .claim = "What is kept as the answer to a request is its end, and not a mere 'wait'.",
          .rule = "I36",
          .severity = Severity::stuck,
          .needs = bit(Source::client) | bit(Source::keys),
          .check = check};
}

}  // namespace assay::properties
