// I03, at our own edge: for one (scope, key, fingerprint) there is one result while the key is
// kept, and every other answer repeats it or is marked as no result (202, 409, 429, 503). "Not
// attempted" and a refused request (R3) are not stored, so they may come before the result, never
// after. Once the retention has passed the key is a new request (R3), and its next result is a
// first one. After a late edge (a decline or a failure that became a success, R17) whoever asks is
// told the new end: repeating the decline would be a lie about money that was taken. A record that
// was let go by a service that states no retention makes a difference undecided. A refusal that was
// asked for before the result was told may have been given before it, and be overtaken on the way.
// A service that declares to tell the status of now is judged by that: its answers differ where,
// and only where, something happened in between.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <vector>

#include "properties/detail/answers.hpp"
#include "properties/detail/edge_policy.hpp"
#include "properties/detail/states.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

bool same_answer(const ResponseReceived& left, const ResponseReceived& right) {
  return left.status == right.status && left.outcome == right.outcome &&
         left.operation == right.operation && left.amount == right.amount;
}

// Stored and replayed, so that it binds all later answers. Nothing is stored of a refused request.
bool binds(const ResponseReceived& answer) {
  return !detail::refuses_request(answer) && answer.outcome != Outcome::not_attempted;
}

std::string words(const ResponseReceived& answer) {
  return fmt::format("{} {} for {} as {}", answer.status, to_text(answer.outcome),
                     detail::money(answer.amount), answer.operation);
}

// What is known of one key beside its answers.
struct KeyFacts {
  KeyFacts(const Index& all, Rows key) : index(all), rows(key) {
    for (const auto& sent : only<RequestSent>(rows)) {
      requests.try_emplace(sent.try_number, &sent);
      if (first_request == nullptr) first_request = &sent;
    }
    if (first_request != nullptr) note_late_edges(index.intent_of(*first_request));
  }

  void note_late_edges(Id intent) {
    if (intent == no_id) return;
    for (const auto& step : only<TransitionCommitted>(index.intents()[intent])) {
      const bool late = step.from == State::declined || step.from == State::failed;
      if (late && step.to == State::succeeded) late_edges.push_back(&step);
    }
  }

  // The try that `answer` answers.
  const Observation* request_of(const Seen<ResponseReceived>& answer) const {
    const auto found = requests.find(answer.try_number);
    const bool before = found != requests.end() && found->second->sequence < answer.sequence;
    return before ? found->second : nullptr;
  }
  // The last late edge before a fact.
  const Observation* edge_before(const Observation& fact) const {
    const auto after =
        std::ranges::lower_bound(late_edges, fact.sequence, {}, &Observation::sequence);
    return after == late_edges.begin() ? nullptr : *std::prev(after);
  }

  const Index& index;
  Rows rows;
  std::map<std::uint64_t, const Observation*> requests;  // by try
  const Observation* first_request = nullptr;
  std::vector<const Observation*> late_edges;  // a failure of its intent became a success
};

// The answers of one (scope, key, fingerprint), as they pass by.
class Kept {
 public:
  explicit Kept(const KeyFacts& facts) : facts_(facts) {
    if (facts.first_request != nullptr) since_ = facts.first_request->at;
  }

  void see(const Seen<ResponseReceived>& answer, Violations& violations) {
    if (first_ != nullptr && forgotten(answer)) forget(answer);
    if (first_ == nullptr) {
      if (binds(answer)) first_ = &answer;
    } else if (same_answer(*first_, answer)) {
      const auto* lie = answer.outcome == Outcome::success ? nullptr : known_edge(answer);
      if (lie != nullptr) report_lie(*lie, answer, violations);
    } else if (superseded_by(answer) || is_status_of_now(answer)) {
      first_ = &answer;
    } else if (may_be_overtaken(answer)) {
      return;
    } else if (let_go_before(answer)) {
      violations.undecided("an answer was let go, and nobody said how long it must be kept");
    } else {
      report(answer, violations);
    }
  }

