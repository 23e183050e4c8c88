// The claim row is the right to act: whoever works on an operation holds it, so that no two
// resolvers, and no resolver and its client's own retry, ever send at the same time.
#include "payments/recovery/asking_resolver.hpp"

#include "payments/journal/due_rows.hpp"
#include "payments/types/ensure.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace payments {
namespace {

/// When to come back for that, other than by routine.
std::optional<Instant> wake(const OpenRow& row) {
  return row.rare != 0 ? std::nullopt : std::optional(row.due);
}

/// Whether nobody is needed: time alone will tell.
bool passes_by_itself(Cause cause) { return cause == Cause::sender_may_still_send; }

/// Whether it was put aside because of what was answered: an answer more does not help at once.
bool contested(const OperationView& view) {
  return view.cause == Cause::amount_differs || view.cause == Cause::no_amount;
}

}  // namespace

AskingResolver::AskingResolver(const Ports& ports, const Config& config, Idempotency& idempotency,
                               Engine& engine, Recovery& recovery, JournalRecorder& recorder,
                               Pulse& pulse)
    : ports_(ports),
      config_(config),
      idempotency_(idempotency),
      engine_(engine),
      recovery_(recovery),
      recorder_(recorder),
      pulse_(pulse),
      damage_(ports.telemetry) {}

StepResult AskingResolver::step() {
  StepResult result = engine_.record_held();
  result.merge(sweep(indexes::open, ports_.clock.now(), Pass::due));
  if (pulse_.take_recovery()) result.changed = ask_all_parked().changed || result.changed;
  return result;
}

StepResult AskingResolver::revisit() {
  if (pulse_.take_recovery()) return {ask_all_parked().changed, std::nullopt};
  return {sweep(indexes::parked, ports_.clock.now(), Pass::due).changed, std::nullopt};
}

StepResult AskingResolver::ask_all_parked() {
  return sweep(indexes::parked, Instant::never(), Pass::parked);
}

/// Visits what waits in an index and is due by then, and comes back for what is due next.
StepResult AskingResolver::sweep(const DueIndex& index, Instant until, Pass pass) {
  StepResult result;
  DuePlace after;
  for (bool more = true; more;) {
    auto rows = ports_.store.due(index, after, until, config_.page);
    if (!rows) return try_again();
    more = rows->size() == config_.page;
    if (more) after = place_behind(*rows);
    sort_by_key(*rows);
    for (const Row& row : *rows) result.merge(visit(row, pass));
  }
  if (until == Instant::never()) return result;
  const auto next = ports_.store.due(index, place_behind(until), Instant::never(), 1);
  if (!next) return try_again();
  if (!next->empty()) result.wake_at(*next->front().due);
  return result;
}

/// All that is open, once after a start.
StepResult AskingResolver::recover() {
  StepResult result;
  std::string after;
  for (bool more = true; more;) {
    const auto rows = ports_.store.scan(tables::open, after, config_.page);
    if (!rows) return try_again();
    for (const Row& row : *rows) result.merge(visit(row, Pass::orphans));
    more = rows->size() == config_.page;
    if (more) after = rows->back().key;
  }
  return result;
}

StepResult AskingResolver::try_again() {
  return {false, ports_.clock.now() + config_.ask_delay_min};
}

StepResult AskingResolver::visit(const Row& row, Pass pass) {
  const auto open = decode_open(row.value);
  if (open) return visit(*open, pass);
  damage_.unreadable(tables::open, row.key);
  return {};
}

