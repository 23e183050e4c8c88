// The order is the whole point: commit, call, commit.
#include "payments/engine.hpp"

#include <utility>

namespace payments {
namespace {

Evidence evidence_for(Outcome outcome) {
  switch (outcome) {
    case Outcome::success: return Evidence::success;
    case Outcome::pending: return Evidence::pending;
    case Outcome::declined: return Evidence::declined;
    case Outcome::not_attempted: return Evidence::given_up;
    case Outcome::unknown: return Evidence::unknown;
  }
  return Evidence::unknown;
}

/// The processor may replay a stored failure under a key for as long as it keeps it, so once such
/// a try is known to have had no effect, the next one needs a key of its own.
bool key_spent(const OperationView& view) {
  return view.cause == Cause::server_error || view.cause == Cause::key_reused;
}

GatewayRequest request_for(const OperationView& view) {
  return {.kind = view.facts.kind,
          .operation = view.facts.operation,
          .payable = view.facts.payable,
          .ordinal = view.facts.ordinal,
          .attempt = view.attempt,
          .key = view.key,
          .amount = view.facts.amount,
          .parent = view.facts.parent};
}

Facts facts_of(const OperationId& operation, const Command& command, const Advice& advice) {
  return {.operation = operation,
          .payable = command.payable,
          .kind = command.kind,
          .ordinal = command.ordinal,
          .customer = command.customer,
          .amount = advice.amount,
          .parent = advice.parent};
}

/// The same again is no new operation; the same ordinal for something else is a mistake.
Beginning already_done(const OperationView& done, const Command& command) {
  const bool same =
      done.facts.customer == command.customer && done.facts.amount == command.amount;
  if (!same) return {Permission::refused, "ordinal_reused", {}, Recorded::refused};
  return {Permission::refused, "already_done", done.facts.operation, Recorded::refused};
}

}  // namespace

Engine::Engine(const Ports& ports, const Config& config, const Rulebook& rulebook,
               const ProcessorKeys& keys, const OutcomeReader& reader, Recorder& recorder)
    : ports_(ports),
      config_(config),
      rulebook_(rulebook),
      keys_(keys),
      reader_(reader),
      recorder_(recorder) {}

Beginning Engine::begin(Case& subject, const Command& command) {
  subject.operation = {ports_.ids.mint("op")};
  if (!refresh(ports_.store, subject)) return {};
  for (std::uint32_t i = 0; i < config_.commit_tries_max; ++i) {
    if (const OperationView* const done = rulebook_.done_before(subject.payment.value, command)) {
      return already_done(*done, command);
    }
    const Advice advice = rulebook_.advise(subject.payment.value, command, ports_.clock.now());
    if (advice.permission != Permission::granted) {
      return {advice.permission, std::string(advice.reason), {}, Recorded::refused};
    }
    Move move{.why = Evidence::created, .cause = Cause::requested, .purpose = "begin",
              .facts = facts_of(subject.operation, command, advice), .key = {}, .reference = {},
              .capture_before = {}, .fenced = true};
    const Recorded recorded = recorder_.record_once(subject, move);
    if (recorded != Recorded::again && recorded != Recorded::unavailable) {
      return {Permission::granted, {}, {}, recorded};
    }
  }
  return {};
}

bool Engine::may_retry(const OperationView& view) const {
  if (view.attempt == 0) return true;
  return view.attempt < config_.attempts_max &&
         ports_.clock.now() < view.first_sent + config_.redrive_horizon;
}

bool Engine::lease_left(const Case& subject) const {
  return subject.claim && ports_.clock.now() < subject.claim->value.lease_end;
}

bool Engine::hold_lapsed(const Case& subject) const {
  const Facts& facts = subject.view().facts;
  if (facts.kind != OperationKind::capture) return false;
  const OperationView* hold = subject.payment.value.find(facts.parent);
  return hold != nullptr && hold->capture_before &&
         *hold->capture_before <= ports_.clock.now() + config_.capture_margin;
}

Recorded Engine::give_up(Case& subject, Cause cause) {
  return recorder_.record(subject, {.why = Evidence::given_up, .cause = cause,
                                    .purpose = "record_outcome", .facts = {}, .key = {},
                                    .reference = {}, .capture_before = {}, .fenced = false,
                                    .listed = false, .attempt = subject.view().attempt});
}

Recorded Engine::adopt(Case& subject, const GatewayReply& reply, Cause cause, bool listed) {
  // A success is one, whichever try it came of; all else says something about this try alone.
  std::optional<std::uint32_t> about;
  if (reply.outcome != Outcome::success) about = subject.view().attempt;
  return recorder_.record(subject, {.why = evidence_for(reply.outcome), .cause = cause,
                                    .purpose = "record_outcome", .facts = {}, .key = {},
                                    .reference = reply.reference,
                                    .capture_before = reply.capture_before, .fenced = false,
                                    .listed = listed, .attempt = about});
}

/// Records the try that is about to be sent, with its number and key, and renews the lease.
Recorded Engine::record_try(Case& subject, Cause cause) {
  const OperationView& view = subject.view();
  const bool first = view.attempt == 0;
  const std::uint32_t generation = view.keys + (first || key_spent(view) ? 1 : 0);
  return recorder_.record(subject, {.why = first ? Evidence::sending : Evidence::retrying,
                                    .cause = cause,
                                    .purpose = "begin_attempt",
                                    .facts = {},
                                    .key = keys_.key_for(view.facts, view.attempt + 1, generation),
                                    .reference = {},
                                    .capture_before = {},
                                    .fenced = true});
}

Engine::Sent Engine::attempt(Case& subject, Cause cause) {
  if (record_try(subject, cause) != Recorded::yes) return Sent::settled;
  if (!lease_left(subject)) return Sent::settled;
  const auto answer = ports_.gateway.send(request_for(subject.view()));
  const Reading reading = reader_.read(answer, subject.view().facts.amount);
  if (reading.outcome == Outcome::not_attempted) return Sent::not_attempted;
  GatewayReply believed = answer ? *answer : GatewayReply{};
  believed.outcome = reading.outcome;
  adopt(subject, believed, reading.cause);
  return Sent::settled;
}

void Engine::drive(Case& subject) {
  Cause cause = subject.view().attempt == 0 ? Cause::requested : Cause::absent;
  for (std::uint32_t sent = 0; sent < config_.attempts_immediate; ++sent) {
    if (hold_lapsed(subject)) {
      give_up(subject, Cause::lapsed);
      return;
    }
    if (!may_retry(subject.view())) break;
    if (attempt(subject, cause) == Sent::settled) return;
    cause = Cause::refused_unsent;
  }
  give_up(subject, Cause::refused_unsent);
}

}  // namespace payments
