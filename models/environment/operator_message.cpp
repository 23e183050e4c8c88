// Field by field, in declared order.
#include "models/environment/operator_message.hpp"

#include "models/wire.hpp"

namespace assay::models {
namespace {

constexpr std::string_view call_tag = "operate/1";
constexpr std::string_view answer_tag = "operated/1";

}  // namespace

std::string encode(const harness::OperatorCall& call) {
  WireWriter out{call_tag};
  out.text(call.id).text(call.verb).text(call.who).text(call.reason);
  out.text(call.tenant).text(call.payable).count(static_cast<unsigned>(call.kind));
  out.count(call.ordinal).count(static_cast<unsigned>(call.outcome)).text(call.reference);
  return out.take();
}

std::string encode(const harness::OperatorAnswer& answer) {
  WireWriter out{answer_tag};
  out.count(static_cast<unsigned>(answer.end)).text(answer.why);
  return out.take();
}

std::optional<harness::OperatorCall> decode_operator_call(std::string_view body) {
  harness::OperatorCall call;
  WireReader in{body, call_tag};
  in.text(call.id).text(call.verb).text(call.who).text(call.reason);
  in.text(call.tenant).text(call.payable).word(call.kind, history::OperationKind::refund);
  in.count(call.ordinal).word(call.outcome, history::Outcome::unknown).text(call.reference);
  if (!in.finished()) return std::nullopt;
  return call;
}

std::optional<harness::OperatorAnswer> decode_operator_answer(std::string_view body) {
  harness::OperatorAnswer answer;
  WireReader in{body, answer_tag};
  in.word(answer.end, harness::OperatorEnd::unavailable).text(answer.why);
  if (!in.finished()) return std::nullopt;
  return answer;
}

}  // namespace assay::models
