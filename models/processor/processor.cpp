// A request's way through the processor: is it in time, is its key known, what goes wrong, what do
// the rules say, what is answered.
#include "models/processor/processor.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "history/names.hpp"
#include "sim/check.hpp"
#include "sim/world/world.hpp"

namespace assay::models {
namespace {

harness::ProcessorReply reply_to(const harness::ProcessorRequest& wanted,
                                 harness::ProcessorStatus status) {
  harness::ProcessorReply reply;
  reply.status = status;
  reply.kind = wanted.kind;
  reply.operation = wanted.operation;
  reply.payable = wanted.payable;
  reply.ordinal = wanted.ordinal;
  return reply;
}

harness::ProcessorReply describe(const Effect& effect) {
  harness::ProcessorReply reply = reply_to(effect.request, harness::ProcessorStatus::done);
  reply.reference = effect.id;
  reply.amount = effect.request.amount;
  if (effect.request.kind == history::OperationKind::authorise) {
    reply.capture_before = effect.capture_before.ns();
  }
  return reply;
}

/// What moves where only a part is approved. A void moves no amount of its own.
harness::ProcessorRequest half_of(const harness::ProcessorRequest& wanted) {
  harness::ProcessorRequest part = wanted;
  const bool sum = wanted.kind != history::OperationKind::void_authorisation;
  if (sum) part.amount.minor -= wanted.amount.minor / 2;
  return part;
}

std::string status_only(harness::ProcessorStatus status) {
  harness::ProcessorReply reply;
  reply.status = status;
  return encode(reply);
}

bool is_valid(const harness::ProcessorRequest& wanted, std::string_view operation) {
  const std::int64_t least = wanted.kind == history::OperationKind::void_authorisation ? 0 : 1;
  return to_text(wanted.kind) == operation && !wanted.operation.empty() &&
         wanted.amount.minor >= least && !wanted.amount.currency.empty();
}

}  // namespace

Processor::Processor(sim::Node& node, Recorder& recorder, const ProcessorConfig& config)
    : node_{node},
      recorder_{recorder},
      config_{config},
      keys_{config.profile->key_retention},
      ledger_{config.profile->hold} {}

std::string Processor::handle(const sim::Request& request) {
  const bool question =
      request.operation == look_up_operation || request.operation == list_operation;
  return question ? answer_question(request) : operate(request);
}

std::string Processor::answer_question(const sim::Request& request) {
  const Struck struck = fault_at(request);
  switch (struck.fault) {
    case Fault::error_before_effect:
    case Fault::error_after_effect:
      showed(struck);
      return status_only(harness::ProcessorStatus::failed);
    case Fault::late_success:
      wait_until(late_time(request));
      showed(struck);
      break;
    case Fault::decline:
    case Fault::approve_part:
    case Fault::none: break;
  }
  if (request.operation == list_operation) return list(request);
  return config_.profile->look_up ? look_up(request)
                                  : status_only(harness::ProcessorStatus::malformed);
}

std::string Processor::operate(const sim::Request& request) {
  const auto wanted = decode_processor_request(request.body);
  if (!wanted || !is_valid(*wanted, request.operation)) {
    return status_only(harness::ProcessorStatus::malformed);
  }
  if (too_late(request)) return encode(reply_to(*wanted, harness::ProcessorStatus::too_late));
  const bool keyed = config_.profile->knows_keys && !wanted->key.empty();
  return keyed ? operate_once(request, *wanted) : encode(carry_out(request, *wanted));
}

std::string Processor::operate_once(const sim::Request& request,
                                    const harness::ProcessorRequest& wanted) {
  switch (keys_.claim(wanted.key, sim::hash_text(request.body), node_.world().now())) {
    case KeyState::in_flight: return encode(reply_to(wanted, harness::ProcessorStatus::in_flight));
    case KeyState::other_body:
      return encode(reply_to(wanted, harness::ProcessorStatus::key_reused));
    case KeyState::answered:
      recorder_.saw(Sighting::processor_replayed_result);
      return keys_.answer(wanted.key);
    case KeyState::fresh: break;
  }
  const harness::ProcessorReply reply = carry_out(request, wanted);
  std::string body = encode(reply);
  if (reply.status == harness::ProcessorStatus::failed && !config_.profile->replays_errors) {
    keys_.release(wanted.key);
  } else {
    keys_.complete(wanted.key, body);
  }
  return body;
}

harness::ProcessorReply Processor::carry_out(const sim::Request& request,
                                             const harness::ProcessorRequest& wanted) {
  const Struck struck = fault_at(request);
  wait_until(node_.world().now() + config_.profile->processing);
  if (struck.fault == Fault::late_success) wait_until(late_time(request));
  return settle(wanted, struck);
}

harness::ProcessorReply Processor::settle(const harness::ProcessorRequest& wanted, Struck struck) {
  const Fault fault = struck.fault;
  if (fault == Fault::error_before_effect || fault == Fault::decline) {
    showed(struck);
    return fault == Fault::decline ? refuse(wanted, "do_not_honour")
                                   : reply_to(wanted, harness::ProcessorStatus::failed);
  }
  const bool part = fault == Fault::approve_part && !config_.profile->all_or_nothing;
  const auto place = ledger_.apply(part ? half_of(wanted) : wanted, node_.world().now());
  harness::ProcessorReply reply =
      place ? describe(ledger_.effects()[*place]) : refuse(wanted, place.error());
  if (place) {
    applied(*place);
    showed(struck);
  }
  if (part) reply.amount = {};
  if (fault == Fault::error_after_effect) return reply_to(wanted, harness::ProcessorStatus::failed);
  return reply;
}

harness::ProcessorReply Processor::refuse(const harness::ProcessorRequest& wanted,
                                          DeclineCode code) {
  ledger_.note_decline(wanted, code);
  recorder_.record(node_, [&] {
    return history::Observation{.fact = history::Fact::effect_declined,
                                .kind = wanted.kind,
                                .ordinal = wanted.ordinal,
                                .amount = wanted.amount,
                                .payable = wanted.payable,
                                .operation = wanted.operation,
                                .processor = node_.service(),
                                .processor_key = wanted.key,
                                .reason = std::string{code}};
  });
  harness::ProcessorReply reply = reply_to(wanted, harness::ProcessorStatus::declined);
  reply.decline_code = code;
  return reply;
}

std::string Processor::look_up(const sim::Request& request) {
  const auto about = decode_processor_request(request.body);
  if (!about || about->operation.empty()) return status_only(harness::ProcessorStatus::malformed);
  if (const Effect* const effect = ledger_.find(about->operation); effect != nullptr) {
    return encode(describe(*effect));
  }
  harness::ProcessorReply reply = reply_to(*about, harness::ProcessorStatus::not_found);
  if (const auto code = ledger_.declined(about->operation)) {
    reply.status = harness::ProcessorStatus::declined;
    reply.decline_code = *code;
  }
  return encode(reply);
}

std::string Processor::list(const sim::Request& request) {
  const auto question = decode_list_question(request.body);
  if (!question) return status_only(harness::ProcessorStatus::malformed);
  std::size_t place = 0;
  const char* const end = question->after.data() + question->after.size();
  if (!question->after.empty() && std::from_chars(question->after.data(), end, place).ptr != end) {
    return status_only(harness::ProcessorStatus::malformed);
  }
  harness::ListPage page;
  const auto& effects = ledger_.effects();
  for (; place < effects.size() && page.entries.size() < question->limit; ++place) {
    page.entries.push_back(describe(effects[place]));
  }
  page.next = std::to_string(place);
  return encode(page);
}

Processor::Struck Processor::fault_at(const sim::Request& request) {
  static constexpr std::array<std::string_view, 5> words{
      "error_before_effect", "error_after_effect", "late_success", "decline", "approve_part"};
  action_.assign(node_.service()).append(".").append(request.operation).append("/error");
  scope_.assign(request.from.name()).append("/").append(request.scope);
  const std::string_view answer = node_.world().fault_at(action_, scope_);
  if (answer.empty()) return {};
  const auto found = std::ranges::find(words, answer);
  SIM_CHECK(found != words.end(), "a fault of a processor is one that the processor can have");
  return {static_cast<Fault>(1 + (found - words.begin())), node_.world().latest_fault()};
}

void Processor::wait_until(sim::TimePoint time) {
  sim::Kernel& kernel = node_.world().kernel();
  if (time > kernel.now()) (void)kernel.wait(time);
}

sim::TimePoint Processor::late_time(const sim::Request& request) const {
  return request.sent + config_.effect_max * 2 / 3;
}

bool Processor::too_late(const sim::Request& request) const {
  const sim::TimePoint done = node_.world().now() + config_.profile->processing;
  return done > request.sent + config_.effect_max;
}

void Processor::applied(std::size_t place) {
  const Effect& effect = ledger_.effects()[place];
  sim::Kernel& kernel = node_.world().kernel();
  kernel.changed();
  observe(history::Fact::effect_applied, effect, {});
  if (effect.request.kind == history::OperationKind::void_authorisation) {
    const Effect& hold = ledger_.effects()[effect.authorisation];
    observe(history::Fact::effect_reversed, hold, hold.undone);
  } else if (effect.request.kind == history::OperationKind::authorise) {
    kernel.at(effect.capture_before, sim::Keeps::housekeeping, &Processor::on_deadline, this,
              place);
  }
}

void Processor::observe(history::Fact fact, const Effect& effect, std::string_view reason) {
  const harness::ProcessorRequest& request = effect.request;
  recorder_.record(node_, [&] {
    return history::Observation{.fact = fact,
                                .kind = request.kind,
                                .ordinal = request.ordinal,
                                .amount = request.amount,
                                .payable = request.payable,
                                .operation = request.operation,
                                .processor = node_.service(),
                                .processor_key = request.key,
                                .effect = effect.id,
                                .reason = std::string{reason}};
  });
}

void Processor::on_deadline(void* processor, std::uint64_t authorisation) {
  auto& self = *static_cast<Processor*>(processor);
  const auto place = static_cast<std::size_t>(authorisation);
  if (!self.ledger_.expire(place, self.node_.world().now())) return;
  const Effect& hold = self.ledger_.effects()[place];
  self.observe(history::Fact::effect_reversed, hold, hold.undone);
}

}  // namespace assay::models
