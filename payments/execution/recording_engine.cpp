// The order is the whole point: commit, call, commit.
#include "payments/execution/recording_engine.hpp"

#include "payments/journal/breaks.hpp"

#include <algorithm>
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

GatewayRequest request_for(const OperationView& view) {
  return {.kind = view.facts.kind,
          .operation = view.facts.operation,
          .payable = view.facts.payable,
          .ordinal = view.facts.ordinal,
          .attempt = view.attempt,
          .key = view.key,
          .amount = view.facts.amount,
          .parent = view.facts.parent,
          .effect = view.facts.effect,
          .terms = view.facts.terms};
}

/// What leans on an authorisation goes to the account of that.
Terms terms_of(const Payment& payment, const Command& command, const Advice& advice) {
  Terms terms = command.terms;
  const OperationView* const hold = payment.find(advice.parent);
  if (hold != nullptr) terms.merchant_account = hold->facts.terms.merchant_account;
  return terms;
}

Facts facts_of(const OperationId& operation, const Command& command, const Payment& payment,
               const Advice& advice) {
  return {.operation = operation,
          .payable = command.payable,
          .kind = command.kind,
          .ordinal = command.ordinal,
          .customer = command.customer,
          .amount = advice.amount,
          .parent = advice.parent,
          .effect = advice.effect,
          .terms = terms_of(payment, command, advice)};
}

/// What would begin an operation of these facts.
Command command_of(const Facts& facts) {
  return {.kind = facts.kind,
          .payable = facts.payable,
          .ordinal = facts.ordinal,
          .customer = facts.customer,
          .amount = facts.amount,
          .parent = facts.parent,
          .effect = facts.effect,
          .terms = facts.terms};
}

bool same_terms(const Facts& done, const Command& command) {
  Terms meant = command.terms;
  if (!done.parent.empty()) meant.merchant_account = done.terms.merchant_account;
  return done.terms == meant;
}

bool same_body(const OperationView& before, const Command& command, const Payment& payment,
               const Advice& advice) {
  return before.facts == facts_of(before.facts.operation, command, payment, advice);
}

Beginning in_doubt(const OperationView& before) {
  return {Permission::busy, "operation_in_doubt", {}, before.facts.operation, Recorded::refused};
}

/// The same again is no new operation; the same ordinal for something else is a mistake.
Beginning already_done(const OperationView& done, const Command& command) {
  const bool same_parent = command.parent.empty() || done.facts.parent == command.parent;
  const bool same = same_parent && same_terms(done.facts, command) &&
                    done.facts.customer == command.customer &&
                    done.facts.amount == command.amount;
  if (!same) return {Permission::refused, "ordinal_reused", {}, {}, Recorded::refused};
  return {Permission::refused, "already_done", done.facts.operation, {}, Recorded::refused};
}

}  // namespace

RecordingEngine::RecordingEngine(const Ports& ports, const Config& config, const Rulebook& rulebook,
                                 const ProcessorKeys& keys, const OutcomeReader& reader,
                                 HeardAnswers& heard, JournalRecorder& recorder)
    : ports_(ports),
      config_(config),
      rulebook_(rulebook),
      keys_(keys),
      reader_(reader),
      heard_(heard),
      recorder_(recorder) {}

Beginning RecordingEngine::begin(Case& subject, const Command& command) {
  subject.operation = {ports_.ids.mint("op")};
  if (!refresh(ports_.store, subject)) return {};
  for (std::uint32_t i = 0; i < config_.commit_tries_max; ++i) {
    const Payment& payment = subject.payment.value;
    if (const OperationView* const done = rulebook_.done_before(payment, command)) {
      return already_done(*done, command);
    }
    const OperationView* const before = rulebook_.begun_before(payment, command);
    if (before != nullptr && unresolved(before->state)) return in_doubt(*before);
    const Advice advice = rulebook_.advise(payment, command, ports_.clock.now());
    if (advice.permission != Permission::granted) {
      return {advice.permission, std::string(advice.reason), {}, {}, Recorded::refused};
    }
    if (before != nullptr &&
        (before->attempt != 0 || same_body(*before, command, payment, advice))) {
      return take_up(subject, *before, command, advice);
    }
    Move move{.why = Evidence::created, .cause = command.cause, .purpose = "begin",
              .facts = facts_of(subject.operation, command, payment, advice),
              .key = {}, .reference = {},
              .capture_before = {}, .fenced = true, .grounds = command.grounds};
    const Recorded recorded = recorder_.record_once(subject, move);
    if (recorded != Recorded::again && recorded != Recorded::unavailable) {
      return {Permission::granted, {}, {}, {}, recorded};
    }
  }
  return {};
}

