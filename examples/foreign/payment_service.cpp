// Look the key up, charge, save, answer. What `Saves` switches is two lines in `carry_out`.
#include "examples/foreign/payment_service.hpp"

#include <utility>
#include <vector>

#include "history/names.hpp"

namespace foreign {

namespace {

using namespace assay::history;
using namespace assay::models;

constexpr std::string_view answers = "answers";  ///< by idempotency key: what was answered
constexpr std::string_view charges = "charges";  ///< by payable and kind: the charge's reference

std::string name_of(const std::string& payable, OperationKind kind) {
  return payable + "/" + std::string{to_text(kind)};
}

std::string key_of(const EdgeRequest& wanted) { return wanted.scope + "/" + wanted.key; }

EdgeResponse try_again(std::string reason) {
  EdgeResponse response;
  response.status = edge_status::unavailable;
  response.reason = std::move(reason);
  return response;
}

EdgeResponse response_to(const ProcessorReply& reply, const std::string& reference) {
  const bool done = reply.status == ProcessorStatus::done;
  if (!done && reply.status != ProcessorStatus::declined) return try_again("processor_failed");
  EdgeResponse response;
  response.status = done ? edge_status::succeeded : edge_status::declined;
  response.outcome = done ? Outcome::success : Outcome::declined;
  response.operation = reference;
  return response;
}

}  // namespace

PaymentService::PaymentService(const assay::scenarios::Surroundings& around, Saves saves)
    : node_{around.node},
      shared_{around.shared},
      processor_{around.node, around.shared.processor, around.shared.recorder,
                 around.shared.rpc_timeout},
      saves_{saves} {}

std::string PaymentService::handle(const assay::sim::Request& request) {
  const auto wanted = decode_edge_request(request.body);
  if (!wanted) return encode(EdgeResponse{.status = edge_status::malformed});
  const StoredRow* const known = shared_.database.read(node_, answers, key_of(*wanted));
  if (known == nullptr) return encode(carry_out(*wanted));
  auto repeated = decode_edge_response(known->value);
  if (repeated) repeated->replayed = true;
  return encode(repeated.value_or(try_again("unreadable")));
}

EdgeResponse PaymentService::carry_out(const EdgeRequest& wanted) {
  std::string reference = reference_of(wanted.payable, wanted.kind);
  if (reference.empty()) {
    reference = "charge-" + std::to_string(shared_.ids.next(node_));
    const bool save_now = saves_ == Saves::before_the_charge;
    if (save_now && !save(wanted, reference, nullptr)) return try_again("not_saved");
  }
  const std::string parent = reference_of(wanted.payable, OperationKind::authorise);
  const auto reply = processor_.send({.kind = wanted.kind, .operation = reference,
                                      .payable = wanted.payable, .ordinal = wanted.ordinal,
                                      .parent = parent, .key = reference,
                                      .amount = wanted.amount}, 1);
  if (!reply) return try_again("no_answer");
  const EdgeResponse response = response_to(*reply, reference);
  if (response.outcome == Outcome::none) return response;
  return save(wanted, reference, &response) ? response : try_again("not_saved");
}

/// Empty where no charge of that kind was saved for the payable.
std::string PaymentService::reference_of(const std::string& payable, OperationKind kind) {
  const StoredRow* const row = shared_.database.read(node_, charges, name_of(payable, kind));
  return row == nullptr ? std::string{} : row->value;
}

/// Writes the charge's reference down, and the answer to its key once there is one.
bool PaymentService::save(const EdgeRequest& wanted, const std::string& reference,
                          const EdgeResponse* response) {
  const std::string subject = name_of(wanted.payable, wanted.kind);
  const std::string key = key_of(wanted);
  const std::string text = response == nullptr ? std::string{} : encode(*response);
  std::vector<RowWrite> writes{{charges, subject, reference, any_version}};
  if (response != nullptr) writes.push_back({answers, key, text, any_version});
  return shared_.database.commit(node_, {"save", subject, writes}).has_value();
}

assay::scenarios::SystemUnderTest foreign_system(Saves saves) {
  return {.name = "foreign",
          .summary = "a stranger's payment service, under two hundred lines",
          .make = [saves](const assay::scenarios::Surroundings& around) {
            return std::make_unique<PaymentService>(around, saves);
          },
          .shows = bit(Source::client) | bit(Source::gateway) | bit(Source::truth) |
                   bit(Source::world),
          .purposes = {"save"},
          .calls = {"processor.authorise", "processor.capture", "processor.void",
                    "processor.refund"}};
}

}  // namespace foreign
