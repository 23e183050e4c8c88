// From messages to steps of the rules, and from what comes of them to answers, waits and records.
#include "models/processor/processor.hpp"

#include "models/processor/processor_fault.hpp"
#include "sim/world/world.hpp"

namespace assay::models {
namespace {

using harness::ProcessorStatus;

std::string status_only(ProcessorStatus status) {
  harness::ProcessorReply reply;
  reply.status = status;
  return encode(reply);
}

}  // namespace

Processor::Processor(sim::Node& node, Recorder& recorder, const ProcessorConfig& config,
                     const WebhookConfig& webhooks)
    : node_{node}, recorder_{recorder}, rules_{config}, webhooks_{node, recorder, webhooks} {}

bool Processor::is_out_of_service() const {
  return !node_.world().kernel().healed() && outage_.lasts(node_.world().now());
}

std::string Processor::handle(const sim::Request& request) {
  if (is_out_of_service()) return status_only(ProcessorStatus::failed);
  const bool question =
      request.operation == look_up_operation || request.operation == list_operation;
  return question ? answer_question(request) : operate(request);
}

std::string Processor::operate(const sim::Request& request) {
  const auto wanted = decode_processor_request(request.body);
  if (!wanted || !is_valid(*wanted) || to_text(wanted->kind) != request.operation) {
    return status_only(ProcessorStatus::malformed);
  }
  const Received received =
      rules_.receive(*wanted, sim::hash_text(request.body), request.sent, node_.world().now());
  if (!received.reply) return carry_out(request, *wanted);
  if (received.replayed) recorder_.reached(history::CoverageMark::processor_replayed_result);
  return encode(*received.reply);
}

std::string Processor::carry_out(const sim::Request& request,
                                 const harness::ProcessorRequest& wanted) {
  const DrawnMishap drawn = fault_at(request);
  const sim::TimePoint begin = node_.world().now();
  wait_until(rules_.due(request.sent, begin, Mishap{}));
  wait_until(rules_.due(request.sent, begin, drawn.mishap));  // where it is later than usual
  const CarriedOut done = rules_.carry_out(wanted, drawn.mishap, node_.world().now());
  for (const Movement& movement : done.movements) record(movement);
  if (done.due) {
    node_.world().kernel().at(done.due->at, sim::Keeps::housekeeping, &Processor::on_deadline, this,
                              done.due->authorisation);
  }
  if (done.mishap_showed) showed(drawn);
  if (!done.movements.empty()) wait_until(node_.world().now() + webhooks_.answer_after());
  return encode(done.reply);
}

std::string Processor::answer_question(const sim::Request& request) {
  const DrawnMishap drawn = fault_at(request);
  const bool fails = drawn.mishap.answers == Mishap::Answers::failure;
  const bool late = drawn.mishap.late;
  if (late) wait_until(rules_.due(request.sent, request.sent, drawn.mishap));
  if (late || fails) showed(drawn);
  if (fails) return status_only(ProcessorStatus::failed);
  return request.operation == list_operation ? list(request) : look_up(request);
}

std::string Processor::look_up(const sim::Request& request) {
  if (!rules_.can_be_asked()) return status_only(ProcessorStatus::malformed);
  const auto about = decode_processor_request(request.body);
  if (!about || about->operation.empty()) return status_only(ProcessorStatus::malformed);
  return encode(rules_.look_up(*about));
}

std::string Processor::list(const sim::Request& request) {
  const auto question = decode_list_question(request.body);
  const auto page = question ? rules_.list(*question) : std::nullopt;
  return page ? encode(*page) : status_only(ProcessorStatus::malformed);
}

Processor::DrawnMishap Processor::fault_at(const sim::Request& request) {
  action_.assign(node_.service()).append(".").append(request.operation).append("/error");
  scope_.assign(request.from.name()).append("/").append(request.scope);
  const ProcessorFault* const fault = node_.world().fault_at(action_, scope_, processor_faults());
  if (fault != nullptr) outage_.begin(fault->effect, node_.world().now());
  return fault == nullptr ? DrawnMishap{}
                          : DrawnMishap{fault->effect, node_.world().latest_fault()};
}

void Processor::wait_until(sim::TimePoint time) {
  sim::Kernel& kernel = node_.world().kernel();
  if (time > kernel.now()) (void)kernel.wait(time);
}

/// Something is true from now on, and who listens is told.
void Processor::record(const Movement& movement) {
  note(movement);
  webhooks_.tell(movement);
}

void Processor::note(const Movement& movement) {
  const harness::ProcessorRequest& request = movement.request;
  const history::EffectReversed reversed{.payable = recorder_.name(request.payable),
                                         .operation = recorder_.name(request.operation),
                                         .processor = recorder_.name(node_.service()),
                                         .processor_key = recorder_.name(request.key),
                                         .effect = recorder_.name(movement.effect),
                                         .reason = recorder_.name(movement.reason),
                                         .amount = request.amount,
                                         .ordinal = request.ordinal,
                                         .kind = request.kind};
  switch (movement.kind) {
    case Movement::Kind::applied:
      node_.world().kernel().changed();
      return recorder_.record(node_, history::EffectApplied{.payable = reversed.payable,
                                                            .operation = reversed.operation,
                                                            .processor = reversed.processor,
                                                            .processor_key = reversed.processor_key,
                                                            .effect = reversed.effect,
                                                            .amount = request.amount,
                                                            .capture_before =
                                                                movement.capture_before.ns(),
                                                            .ordinal = request.ordinal,
                                                            .kind = request.kind});
    case Movement::Kind::declined:
      return recorder_.record(node_,
                              history::EffectDeclined{.payable = reversed.payable,
                                                      .operation = reversed.operation,
                                                      .processor = reversed.processor,
                                                      .processor_key = reversed.processor_key,
                                                      .reason = reversed.reason,
                                                      .amount = request.amount,
                                                      .ordinal = request.ordinal,
                                                      .kind = request.kind});
    case Movement::Kind::reversed: return recorder_.record(node_, reversed);
  }
}

void Processor::on_deadline(void* processor, std::uint64_t authorisation) {
  auto& self = *static_cast<Processor*>(processor);
  const auto lapsed =
      self.rules_.lapse(static_cast<std::size_t>(authorisation), self.node_.world().now());
  if (lapsed) self.record(*lapsed);
}

}  // namespace assay::models