 private:
  bool forgotten(const Seen<ResponseReceived>& answer) const {
    const auto retention = facts_.index.bounds().key_retention;
    return retention > 0 && answer.at - since_ >= retention;
  }
  void forget(const Seen<ResponseReceived>& answer) {
    const Observation* asked = facts_.request_of(answer);
    since_ = asked != nullptr ? asked->at : answer.at;
    first_ = nullptr;
  }

  // The late edge that whoever gave this answer had to know of: it was there when it was asked.
  const Observation* known_edge(const Seen<ResponseReceived>& answer) const {
    const Observation* asked = facts_.request_of(answer);
    const Observation* edge = facts_.edge_before(asked != nullptr ? *asked : answer);
    return edge != nullptr && edge->sequence > first_->sequence ? edge : nullptr;
  }
  bool superseded_by(const Seen<ResponseReceived>& answer) const {
    return first_->outcome != Outcome::success && answer.outcome == Outcome::success &&
           facts_.edge_before(answer) != nullptr;
  }

  // The service tells the status of now, and that has changed since either of the two was asked
  // for.
  bool is_status_of_now(const Seen<ResponseReceived>& answer) const {
    if (facts_.index.history().stored_answers != StoredAnswers::current_status) return false;
    const auto from = std::min(asked_at(*first_), asked_at(answer));
    return detail::status_changed(facts_.index, answer, from);
  }
  // Nothing is stored of a refusal: it was right when it was given, and that may have been before.
  bool may_be_overtaken(const Seen<ResponseReceived>& answer) const {
    return detail::refuses_request(answer) && answer.try_number != first_->try_number &&
           facts_.request_of(answer) != nullptr && asked_at(answer) < first_->sequence;
  }
  std::uint64_t asked_at(const Seen<ResponseReceived>& answer) const {
    const Observation* asked = facts_.request_of(answer);
    return asked != nullptr ? asked->sequence : answer.sequence;
  }

  // The record was removed between the two, and nothing is known of how long it had to stay.
  bool let_go_before(const Seen<ResponseReceived>& answer) const {
    if (facts_.index.bounds().key_retention > 0) return false;
    const auto between = [&](const Seen<KeyReleased>& it) {
      return it.sequence > first_->sequence && it.sequence < answer.sequence;
    };
    return first<KeyReleased>(facts_.rows, between) != nullptr;
  }

  void report(const Seen<ResponseReceived>& answer, Violations& violations) const {
    violations.add(
        detail::violation(fmt::format("key {} was answered '{}' and later '{}' ({})", answer.key,
                                      words(*first_), words(answer), detail::name_of(answer)),
                          answer.amount, {first_, &answer}));
  }
  void report_lie(const Observation& edge, const Seen<ResponseReceived>& answer,
                  Violations& violations) const {
    violations.add(detail::violation(
        fmt::format("key {} was answered '{}' again at {}, though {} had succeeded late at {}",
                    answer.key, words(answer), detail::moment(answer.at), detail::name_of(answer),
                    detail::moment(edge.at)),
        answer.amount, {first_, &edge, &answer}));
  }

  const KeyFacts& facts_;
  const Seen<ResponseReceived>* first_ = nullptr;
  std::int64_t since_ = 0;  // the key has been known at least since then
};

void judge_key(const Index& index, Rows rows, Violations& violations) {
  const KeyFacts facts(index, rows);
  std::map<Name, Kept> kept;  // by fingerprint
  for (const auto& reported : only<ResponseReceived>(rows)) {
    if (detail::is_marked_non_result(reported)) continue;
    kept.try_emplace(reported.fingerprint, facts).first->second.see(reported, violations);
  }
}

void check(const Index& index, Violations& violations) {
  for (std::size_t key = 0; key < index.keys().size(); ++key) {
    judge_key(index, index.keys()[key], violations);
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
