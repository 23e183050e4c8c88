// A request's way through the processor: is it in time, is its key known, what goes wrong, what do
// the rules say, what is answered.
#include "models/rules/processor_rules.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace assay::models {
namespace {

using harness::ProcessorReply;
using harness::ProcessorRequest;
using harness::ProcessorStatus;

ProcessorReply describe(const Effect& effect) {
  ProcessorReply reply = reply_to(effect.request, ProcessorStatus::done);
  reply.reference = effect.id;
  reply.amount = effect.request.amount;
  if (effect.request.kind == history::OperationKind::authorise) {
    reply.capture_before = effect.capture_before.ns();
  }
  return reply;
}

/// What moves where only a part is approved. A void moves no amount of its own.
ProcessorRequest half_of(const ProcessorRequest& wanted) {
  ProcessorRequest part = wanted;
  const bool sum = wanted.kind != history::OperationKind::void_authorisation;
  if (sum) part.amount.minor -= wanted.amount.minor / 2;
  return part;
}

}  // namespace

ProcessorReply reply_to(const ProcessorRequest& wanted, ProcessorStatus status) {
  ProcessorReply reply;
  reply.status = status;
  reply.kind = wanted.kind;
  reply.operation = wanted.operation;
  reply.payable = wanted.payable;
  reply.ordinal = wanted.ordinal;
  return reply;
}

bool is_valid(const ProcessorRequest& wanted) {
  const std::int64_t least = wanted.kind == history::OperationKind::void_authorisation ? 0 : 1;
  return !wanted.operation.empty() && wanted.amount.minor >= least &&
         !wanted.amount.currency.empty();
}

bool ProcessorRules::is_keyed(const ProcessorRequest& wanted) const {
  return config_.profile->knows_keys && !wanted.key.empty();
}

Received ProcessorRules::receive(const ProcessorRequest& wanted, std::uint64_t body,
                                 sim::TimePoint sent, sim::TimePoint now) {
  const bool too_late = now + config_.profile->processing > sent + config_.effect_max;
  if (too_late) return {.reply = reply_to(wanted, ProcessorStatus::too_late)};
  if (!is_keyed(wanted)) return {};
  switch (keys_.claim(wanted.key, body, now)) {
    case KeyState::in_flight: return {.reply = reply_to(wanted, ProcessorStatus::in_flight)};
    case KeyState::other_body: return {.reply = reply_to(wanted, ProcessorStatus::key_reused)};
    case KeyState::answered: return {.reply = keys_.answer(wanted.key), .replayed = true};
    case KeyState::fresh: break;
  }
  return {};
}

sim::TimePoint ProcessorRules::due(sim::TimePoint sent, sim::TimePoint now,
                                   const Mishap& mishap) const {
  const sim::TimePoint usual = now + config_.profile->processing;
  if (!mishap.late) return usual;
  return std::max(usual, sent + config_.effect_max * 2 / 3);
}

CarriedOut ProcessorRules::carry_out(const ProcessorRequest& wanted, const Mishap& mishap,
                                     sim::TimePoint now) {
  CarriedOut done = settle(wanted, mishap, now);
  if (is_keyed(wanted)) keep_answer(wanted, done);
  return done;
}

/// Where errors are not stored, what took effect is answered for under its key all the same, and
/// what did not may be carried out by a further try (R4).
void ProcessorRules::keep_answer(const ProcessorRequest& wanted, const CarriedOut& done) {
  const bool error = done.reply.status == ProcessorStatus::failed;
  if (!error || config_.profile->replays_errors) return keys_.complete(wanted.key, done.reply);
  if (done.movements.empty()) return keys_.release(wanted.key);
  keys_.complete(wanted.key, describe(ledger_.effects().back()));
}

CarriedOut ProcessorRules::settle(const ProcessorRequest& wanted, const Mishap& mishap,
                                  sim::TimePoint now) {
  const bool fails = mishap.answers == Mishap::Answers::failure;
  if (mishap.answers == Mishap::Answers::decline) {
    CarriedOut done = refuse(wanted, "do_not_honour");
    done.mishap_showed = true;
    return done;
  }
  if (mishap.moves == Mishap::Moves::nothing) {
    return {.reply = reply_to(wanted, ProcessorStatus::failed), .mishap_showed = true};
  }
  const bool part = mishap.moves == Mishap::Moves::half && !config_.profile->all_or_nothing;
  const auto place = ledger_.apply(part ? half_of(wanted) : wanted, now);
  CarriedOut done = place ? CarriedOut{.reply = describe(ledger_.effects()[*place])}
                          : refuse(wanted, place.error());
  if (place) note_effect(done, *place);
  done.mishap_showed = place.has_value();
  if (part) done.reply.amount = {};
  if (fails) done.reply = reply_to(wanted, ProcessorStatus::failed);
  return done;
}

CarriedOut ProcessorRules::refuse(const ProcessorRequest& wanted, DeclineCode code) {
  ledger_.note_decline(wanted, code);
  CarriedOut done{.reply = reply_to(wanted, ProcessorStatus::declined)};
  done.reply.decline_code = code;
  done.movements.push_back({.kind = Movement::Kind::declined, .request = wanted, .reason = code});
  return done;
}

void ProcessorRules::note_effect(CarriedOut& done, std::size_t place) const {
  const Effect& effect = ledger_.effects()[place];
  done.movements.push_back({.kind = Movement::Kind::applied,
                            .request = effect.request,
                            .effect = effect.id,
                            .capture_before = effect.capture_before});
  if (effect.request.kind == history::OperationKind::authorise) {
    done.due = Lapse{effect.capture_before, place};
  } else if (effect.request.kind == history::OperationKind::void_authorisation) {
    const Effect& hold = ledger_.effects()[effect.authorisation];
    done.movements.push_back({.kind = Movement::Kind::reversed,
                              .request = hold.request,
                              .effect = hold.id,
                              .reason = hold.undone});
  }
}

std::optional<Movement> ProcessorRules::lapse(std::size_t authorisation, sim::TimePoint now) {
  if (!ledger_.expire(authorisation, now)) return std::nullopt;
  const Effect& hold = ledger_.effects()[authorisation];
  return Movement{.kind = Movement::Kind::reversed,
                  .request = hold.request,
                  .effect = hold.id,
                  .reason = hold.undone};
}

ProcessorReply ProcessorRules::look_up(const ProcessorRequest& about) const {
  if (const Effect* const effect = ledger_.find(about.operation); effect != nullptr) {
    return describe(*effect);
  }
  const auto code = ledger_.declined(about.operation);
  ProcessorReply reply =
      reply_to(about, code ? ProcessorStatus::declined : ProcessorStatus::not_found);
  if (code) reply.decline_code = *code;
  return reply;
}

std::optional<harness::ListPage> ProcessorRules::list(const harness::ListQuestion& question) const {
  std::size_t place = 0;
  const char* const end = question.after.data() + question.after.size();
  if (!question.after.empty() && std::from_chars(question.after.data(), end, place).ptr != end) {
    return std::nullopt;
  }
  harness::ListPage page;
  const auto& effects = ledger_.effects();
  for (; place < effects.size() && page.entries.size() < question.limit; ++place) {
    page.entries.push_back(describe(effects[place]));
  }
  page.next = std::to_string(place);
  return page;
}

}  // namespace assay::models
