// The claim row is the right to act: whoever works on an operation holds it, so that no two
// resolvers, and no resolver and its client's own retry, ever send at the same time.
#include "payments/resolver.hpp"

#include "payments/ensure.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace payments {
namespace {

/// When to come back for something due then, if ever.
std::optional<Instant> wake(Instant due) {
  return due == Instant::never() ? std::nullopt : std::optional(due);
}

}  // namespace

Resolver::Resolver(const Ports& ports, const Config& config, Idempotency& idempotency,
                   Engine& engine, Recovery& recovery, Recorder& recorder)
    : ports_(ports),
      config_(config),
      idempotency_(idempotency),
      engine_(engine),
      recovery_(recovery),
      recorder_(recorder) {}

StepResult Resolver::step() { return sweep(Pass::all); }

StepResult Resolver::recover() { return sweep(Pass::orphans); }

StepResult Resolver::sweep(Pass pass) {
  StepResult result;
  std::string after;
  for (bool more = true; more;) {
    const auto rows = ports_.store.scan(tables::open, after, config_.page);
    if (!rows) {
      result.wake_at(ports_.clock.now() + config_.ask_delay_min);
      return result;
    }
    for (const Row& row : *rows) {
      const auto open = decode_open(row.value);
      if (open) result.merge(visit(*open, pass));
    }
    more = rows->size() == config_.page;
    if (more) after = rows->back().key;
  }
  return result;
}

StepResult Resolver::visit(const OpenRow& row, Pass pass) {
  StepResult result;
  const Instant now = ports_.clock.now();
  if (pass == Pass::all && row.due > now) {
    if (row.due != Instant::never()) result.wake_at(row.due);
    return result;
  }
  result.wake_at(now + config_.ask_delay_min);
  auto subject = load_case(ports_.store, row.payable, row.operation);
  if (!subject) return result;
  if (!subject->open) return {};
  if (pass == Pass::orphans) {
    ensure(agrees_with_journal(*subject), "a payment row is the fold of its journals");
    if (subject->state() != State::attempting) return {false, wake(row.due)};
  }
  TakeOver right = idempotency_.take_over(row.scope, row.key, row.operation);
  if (right.kind == TakeOver::Kind::unavailable) return result;
  if (right.kind == TakeOver::Kind::held) {
    const auto end = wake(right.until);
    return {false, end ? std::optional(*end + config_.clock_skew) : std::nullopt};
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
  return {subject->view().version != version, wake(subject->open->value.due)};
}

bool Resolver::agrees_with_journal(const Case& subject) {
  const OperationView& view = subject.view();
  const auto rows = ports_.store.scan(tables::journal, journal_key(subject.operation, 0).text(),
                                      static_cast<std::size_t>(view.version));
  if (!rows) return true;
  std::vector<JournalEntry> entries;
  for (const Row& row : *rows) {
    auto entry = decode_journal(row.value);
    if (entry && entry->facts.operation == subject.operation) entries.push_back(std::move(*entry));
  }
  return fold(entries) == view;
}

void Resolver::settle_now(const Payment& payment) {
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

void Resolver::resume(Case& subject) {
  // What was loaded before the claim was granted may have changed since.
  if (!refresh(ports_.store, subject)) return;
  work(subject);
  if (!subject.claim || subject.claim->value.state != ClaimState::running) return;
  if (terminal(subject.state())) return conclude(subject);
  // A try may be under way under this very claim: then only the end of its lease hands it over.
  if (subject.state() == State::attempting) return;
  postpone(subject, next_ask(subject, ports_.clock.now()));
}

void Resolver::work(Case& subject) {
  if (subject.state() == State::attempting) recovery_.resume(engine_, subject);
  switch (subject.state()) {
    case State::initiated:
      if (subject.claim) {
        engine_.drive(subject);
      } else {
        engine_.give_up(subject, Cause::orphaned);
      }
      return;
    case State::unknown:
    case State::pending: ask(subject); return;
    default: return;
  }
}

void Resolver::ask(Case& subject) {
  const Facts facts = subject.view().facts;
  const auto found = ports_.gateway.look_up(
      {facts.operation, facts.kind, facts.payable, facts.ordinal});
  if (!found) return postpone(subject, next_ask(subject, ports_.clock.now()));
  if (!found->answer) return absent(subject);
  const GatewayReply& reply = *found->answer;
  switch (reply.outcome) {
    case Outcome::unknown:
    case Outcome::not_attempted: return absent(subject);
    case Outcome::pending:
      if (subject.state() == State::unknown) break;
      return postpone(subject, next_ask(subject, ports_.clock.now()));
    case Outcome::success:
      if (!reply.amount || *reply.amount == facts.amount) break;
      return park(subject, Cause::amount_differs);
    case Outcome::declined: break;
  }
  engine_.adopt(subject, reply, Cause::looked_up);
}

/// The processor knows nothing of it. That is definite only when no send can still be under way.
void Resolver::absent(Case& subject) {
  const OperationView view = subject.view();
  const Instant now = ports_.clock.now();
  const Instant definite = view.since + config_.effect_max + config_.clock_skew;
  if (view.state == State::pending) return postpone(subject, next_ask(subject, now));
  if (now < definite) return postpone(subject, std::max(definite, now + config_.ask_delay_min));
  if (subject.claim && engine_.may_retry(view)) return engine_.drive(subject);
  engine_.give_up(subject, Cause::absent);
}

void Resolver::park(Case& subject, Cause cause) {
  ports_.telemetry.alarm(to_text(cause), subject.operation.value);
  recorder_.record(subject, {.why = Evidence::hopeless, .cause = cause, .purpose = "park",
                             .facts = {}, .key = {}, .reference = {}, .capture_before = {}});
}

Instant Resolver::next_ask(const Case& subject, Instant now) const {
  Duration delay = config_.ask_delay_min;
  const std::uint32_t asks = subject.open ? subject.open->value.asks : 0;
  for (std::uint32_t i = 0; i < asks && delay < config_.ask_delay_max; ++i) delay = delay * 2;
  return now + std::min(delay, config_.ask_delay_max);
}

/// Comes back later: hands the claim over to whoever comes then. If that does not become durable,
/// the end of the lease does the same.
void Resolver::postpone(Case& subject, Instant due) {
  if (!subject.open) return;
  if (subject.open->value.asks + 1 >= config_.asks_max && subject.state() != State::initiated) {
    return park(subject, Cause::no_answer);
  }
  const OperationView& view = subject.view();
  OpenRow row = subject.open->value;
  row.due = due;
  ++row.asks;
  Transaction draft{
      "postpone",
      subject_of(view.facts.payable, view.facts.kind, view.facts.ordinal),
      {put(tables::open, operation_key(row.operation), encode(row), subject.open->version)}};
  Case after = subject;
  after.open = Stored<OpenRow>{std::move(row), subject.open->version + 1};
  if (after.claim) {
    ClaimRecord& record = after.claim->value;
    record.state = ClaimState::waiting;
    record.lease_end = ports_.clock.now();
    draft.writes.push_back(put(tables::claims, claim_key(record.scope, record.key), encode(record),
                               after.claim->version));
    ++after.claim->version;
  }
  if (ports_.store.commit(draft)) subject = std::move(after);
}

/// The operation has ended, but its claim or its open entry has not.
void Resolver::conclude(Case& subject) {
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
    draft.writes.push_back(put(tables::claims, claim_key(record.scope, record.key), encode(record),
                               subject.claim->version));
  }
  if (draft.writes.empty() || !ports_.store.commit(draft)) return;
  subject.open.reset();
  subject.claim.reset();
}

}  // namespace payments