StepResult AskingResolver::visit(const OpenRow& row, Pass pass) {
  StepResult result;
  result.wake_at(ports_.clock.now() + config_.ask_delay_min);
  auto subject = load(row);
  if (!subject) return result;
  if (!subject->open) return {};
  if (pass == Pass::parked && contested(subject->view())) return {};
  if (pass == Pass::orphans) {
    if (!agrees_with_journal(*subject)) return result;
    if (subject->state() != State::attempting) return {false, wake(row)};
  }
  TakeOver right = idempotency_.take_over(row.scope, row.key, row.operation);
  if (right.kind == TakeOver::Kind::unavailable) return result;
  if (right.kind == TakeOver::Kind::held) {
    const bool for_ever = right.until == Instant::never();
    return {false, for_ever ? std::nullopt : std::optional(right.until + config_.clock_skew)};
  }
  const std::uint64_t version = subject->view().version;
  if (right.kind == TakeOver::Kind::granted) subject->claim = std::move(right.claim);
  if (pass == Pass::orphans) {
    recovery_.resume(engine_, *subject);
  } else if (right.kind == TakeOver::Kind::gone && terminal(subject->state())) {
    conclude(*subject);
  } else {
    resume(*subject);
  }
  if (!subject->open) return {true, std::nullopt};
  return {subject->view().version != version, wake(subject->open->value)};
}

/// The case of an open row. None: come back later, for a damaged one once somebody has mended it.
std::optional<Case> AskingResolver::load(const OpenRow& row) {
  auto subject = load_case(ports_.store, row.payable, row.operation);
  const bool damaged = !subject && subject.error() == StoreError::unreadable;
  if (damaged) damage_.unreadable(tables::payments, payment_key(row.payable).text());
  if (!subject) return std::nullopt;
  if (subject->open && subject->state() == State::none) {
    damage_.contradiction(row.operation);
    return std::nullopt;
  }
  return std::move(*subject);
}

/// Whether nothing of what was in flight is damaged. What is, is named and left alone.
bool AskingResolver::agrees_with_journal(const Case& subject) {
  const OperationView& view = subject.view();
  const auto rows = ports_.store.scan(tables::journal, journal_key(subject.operation, 0).text(),
                                      static_cast<std::size_t>(view.version));
  if (!rows) return true;
  std::vector<JournalEntry> entries;
  for (const Row& row : *rows) {
    auto entry = decode_journal(row.value);
    if (!entry) {
      damage_.unreadable(tables::journal, row.key);
      return false;
    }
    if (entry->facts.operation == subject.operation) entries.push_back(std::move(*entry));
  }
  const bool agrees = follow_each_other(entries) && fold(entries) == view;
  if (!agrees) damage_.contradiction(subject.operation);
  return agrees;
}

void AskingResolver::settle_now(const Payment& payment) {
  for (const OperationView& view : payment.operations) {
    if (!unresolved(view.state)) continue;
    auto subject = load_case(ports_.store, payment.payable, view.facts.operation);
    if (!subject || !subject->open || !unresolved(subject->state())) continue;
    const OpenRow row = subject->open->value;
    TakeOver right = idempotency_.take_over(row.scope, row.key, row.operation);
    if (right.kind != TakeOver::Kind::granted) continue;
    subject->claim = std::move(right.claim);
    resume(*subject);
  }
}

void AskingResolver::resume(Case& subject) {
  // What was loaded before the claim was granted may have changed since.
  if (!refresh(ports_.store, subject)) return;
  call_again(subject);
  work(subject);
  if (!subject.claim || subject.claim->value.state != ClaimState::running) return;
  if (terminal(subject.state())) return conclude(subject);
  // A try may be under way under this very claim: then only the end of its lease hands it over.
  if (subject.state() == State::attempting) return;
  postpone(subject, next_ask(subject, ports_.clock.now()));
}

void AskingResolver::work(Case& subject) {
  if (subject.state() == State::attempting) recovery_.resume(engine_, subject);
  switch (subject.state()) {
    case State::initiated:
      if (subject.claim) {
        engine_.drive(subject);
      } else {
        engine_.give_up(subject, Unharmed::never_sent);
      }
      return;
    case State::unknown:
    case State::pending:
    case State::parked: ask(subject); return;
    default: return;
  }
}

