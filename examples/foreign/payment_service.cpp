// Look the key up, charge, save, answer. What `Saves` switches is two lines in `carry_out`.
#include "payment_service.hpp"

#include <utility>
#include <vector>

namespace foreign {

namespace {

using namespace assay::harness;
using assay::history::OperationKind;
using assay::history::Outcome;
using assay::history::Source;

constexpr std::string_view answers = "answers";  ///< by idempotency key: what was answered
constexpr std::string_view charges = "charges";  ///< by payable and kind: the charge's reference
constexpr Duration patience{2'000'000'000};      ///< with the processor

std::string name_of(const std::string& payable, OperationKind kind) {
  return payable + "/" + std::to_string(static_cast<int>(kind));
}

std::string key_of(const EdgeRequest& wanted) { return wanted.scope + "/" + wanted.key; }

EdgeResponse try_again(std::string reason) {
  EdgeResponse response;
  response.status = edge_status::unavailable;
  response.reason = std::move(reason);
  return response;
}

EdgeResponse answered(bool done, std::string reference) {
  EdgeResponse response;
  response.status = done ? edge_status::succeeded : edge_status::declined;
  response.outcome = done ? Outcome::success : Outcome::declined;
  response.operation = std::move(reference);
  return response;
}

/// An answer as its row has it: "+" or "-", and the charge's reference.
std::string row_of(const EdgeResponse& response) {
  return (response.outcome == Outcome::success ? "+" : "-") + response.operation;
}

EdgeResponse answer_in(const std::string& row) {
  EdgeResponse response = answered(row.starts_with('+'), row.substr(1));
  response.replayed = true;
  return response;
}

}  // namespace

PaymentService::PaymentService(Environment& environment, Saves saves)
    : environment_{environment},
      processor_{environment.processor(environment.processors()[0])},
      saves_{saves} {}

EdgeResponse PaymentService::answer(EdgeRequest wanted) {
  const auto known = environment_.store().read(answers, key_of(wanted));
  if (!known) return try_again("no_store");
  return *known ? answer_in((*known)->value) : carry_out(wanted);
}

EdgeResponse PaymentService::carry_out(const EdgeRequest& wanted) {
  std::string reference = reference_of(wanted.payable, wanted.kind);
  if (reference.empty()) {
    reference = environment_.ids().mint("charge");
    const bool save_now = saves_ == Saves::before_the_charge;
    if (save_now && !save(wanted, reference, nullptr)) return try_again("not_saved");
  }
  const std::string parent = reference_of(wanted.payable, OperationKind::authorise);
  const auto reply = processor_.send({.kind = wanted.kind,
                                      .operation = reference,
                                      .payable = wanted.payable,
                                      .ordinal = wanted.ordinal,
                                      .parent = parent,
                                      .key = reference,
                                      .amount = wanted.amount},
                                     1, patience);
  if (!reply) {
    environment_.telemetry().log(LogLevel::warning, "no answer about " + reference);
    return try_again("no_answer");
  }
  const bool done = reply->status == ProcessorStatus::done;
  if (!done && reply->status != ProcessorStatus::declined) return try_again("processor_failed");
  const EdgeResponse response = answered(done, reference);
  return save(wanted, reference, &response) ? response : try_again("not_saved");
}

/// Empty where no charge of that kind was saved for the payable.
std::string PaymentService::reference_of(const std::string& payable, OperationKind kind) {
  const auto row = environment_.store().read(charges, name_of(payable, kind));
  return row && *row ? (*row)->value : std::string{};
}

/// Writes the charge's reference down, and the answer to its key once there is one.
bool PaymentService::save(const EdgeRequest& wanted, const std::string& reference,
                          const EdgeResponse* response) {
  const std::string subject = name_of(wanted.payable, wanted.kind);
  const std::string key = key_of(wanted);
  const std::string text = response == nullptr ? std::string{} : row_of(*response);
  std::vector<Write> writes{{charges, subject, reference, any_version}};
  if (response != nullptr) writes.push_back({answers, key, text, any_version});
  return environment_.store().commit({"save", subject, writes}).has_value();
}

System foreign_system(Saves saves) {
  return {
      .name = "foreign",
      .summary = "a stranger's payment service, under two hundred lines",
      .make =
          [saves](Environment& environment) {
            return std::make_unique<PaymentService>(environment, saves);
          },
      .shows = bit(Source::client) | bit(Source::gateway) | bit(Source::truth) | bit(Source::world),
      .purposes = {"save"},
      .calls = {"processor.authorise", "processor.capture", "processor.void", "processor.refund"}};
}

System first_try() {
  System system = foreign_system(Saves::after_the_charge);
  system.name = "foreign_first_try";
  system.summary = "the same service as it was written first: it saves after the charge";
  return system;
}

}  // namespace foreign
