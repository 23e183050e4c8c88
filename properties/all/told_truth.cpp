// I30: nobody is told more than the evidence held when it was said. Success needs an effect and
// belief or an answer that says so, and the right amount; failure needs a negative belief or
// definite negative answers; "pending", 202, 409, 429, 503 and a refused request assert nothing.
// Balances read are judged in detail/balances.cpp. What was said is only seen when it arrives, so
// a late answer is held against what was known at any moment since it was asked for.
#include <fmt/format.h>

#include "properties/detail/answers.hpp"
#include "properties/detail/attempts.hpp"
#include "properties/detail/balances.hpp"
#include "properties/detail/effects.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// What was known of one intent, as its observations pass by.
class Knowledge {
 public:
  Knowledge(const Index& index, Rows rows) : index_(index), rows_(rows), evidence_(index) {}

  void see(const Observation& row) {
    evidence_.see(row);
    if (const auto* step = row.as<TransitionCommitted>()) {
      succeeded_ |= step->to == State::succeeded;
      failed_ |= step->to == State::declined || step->to == State::failed;
    }
    if (row.is<EffectApplied>()) ++live_;
    if (row.is<EffectReversed>() && live_ > 0) --live_;
    const bool quiet = !evidence_.attempts().empty() && evidence_.standing(no_id) == nullptr;
    if (quiet) quiet_at_ = row.sequence;
  }

  template <typename Report>
  std::string_view flaw_of_success(const Seen<Report>& reported) const {
    if (!detail::took_effect_before(index_, reported)) return "nothing had taken effect";
    const bool witnessed = hears() && !succeeded_ && !evidence_.succeeded(no_id);
    if (witnessed) return "the service had no evidence of it yet";
    const bool voided = reported.kind == OperationKind::void_authorisation;
    const bool backed = voided || detail::effect_backing(rows_, {reported.sequence, reported.kind,
                                                                 reported.amount}) != nullptr;
    return backed ? "" : "another amount had moved";
  }

  template <typename Report>
  std::string_view flaw_of_failure(const Seen<Report>& reported) const {
    if (failed_) return "";
    if (!hears()) return live_ > 0 ? "the money had moved" : "";
    const bool quiet = evidence_.attempts().empty() || quiet_at_ >= asked_at(reported);
    if (!quiet) return "an attempt might still take effect";
    const bool declined = reported.outcome != Outcome::declined || evidence_.declined(no_id);
    return declined ? "" : "no processor had declined it";
  }

 private:
  // The recording shows what the service could know.
  bool hears() const {
    return index_.recorded(bit(Source::belief)) || index_.recorded(bit(Source::gateway));
  }

  // When the try that `told` answers was sent; when it was told, if it answers none.
  std::uint64_t asked_at(const Seen<ResponseReceived>& reported) const {
    const auto* asked = first<RequestSent>(rows_, [&](const Seen<RequestSent>& sent) {
      return sent.sequence < reported.sequence && sent.key == reported.key &&
             sent.scope == reported.scope && sent.try_number == reported.try_number;
    });
    return asked == nullptr ? reported.sequence : asked->sequence;
  }
  std::uint64_t asked_at(const Seen<NotificationReceived>& reported) const {
    return reported.sequence;
  }

  const Index& index_;
  Rows rows_;
  detail::Attempts evidence_;
  std::uint64_t quiet_at_ = 0;
  std::size_t live_ = 0;
  bool succeeded_ = false;
  bool failed_ = false;
};

bool asserts_failure(Outcome outcome, bool refused) {
  return outcome == Outcome::declined || (outcome == Outcome::not_attempted && !refused);
}

template <typename Report>
void judge_word(const Seen<Report>& reported, bool refused, const Knowledge& knowledge,
                Violations& violations) {
  std::string_view flaw;
  if (reported.outcome == Outcome::success) flaw = knowledge.flaw_of_success(reported);
  if (asserts_failure(reported.outcome, refused)) flaw = knowledge.flaw_of_failure(reported);
  if (flaw.empty()) return;
  violations.add(detail::violation(
      fmt::format(
          "{} was told '{}' of {} for {} at {}, though {}",
          reported.observer.empty() ? std::string_view("the client") : reported.observer.text(),
          to_text(reported.outcome), detail::name_of(reported), detail::money(reported.amount),
          detail::moment(reported.at), flaw),
      reported.amount, {&reported}));
}

void check(const Index& index, Violations& violations) {
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    Knowledge knowledge(index, rows);
    for (const auto* row : rows) {
      knowledge.see(*row);
      const auto* reported = row->as<ResponseReceived>();
      if (reported != nullptr && !detail::is_marked_non_result(*reported)) {
        judge_word(*reported, detail::refuses_request(*reported), knowledge, violations);
      }
      const auto* news = row->as<NotificationReceived>();
      if (news != nullptr) judge_word(*news, false, knowledge, violations);
    }
  }
  detail::judge_amounts_read(index, violations);
}

}  // namespace

Property told_truth() {
  return {.name = "told_truth",
          .claim = "Nobody is ever told that a payment worked or failed before that is certain.",
          .rule = "I30",
          .severity = Severity::wrong_belief,
          .needs = bit(Source::client) | bit(Source::truth),
          .check = check};
}

}  // namespace assay::properties