void AskingResolver::ask(Case& subject) {
  if (!ports_.gateway.capabilities().look_up) return ask_by_key(subject);
  const Inquiry inquiry = inquire(ports_.gateway, ports_.clock, subject.view().facts);
  pulse_.looked_up(inquiry.answer.has_value());
  if (!inquiry.answer) return postpone(subject, next_ask(subject, ports_.clock.now()));
  const std::optional<GatewayReply>& reply = inquiry.answer->answer;
  const bool known = reply && reply->outcome != Outcome::unknown &&
                     reply->outcome != Outcome::not_attempted;
  if (!known) return absent(subject, inquiry.asked);
  adopt(subject, *reply);
}

/// Where nothing can be looked up, sending the same again under its key is the question (R16). Not
/// under a key with which the processor has stored a failure: it would be told that for ever (R5).
void AskingResolver::ask_by_key(Case& subject) {
  if (engine_.may_ask_by_key(subject)) return engine_.drive(subject);
  const bool spent = subject.view().key_spent && ports_.gateway.capabilities().stores_errors;
  if (spent || !engine_.keyed(subject)) return park_or_postpone(subject, Cause::no_look_up);
  postpone(subject, next_ask(subject, ports_.clock.now()));
}

void AskingResolver::adopt(Case& subject, const GatewayReply& reply) {
  const bool still_pending =
      reply.outcome == Outcome::pending && subject.state() != State::unknown;
  if (still_pending) return postpone(subject, next_ask(subject, ports_.clock.now()));
  const bool differs = reply.amount && *reply.amount != subject.view().facts.amount;
  if (reply.outcome == Outcome::success && differs) {
    return park_or_postpone(subject, Cause::amount_differs);
  }
  const bool all = reply.amount || ports_.gateway.capabilities().all_or_nothing;
  if (reply.outcome == Outcome::success && !all) return park_or_postpone(subject, Cause::no_amount);
  engine_.adopt(subject, reply, Cause::looked_up);
}

/// The processor knows nothing of it. What that allows depends on when it was asked; and whoever
/// has accepted it before contradicts himself, which proves nothing.
void AskingResolver::absent(Case& subject, AskedAt asked) {
  const OperationView view = subject.view();
  const Instant now = ports_.clock.now();
  const bool accepted = view.state == State::pending || !view.reference.empty();
  if (accepted) return postpone(subject, next_ask(subject, now));
  if (engine_.may_resend(subject, asked)) return engine_.drive(subject);
  if (const auto proof = engine_.absence(subject, asked)) {
    engine_.give_up(subject, *proof);
    return;
  }
  const bool keyed = engine_.keyed(subject);
  if (!keyed && park(subject, Cause::sender_may_still_send)) return;
  const Instant due = keyed && asked.at() < key_sendable(view, config_)
                          ? key_sendable(view, config_)
                          : absence_provable(view, config_);
  postpone(subject, std::max(due, now + config_.ask_delay_min));
}

/// Puts an operation aside, and hands its claim over. Somebody is told once, where only a person
/// or the processor's own recovery can help. False if it was not recorded now.
bool AskingResolver::park(Case& subject, Cause cause) {
  const Recorded done =
      recorder_.record(subject, {.why = Evidence::hopeless, .cause = cause, .purpose = "park",
                                 .facts = {}, .key = {}, .reference = {}, .capture_before = {}});
  if (done != Recorded::yes) return false;
  if (passes_by_itself(cause)) {
    ports_.telemetry.count(to_text(cause), subject.operation.value);
  } else {
    called_.insert(subject.operation.value);
    ports_.telemetry.alarm(to_text(cause), subject.operation.value);
  }
  return true;
}

/// Whoever put it aside may have lost its power before anybody was called. The first who comes back
/// calls again, unless it was he.
void AskingResolver::call_again(const Case& subject) {
  const bool first_time = subject.state() == State::parked && subject.open &&
                          subject.open->value.asks == 0;
  if (!first_time || passes_by_itself(subject.view().cause)) return;
  if (called_.erase(subject.operation.value) != 0) return;
  ports_.telemetry.alarm(to_text(subject.view().cause), subject.operation.value);
}

