// Writing down who holds a key and for how long, what an answer or a send is made of, what a
// reversal goes back to, and whom the service calls.
#include "history_builder.hpp"

namespace assay::properties::stories {

using namespace history;

HistoryBuilder& HistoryBuilder::keys_by_kind() {
  frame_.processors.push_back({.name = about.processor, .keys_by_kind = true});
  return *this;
}

HistoryBuilder& HistoryBuilder::body(std::uint64_t fingerprint) {
  last<AttemptSent>().body = fingerprint;
  return *this;
}

HistoryBuilder& HistoryBuilder::lease(std::int64_t seconds) {
  last<KeyClaimed>().lease_end = now_ + seconds * second;
  return *this;
}

HistoryBuilder& HistoryBuilder::renew(std::int64_t seconds) {
  return add(KeyRenewed{.scope = name("shop"),
                        .key = name(about.key),
                        .token = about.token,
                        .lease_end = now_ + seconds * second});
}

HistoryBuilder& HistoryBuilder::hand_over() {
  return add(KeyHandedOver{.scope = name("shop"), .key = name(about.key), .token = about.token});
}

HistoryBuilder& HistoryBuilder::storing(std::uint32_t status) {
  last<KeyCompleted>().status = status;
  return *this;
}

HistoryBuilder& HistoryBuilder::replayed() {
  last<ResponseReceived>().replayed = true;
  return *this;
}

HistoryBuilder& HistoryBuilder::stores(StoredAnswers policy) {
  frame_.stored_answers = policy;
  return *this;
}

HistoryBuilder& HistoryBuilder::name_mandate(Mandate mandate, std::string_view of) {
  return add(MandateNamed{.payable = name(about.payable),
                          .operation = name(about.operation),
                          .of = name(of),
                          .ordinal = about.ordinal,
                          .kind = about.kind,
                          .mandate = mandate});
}

HistoryBuilder& HistoryBuilder::declares(AlarmClaims claims) {
  frame_.alarms = claims;
  return *this;
}

HistoryBuilder& HistoryBuilder::alarm(std::string_view subject, AlarmClaim claim) {
  return add(AlarmRaised{.alarm = name("look"), .subject = name(subject), .claim = claim});
}

}  // namespace assay::properties::stories
