// I26: an event of a processor that was answered 2xx is nobody's but the service's from then on: it
// is applied in the end, or refused where a person can see it. What is marked as believed moved its
// operation in the transaction that marks it, once, and was told by somebody who may; and what is
// marked as known was known. When an event comes, in which order, and how often, is free (R29).
// That a late one takes no state back is another rule (I13).
#include <fmt/format.h>

#include <map>
#include <string_view>
#include <vector>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// One event, by its id, and all that became of it.
struct Story {
  const Seen<WebhookSent>* sent = nullptr;          ///< the first try
  const Seen<WebhookDelivered>* genuine = nullptr;  ///< the first that was
  const Seen<WebhookAnswered>* taken = nullptr;     ///< the first 2xx to a genuine one
  std::vector<const Seen<WebhookSettled>*> settled{};
};
using Stories = std::map<std::string_view, Story>;

template <typename Fact>
void keep_first(const Fact*& kept, const Fact& seen) {
  if (kept == nullptr) kept = &seen;
}

bool is_taken(const Seen<WebhookAnswered>& answer) {
  return answer.genuine && answer.status >= 200 && answer.status <= 299;
}

Stories stories_of(const Index& index) {
  Stories all;
  for (const auto& sent : index.of<WebhookSent>()) {
    keep_first(all[sent.webhook.text()].sent, sent);
  }
  for (const auto& came : index.of<WebhookDelivered>()) {
    if (came.genuine) keep_first(all[came.webhook.text()].genuine, came);
  }
  for (const auto& answer : index.of<WebhookAnswered>()) {
    if (is_taken(answer)) keep_first(all[answer.webhook.text()].taken, answer);
  }
  for (const auto& said : index.of<WebhookSettled>()) {
    all[said.webhook.text()].settled.push_back(&said);
  }
  return all;
}

Amount amount_of(const Story& story) {
  return story.sent == nullptr ? Amount{} : story.sent->amount;
}

// What it is about, in words.
std::string subject_of(const Story& story) {
  if (story.sent == nullptr) return {};
  return fmt::format(" ({}, {})", detail::name_of(*story.sent), detail::money(story.sent->amount));
}

// Answered 2xx, and at rest neither applied nor refused.
void judge_lost(const Index& index, std::string_view event, const Story& story,
                Violations& violations) {
  if (story.taken == nullptr) return;
  const bool kept = !story.settled.empty();
  if (kept && story.settled.back()->end != NewsEnd::kept) return;
  if (!index.at_rest()) return violations.undecided("the world did not come to rest");
  violations.add(detail::violation(
      fmt::format("event {}{} was answered {} at {}, and {}", event, subject_of(story),
                  story.taken->status, detail::moment(story.taken->at),
                  kept ? "was never applied" : "is kept nowhere: nobody tells it again"),
      amount_of(story), {story.sent, story.taken, kept ? story.settled.back() : nullptr},
      detail::missed(index, index.due(story.taken->at, 0),
                     fmt::format("event {} should have been applied or refused", event),
                     "the service")));
}

bool moves_something(const Index& index, Name transaction) {
  for (const auto& step : index.of<TransitionCommitted>()) {
    if (step.transaction == transaction) return true;
  }
  return false;
}

// What is marked as believed: by whom it was told, and with what effect.
void judge_believed(const Index& index, std::string_view event, const Story& story,
                    Violations& violations) {
  const Seen<WebhookSettled>* before = nullptr;
  for (const auto* said : story.settled) {
    if (said->end != NewsEnd::believed) continue;
    std::string wrong;
    if (story.genuine == nullptr || story.genuine->sequence > said->sequence) {
      wrong = "though nobody had told it who may";
    } else if (before != nullptr) {
      wrong = fmt::format("as it had been at {} already", detail::moment(before->at));
    } else if (index.recorded(bit(Source::belief)) && !moves_something(index, said->transaction)) {
      wrong = "in a transaction that moves nothing";
    }
    if (!wrong.empty()) {
      violations.add(
          detail::violation(fmt::format("event {}{} was marked as believed at {}, {}", event,
                                        subject_of(story), detail::moment(said->at), wrong),
                            amount_of(story), {story.sent, story.genuine, before, said}));
    }
    before = said;
  }
}

// A success that is marked as known, of an operation that nobody believed to have succeeded.
void judge_known(const Index& index, std::string_view event, const Story& story,
                 Violations& violations) {
  const bool success = story.sent != nullptr && story.sent->outcome == Outcome::success;
  if (!success || !index.recorded(bit(Source::belief))) return;
  if (index.intent_of(*story.sent) == no_id) return;
  for (const auto* said : story.settled) {
    if (said->end != NewsEnd::known) continue;
    const auto knows = [&](const Seen<TransitionCommitted>& step) {
      return step.to == State::succeeded && step.sequence < said->sequence;
    };
    if (first<TransitionCommitted>(index.intent_rows(*story.sent), knows) != nullptr) continue;
    violations.add(detail::violation(
        fmt::format("event {}{} was set aside as known at {}, and nobody knew of the success",
                    event, subject_of(story), detail::moment(said->at)),
        amount_of(story), {story.sent, said}));
  }
}

// What came and was answered is seen by others: whoever does not say what becomes of events is not
// accused of losing them.
void check(const Index& index, Violations& violations) {
  const bool says = (index.history().recorded & bit(Source::webhooks)) != 0;
  for (const auto& [event, story] : stories_of(index)) {
    if (!says && story.taken != nullptr) {
      return violations.undecided("the service does not say what becomes of events");
    }
    if (!says) continue;
    judge_lost(index, event, story, violations);
    judge_believed(index, event, story, violations);
    judge_known(index, event, story, violations);
  }
}

}  // namespace

Property inbox_durable() {
  return {.name = "inbox_durable",
          .claim =
              "What a processor told and was thanked for is acted on once, or put before a "
              "person, and never lost.",
          .rule = "I26",
          .severity = Severity::money_lost,
          .needs = bit(Source::world),
          .check = check};
}

}  // namespace assay::properties