/// What was given up is asked for again. Another body under the same name would need another key,
/// which absence, however well proved, does not allow (I05).
Beginning RecordingEngine::take_up(Case& subject, const OperationView& before,
                                   const Command& command, const Advice& advice) const {
  if (!same_body(before, command, subject.payment.value, advice)) return in_doubt(before);
  subject.operation = before.facts.operation;
  if (!refresh(ports_.store, subject) || !subject.claim) return {};
  return {Permission::granted, {}, {}, {}, Recorded::yes};
}

/// Notes that a try is being sent, for as long as that lasts.
class RecordingEngine::UnderWay {
 public:
  UnderWay(RecordingEngine& engine, OperationId operation)
      : sending_(engine.sending_), operation_(std::move(operation)) {
    sending_.push_back(operation_);
  }
  UnderWay(const UnderWay&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;
  ~UnderWay() { sending_.erase(std::ranges::find(sending_, operation_)); }

 private:
  std::vector<OperationId>& sending_;
  OperationId operation_;
};

std::optional<Absence> RecordingEngine::absence(const Case& subject, AskedAt asked) const {
  const bool alive = std::ranges::find(sending_, subject.operation) != sending_.end();
  const bool acting = std::ranges::any_of(returned_, [&](const Returned& send) {
    return send.operation == subject.operation &&
           asked.at() < send.at + config_.effect_max + config_.clock_skew;
  });
  if (alive || acting || asked.at() < absence_provable(subject.view(), config_))
    return std::nullopt;
  return proved(subject.view().attempt);
}

void RecordingEngine::note_returned(const OperationId& operation) {
  const Instant now = ports_.clock.now();
  std::erase_if(returned_, [&](const Returned& send) {
    return send.at + config_.effect_max + config_.clock_skew < now;
  });
  returned_.push_back({operation, now});
}

bool RecordingEngine::tries_left(const OperationView& view) const {
  return view.attempt - view.tries_before < config_.attempts_max;
}

/// The processor replays a stored failure under a key for as long as it keeps it, so once such a
/// try is known to have had no effect, the next one needs a key of its own.
bool RecordingEngine::key_spent(const OperationView& view) const {
  return view.key_spent && ports_.gateway.capabilities().stores_errors;
}

bool RecordingEngine::keyed(const Case& subject) const {
  const OperationView& view = subject.view();
  const Capabilities able = ports_.gateway.capabilities();
  const Duration horizon = std::min(
      config_.redrive_horizon, able.key_retention - config_.effect_max - config_.clock_skew);
  return able.keys && tries_left(view) && !hold_lapsed(subject) &&
         ports_.clock.now() < view.first_sent + horizon;
}

bool RecordingEngine::may_resend(const Case& subject, AskedAt asked) const {
  const OperationView& view = subject.view();
  if (!subject.claim || !keyed(subject)) return false;
  if (key_spent(view)) return absence(subject, asked).has_value();
  return asked.at() >= key_sendable(view, config_);
}

bool RecordingEngine::may_ask_by_key(const Case& subject) const {
  const OperationView& view = subject.view();
  return subject.claim && keyed(subject) && !key_spent(view) &&
         ports_.clock.now() >= key_sendable(view, config_);
}

bool RecordingEngine::lease_left(const Case& subject) const {
  return subject.claim && ports_.clock.now() < subject.claim->value.lease_end;
}

bool RecordingEngine::hold_lapsed(const Case& subject) const {
  const Facts& facts = subject.view().facts;
  if (facts.kind != OperationKind::capture) return false;
  const OperationView* hold = subject.payment.value.find(facts.parent);
  return hold != nullptr && hold->capture_before &&
         *hold->capture_before <= ports_.clock.now() + config_.capture_margin;
}

Recorded RecordingEngine::record_given_up(Case& subject, Cause cause, std::uint32_t attempt) {
  return recorder_.record(subject, {.why = Evidence::given_up, .cause = cause,
                                    .purpose = "record_outcome", .facts = {}, .key = {},
                                    .reference = {}, .capture_before = {}, .fenced = false,
                                    .listed = false, .attempt = attempt});
}

Recorded RecordingEngine::give_up(Case& subject, Unharmed why) {
  const OperationView& view = subject.view();
  const bool sent = view.state == State::attempting && why != Unharmed::never_sent;
  if (view.in_doubt || (!sent && view.state != State::initiated)) return Recorded::refused;
  switch (why) {
    case Unharmed::never_sent: return record_given_up(subject, Cause::orphaned, 0);
    case Unharmed::refused:
      return record_given_up(subject, Cause::refused_unsent, view.attempt);
    case Unharmed::lapsed: return record_given_up(subject, Cause::lapsed, view.attempt);
  }
  return Recorded::refused;
}

Recorded RecordingEngine::give_up(Case& subject, const Absence& proof) {
  const Cause cause = hold_lapsed(subject) ? Cause::lapsed : Cause::absent;
  return record_given_up(subject, cause, proof.attempt());
}

Recorded RecordingEngine::adopt(Case& subject, const GatewayReply& reply, Cause cause,
                                bool listed) {
  return adopt_about(subject, reply, cause, subject.view().attempt, listed);
}

/// A success is one, whichever try it came of; all else says something about this try alone.
Recorded RecordingEngine::adopt_about(Case& subject, const GatewayReply& reply, Cause cause,
                                      std::optional<std::uint32_t> attempt, bool listed) {
  const std::optional<std::uint32_t> meant = attempt;
  if (reply.outcome == Outcome::success) attempt.reset();
  const Recorded done = recorder_.record(
      subject, {.why = evidence_for(reply.outcome), .cause = cause, .purpose = "record_outcome",
                .facts = {}, .key = {}, .reference = reply.reference,
                .capture_before = reply.capture_before, .fenced = false, .listed = listed,
                .attempt = attempt});
  const bool same = meant == subject.view().attempt;
  const bool denied = done == Recorded::ignored && same && reply.outcome == Outcome::declined &&
                      subject.state() == State::succeeded;
  if (denied) note_denied(subject, reply);
  return done;
}

/// What succeeded is denied: the belief stays, and somebody must look.
void RecordingEngine::note_denied(const Case& subject, const GatewayReply& reply) {
  const Facts& facts = subject.view().facts;
  Transaction draft{"note_break", subject_of(facts.payable, facts.kind, facts.ordinal), {}};
  const BreakRow row{.what = BreakRow::What::success_denied,
                     .operation = facts.operation,
                     .payable = facts.payable,
                     .kind = facts.kind,
                     .ordinal = facts.ordinal,
                     .effect = reply.reference,
                     .amount = {},
                     .since = ports_.clock.now(),
                     .settled_by = {},
                     .grounds = {}};
  if (add_break(ports_, draft, row).value_or(false)) (void)ports_.store.commit(draft);
}

bool RecordingEngine::take_note(const Heard& heard) {
  auto subject = load_case(ports_.store, heard.payable, heard.operation);
  if (!subject) return false;
  const Recorded done = adopt_about(*subject, heard.reply, heard.cause, heard.attempt, false);
  return done != Recorded::unavailable && done != Recorded::uncertain;
}

StepResult RecordingEngine::record_held() {
  StepResult result;
  for (Heard& heard : heard_.take()) {
    if (take_note(heard)) {
      result.changed = true;
    } else {
      heard_.keep(std::move(heard));
      result.wake_at(ports_.clock.now() + config_.ask_delay_min);
    }
  }
  return result;
}

/// Records the try that is about to be sent, with its number and key, and renews the lease.
Recorded RecordingEngine::record_try(Case& subject, Cause cause) {
  const OperationView& view = subject.view();
  const bool first = view.attempt == 0;
  const std::uint32_t generation = view.keys + (first || key_spent(view) ? 1 : 0);
  Evidence why = first ? Evidence::sending : Evidence::retrying;
  if (view.state == State::failed) why = Evidence::resumed;
  const Move move{.why = why,
                  .cause = cause,
                  .purpose = "begin_attempt",
                  .facts = {},
                  .key = keys_.key_for(view.facts, view.attempt + 1, generation),
                  .reference = {},
                  .capture_before = {},
                  .fenced = true};
  return why == Evidence::resumed ? record_resumed(subject, move) : recorder_.record(subject, move);
}

/// What was given up holds no room in its payment any more: whether there is some is decided anew
/// beside each payment that the commit may meet.
Recorded RecordingEngine::record_resumed(Case& subject, const Move& move) {
  Recorded last = Recorded::unavailable;
  for (std::uint32_t i = 0; i < config_.commit_tries_max; ++i) {
    if (subject.state() != State::failed || !still_fits(subject)) return Recorded::refused;
    last = recorder_.record_once(subject, move);
    if (last != Recorded::again && last != Recorded::unavailable) return last;
  }
  return Recorded::unavailable;
}

bool RecordingEngine::still_fits(const Case& subject) const {
  const Facts& facts = subject.view().facts;
  const Command command = command_of(facts);
  const Payment& payment = subject.payment.value;
  const Advice advice = rulebook_.advise(payment, command, ports_.clock.now());
  return advice.permission == Permission::granted &&
         same_body(subject.view(), command, payment, advice);
}

RecordingEngine::Sent RecordingEngine::attempt(Case& subject, Cause cause) {
  const UnderWay under_way(*this, subject.operation);
  if (record_try(subject, cause) != Recorded::yes) return Sent::settled;
  if (!lease_left(subject)) return Sent::settled;
  const auto answer = ports_.gateway.send(request_for(subject.view()));
  const Reading reading = reader_.read(answer, subject.view().facts.amount);
  if (reading.outcome == Outcome::unknown) note_returned(subject.operation);
  if (reading.outcome == Outcome::not_attempted) return Sent::not_attempted;
  GatewayReply believed = answer ? *answer : GatewayReply{};
  believed.outcome = reading.outcome;
  const std::uint32_t number = subject.view().attempt;
  const Recorded done = adopt(subject, believed, reading.cause, false);
  const bool lost = done == Recorded::unavailable || done == Recorded::uncertain;
  if (lost && reading.outcome != Outcome::unknown) {
    heard_.keep({subject.payment.value.payable, subject.operation, number, std::move(believed),
                 reading.cause});
  }
  return Sent::settled;
}

void RecordingEngine::drive(Case& subject) {
  const State before = subject.state();
  const bool wanted = before == State::initiated || before == State::failed;
  Cause cause = wanted ? Cause::requested : Cause::absent;
  for (std::uint32_t sent = 0; sent < config_.attempts_immediate; ++sent) {
    if (hold_lapsed(subject)) return leave(subject, Unharmed::lapsed);
    if (subject.state() != State::failed && !tries_left(subject.view())) break;
    if (attempt(subject, cause) == Sent::settled) return;
    cause = Cause::refused_unsent;
  }
  leave(subject, Unharmed::refused);
}

/// The last try, if any, was turned away. That says nothing of one before it that is in doubt.
void RecordingEngine::leave(Case& subject, Unharmed why) {
  const bool in_doubt = give_up(subject, why) == Recorded::refused;
  if (!in_doubt || subject.state() != State::attempting) return;
  adopt(subject, GatewayReply{}, Cause::refused_unsent, false);
}

}  // namespace payments
