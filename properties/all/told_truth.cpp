// I30: nobody is told more than the evidence held when it was said. Success needs an effect and
// belief or an answer that says so, and the right amount; failure needs a negative belief or
// definite negative answers; "pending", 202, 409, 429, 503 and a refused request assert nothing.
// Balances read are judged in detail/balances.cpp. What was said is only seen when it arrives, so
// a late answer is held against what was known at any moment since it was asked for.
#include <fmt/format.h>

#include "properties/detail/answers.hpp"
#include "properties/detail/balances.hpp"
#include "properties/detail/effects.hpp"
#include "properties/detail/evidence.hpp"
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
  std::string_view flaw_of_success(const Seen<Report>& told) const {
    if (!detail::took_effect_before(index_, told)) return "nothing had taken effect";
    const bool witnessed = hears() && !succeeded_ && !evidence_.succeeded(no_id);
    if (witnessed) return "the service had no evidence of it yet";
    const bool voided = told.kind == OperationKind::void_authorisation;
    const bool backed =
        voided || detail::effect_backing(rows_, {told.sequence, told.kind, told.amount}) != nullptr;
    return backed ? "" : "another amount had moved";
  }

  template <typename Report>
  std::string_view flaw_of_failure(const Seen<Report>& told) const {
    if (failed_) return "";
    if (!hears()) return live_ > 0 ? "the money had moved" : "";
    const bool quiet = evidence_.attempts().empty() || quiet_at_ >= asked_at(told);
    if (!quiet) return "an attempt might still take effect";
    const bool declined = told.outcome != Outcome::declined || evidence_.declined(no_id);
    return declined ? "" : "no processor had declined it";
  }

 private:
  // The recording shows what the service could know.
  bool hears() const {
    return index_.recorded(bit(Source::belief)) || index_.recorded(bit(Source::gateway));
  }

  // When the try that `told` answers was sent; when it was told, if it answers none.
  std::uint64_t asked_at(const Seen<ResponseReceived>& told) const {
    const auto* asked = first<RequestSent>(rows_, [&](const Seen<RequestSent>& sent) {
      return sent.sequence < told.sequence && sent.key == told.key && sent.scope == told.scope &&
             sent.try_number == told.try_number;
    });
    return asked == nullptr ? told.sequence : asked->sequence;
  }
  std::uint64_t asked_at(const Seen<NotificationReceived>& told) const { return told.sequence; }

  const Index& index_;
  Rows rows_;
  detail::Evidence evidence_;
  std::uint64_t quiet_at_ = 0;
  std::size_t live_ = 0;
  bool succeeded_ = false;
  bool failed_ = false;
};

bool asserts_failure(Outcome outcome, bool refused) {
  return outcome == Outcome::declined || (outcome == Outcome::not_attempted && !refused);
}

template <typename Report>
void judge_word(const Seen<Report>& told, bool refused, const Knowledge& knowledge,
                Findings& findings) {
  std::string_view flaw;
  if (told.outcome == Outcome::success) flaw = knowledge.flaw_of_success(told);
  if (asserts_failure(told.outcome, refused)) flaw = knowledge.flaw_of_failure(told);
  if (flaw.empty()) return;
  findings.violated(detail::finding(
      fmt::format("{} was told '{}' of {} for {} at {}, though {}",
                  told.observer.empty() ? std::string_view("the client") : told.observer.text(),
                  to_text(told.outcome), detail::name_of(told), detail::money(told.amount),
                  detail::moment(told.at), flaw),
      told.amount, {&told}));
}

void check(const Index& index, Findings& findings) {
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    Knowledge knowledge(index, rows);
    for (const auto* row : rows) {
      knowledge.see(*row);
      const auto* told = row->as<ResponseReceived>();
      if (told != nullptr && !detail::is_marked_non_result(*told)) {
        judge_word(*told, detail::refuses_request(*told), knowledge, findings);
      }
      const auto* news = row->as<NotificationReceived>();
      if (news != nullptr) judge_word(*news, false, knowledge, findings);
    }
  }
  detail::judge_amounts_read(index, findings);
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