void AskingResolver::park_or_postpone(Case& subject, Cause cause) {
  if (!park(subject, cause)) postpone(subject, next_ask(subject, ports_.clock.now()));
}

Settled AskingResolver::settle(Case& subject, const Settlement& word) {
  Evidence why{};
  switch (word.outcome) {
    case Outcome::success: why = Evidence::success; break;
    case Outcome::declined: why = Evidence::declined; break;
    case Outcome::not_attempted: why = Evidence::given_up; break;
    case Outcome::pending:
    case Outcome::unknown: return Settled::refused;
  }
  const Recorded done = recorder_.record(
      subject, {.why = why, .cause = Cause::settled, .purpose = "settle", .facts = {}, .key = {},
                .reference = {}, .capture_before = {}, .fenced = false, .listed = false,
                .attempt = subject.view().attempt, .who = word.who, .grounds = word.grounds});
  if (done == Recorded::yes) return Settled::yes;
  const bool refused = done == Recorded::ignored || done == Recorded::refused;
  return refused ? Settled::refused : Settled::unavailable;
}

Instant AskingResolver::next_ask(const Case& subject, Instant now) const {
  const bool rare = subject.open && subject.open->value.rare != 0;
  const Duration most = rare ? config_.parked_delay_max : config_.ask_delay_max;
  Duration delay = rare ? config_.parked_delay_min : config_.ask_delay_min;
  const std::uint32_t asks = subject.open ? subject.open->value.asks : 0;
  for (std::uint32_t i = 0; i < asks && delay < most; ++i) delay = delay * 2;
  return now + std::min(delay, most);
}

/// Comes back later: hands the claim over to whoever comes then. If that does not become durable,
/// the end of the lease does the same.
void AskingResolver::postpone(Case& subject, Instant due) {
  if (!subject.open) return;
  OpenRow row = subject.open->value;
  row.due = due;
  ++row.asks;
  const bool often = row.rare == 0 && row.asks >= config_.asks_max;
  if (often && subject.state() != State::initiated) {
    if (park(subject, Cause::no_answer)) return;
    if (!subject.open) return;
    row = subject.open->value;
    row.rare = subject.state() == State::parked ? 1 : 0;
    row.asks = 0;
    row.due = ports_.clock.now() + config_.parked_delay_min;
  }
  const OperationView& view = subject.view();
  Transaction draft{"postpone",
                    subject_of(view.facts.payable, view.facts.kind, view.facts.ordinal),
                    {put(row, subject.open->version)}};
  Case after = subject;
  after.open = Stored<OpenRow>{std::move(row), subject.open->version + 1};
  if (after.claim) {
    ClaimRecord& record = after.claim->value;
    record.state = ClaimState::waiting;
    record.lease_end = ports_.clock.now();
    draft.writes.push_back(put(record, after.claim->version));
    ++after.claim->version;
  }
  if (ports_.store.commit(draft)) subject = std::move(after);
}

/// The operation has ended, but its claim or its open entry has not.
void AskingResolver::conclude(Case& subject) {
  const OperationView& view = subject.view();
  Transaction draft{
      "conclude", subject_of(view.facts.payable, view.facts.kind, view.facts.ordinal), {}};
  if (subject.open) {
    draft.writes.push_back(
        erase(tables::open, operation_key(subject.operation), subject.open->version));
  }
  if (subject.claim && subject.claim->value.state == ClaimState::running) {
    ClaimRecord record = subject.claim->value;
    end_with(record, view, ports_.clock.now(), config_);
    draft.writes.push_back(put(record, subject.claim->version));
  }
  if (draft.writes.empty() || !ports_.store.commit(draft)) return;
  subject.open.reset();
  subject.claim.reset();
}

}  // namespace payments
