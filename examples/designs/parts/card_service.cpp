// Wiring, and the loops.
#include "parts/card_service.hpp"

#include <utility>
#include <vector>

#include "parts/beliefs.hpp"
#include "parts/card_rules.hpp"

namespace designs {

using namespace assay::harness;
namespace history = assay::history;

CardService::CardService(Environment& environment, Keys keys)
    : environment_{environment},
      books_{environment, times_in(environment.settings())},
      desk_{environment.processor(environment.processors()[0]), books_, keys},
      relay_{environment, books_.times()},
      inspection_{environment, books_, desk_,
                  [this](const Payable& payable, const Operation& it, const Heard& heard) {
                    take_late(payable, it, heard);
                  }} {}

void CardService::start() {
  const Times& times = books_.times();
  Tasks& tasks = environment_.tasks();
  tasks.repeat({.purpose = "relay", .period = times.relay_period, .step = [this] {
                  return relay_.step();
                }});
  tasks.repeat({.purpose = "resolver", .period = times.resolver_period, .step = [this] {
                  return resolve_all();
                }});
  tasks.repeat({.purpose = "inspection",
                .period = times.reconcile_period,
                .kind = Periodic::routine,
                .step = [this] { return inspection_.step(); }});
}

EdgeResponse CardService::balance(const BalanceQuestion& question) {
  const auto amount = books_.balance(question);
  if (!amount) return answers::unavailable();
  return {.status = edge_status::succeeded, .amount = *amount};
}

namespace {

constexpr std::uint32_t own_sends_max = 6;

/// Nobody but a person goes on with it.
bool waits_for_a_person(const Operation& it, bool answers_questions) {
  return it.state == State::parked && (!it.reference.empty() || !answers_questions);
}

}  // namespace

StepResult CardService::resolve_all() {
  std::vector<Operation> open;
  const bool whole = books_.each_open(
      [&](const Payable&, const Operation& it) { open.push_back(it); });
  bool again = !whole;
  for (const Operation& it : open) {
    if (it.state == State::parked) inspection_.call(it.id);
    if (waits_for_a_person(it, desk_.answers_questions())) continue;
    Operation after = it;
    if (!books_.is_at_work(it)) {
      const Books::AtWork at_work{books_, it.id};
      after = go_on(it);
    }
    again = again || (is_open(after) && !waits_for_a_person(after, desk_.answers_questions()));
  }
  if (!again) return {};
  return {.idle = false,
          .next_due = environment_.clock().now() + books_.times().resolver_period};
}

/// What was heard is written before anything is asked again.
Operation CardService::go_on(const Operation& it) {
  const auto heard = unwritten_.extract(it.id);
  if (!heard.empty()) return write(it, heard.mapped());
  return it.key.empty() ? resolve_own(it) : resolve(it);
}

/// What the service itself has begun it goes on with until it is done.
Operation CardService::resolve_own(const Operation& it) {
  if (it.state == State::initiated) return send(it);
  return ask(it, [&] {
    if (it.sends >= own_sends_max) return write(it, {.fate = Fate::absent});
    const Operation doubtful = it.state == State::attempting ? write(it, {}) : it;
    return send(doubtful);
  });
}

Operation CardService::send(const Operation& it, const Again* again) {
  const auto begun = begin_attempt(books_, it, again);
  if (!begun) return it;
  const Heard heard = desk_.send(*begun);
  return write(*begun, heard);
}

Operation CardService::ask(const Operation& it, const std::function<Operation()>& absent) {
  const Heard heard = desk_.ask(it);
  if (heard.fate == Fate::absent) return absent();
  if (heard.fate == Fate::unasked) return park(it, "no_look_up");
  return write(it, heard);
}

Operation CardService::write(const Operation& it, const Heard& heard) {
  const auto after =
      books_.advance(it.payable, it.id, [&](Operation& now) -> std::optional<Step> {
        // It was sent again since then: of that nothing was heard.
        const bool of_then = now.sends != it.sends && heard.fate != Fate::happened;
        if (of_then) return std::nullopt;
        return concluded(now, heard, stored_with(now, heard.fate));
      });
  if (!after && heard.fate != Fate::open) unwritten_[it.id] = heard;
  return after ? *after->find(it.id) : it;
}

Operation CardService::park(const Operation& it, std::string_view reason) {
  const auto after =
      books_.advance(it.payable, it.id, [&](Operation& now) -> std::optional<Step> {
        if (now.state == State::attempting) return in_doubt(now, {});
        if (now.state != State::unknown) return std::nullopt;
        return Step{.purpose = "park", .to = State::parked, .reason = reason};
      });
  const Operation& now = after ? *after->find(it.id) : it;
  if (now.state == State::parked) inspection_.call(now.id);
  return now;
}

void CardService::adopt_or_undo(const Payable& payable, const Operation& it, const Heard& heard) {
  const bool wanted = it.kind != OperationKind::authorise || !is_backed(payable, books_.now());
  if (wanted) {
    (void)write(it, heard);
  } else {
    (void)books_.note({it.payable, it.id, heard.reference, it.kind, it.ordinal, it.amount});
  }
}

System described(std::string_view name, std::string_view summary) {
  return {.name = name,
          .summary = summary,
          .settings = settings_schema(),
          .observe = &observe,
          .shows = history::every_source,
          .purposes = {"claim", "begin_attempt", "record_outcome", "park", "reverse", "note_break",
                       "settle", "mark_published"},
          .calls = {"processor.authorise", "processor.capture", "processor.void",
                    "processor.refund", "processor.look_up", "processor.list", "ledger.post",
                    "notifications.notify"},
          .alarms = {{look_alarm, history::AlarmClaim::open_item},
                     {undelivered_alarm, history::AlarmClaim::undelivered}},
          .undelivered_alarm = undelivered_alarm};
}

EdgePolicy promises_of(const Settings& settings) {
  return {.lease = settings.duration("lease"), .skew_max = settings.duration("skew_max")};
}

}  // namespace designs
