// The inbox: stored before it is answered, applied once, whatever order events come in (S13, S14).
#include "world.hpp"

#include "payments/inbox/inbox_row.hpp"
#include "payments/journal/breaks.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace payments;
using namespace payments::testing;

namespace {

/// A body is the name of an event that the test made up.
struct FakeWebhooks : Webhooks {
  [[nodiscard]] bool genuine(const SignedMessage& message) const override {
    return message.signature == "signed";
  }
  [[nodiscard]] std::optional<WebhookEvent> read(std::string_view body) const override {
    const auto found = events.find(std::string(body));
    return found == events.end() ? std::nullopt : std::optional(found->second);
  }

  std::map<std::string, WebhookEvent> events;
};

struct InboxWorld : World {
  InboxWorld() {
    ports.webhooks = &webhooks;
    restart();
  }

  /// An authorisation that took effect at the processor, and whose answer was lost.
  OperationId unanswered() {
    processor.mishaps = {Mishap::lose_reply};
    return service->handle(authorise()).operation;
  }

  /// What the processor's first effect says.
  [[nodiscard]] WebhookEvent shown() const {
    const ListEntry& effect = processor.effects.front();
    return {.operation = effect.operation,
            .kind = effect.kind,
            .payable = effect.payable,
            .ordinal = effect.ordinal,
            .answer = effect.answer};
  }

  [[nodiscard]] SignedMessage message(const std::string& id, WebhookEvent says) {
    webhooks.events[id] = std::move(says);
    return {.id = id, .sent = clock.time, .signature = "signed", .body = id};
  }

  Delivered deliver(const std::string& id, WebhookEvent says) {
    return service->deliver(message(id, std::move(says)));
  }

  [[nodiscard]] Applied came_of(const std::string& id) const {
    for (const Row& row : store.rows(tables::inbox)) {
      const auto kept = decode_inbox(row.value);
      if (kept->event == id) return kept->applied;
    }
    FAIL("no event " << id);
    return {};
  }

  [[nodiscard]] std::vector<BreakRow::What> breaks() const {
    std::vector<BreakRow::What> found;
    for (const Row& row : store.rows(tables::breaks)) {
      found.push_back(decode_break(row.value)->what);
    }
    return found;
  }

  FakeWebhooks webhooks;
};

}  // namespace

TEST_CASE("a success that only an event tells of is believed, in the transaction that marks it") {
  InboxWorld world;
  const OperationId operation = world.unanswered();

  CHECK(world.deliver("e-1", world.shown()) == Delivered::stored);
  CHECK(world.view(operation)->state == State::unknown);
  const int before = world.store.commits;
  world.service->apply_events();

  CHECK(world.store.commits == before + 1);
  CHECK(world.view(operation)->state == State::succeeded);
  CHECK(world.view(operation)->cause == Cause::told);
  CHECK(world.came_of("e-1") == Applied::adopted);
  CHECK(world.store.count(tables::unapplied) == 0);
  CHECK(world.settle());
  CHECK(world.audit() == std::vector<std::string>{});
}

TEST_CASE("what is not signed, or was signed long ago, is not stored") {
  InboxWorld world;
  world.unanswered();
  SignedMessage forged = world.message("e-1", world.shown());
  forged.signature = "made up";
  SignedMessage old = world.message("e-2", world.shown());
  world.pass(world.config.event_tolerance + world.config.clock_skew + 1_ns);

  CHECK(world.service->deliver(forged) == Delivered::forged);
  CHECK(world.service->deliver(old) == Delivered::out_of_time);
  CHECK(world.store.count(tables::inbox) == 0);

  SignedMessage just = world.message("e-3", world.shown());
  world.pass(world.config.event_tolerance + world.config.clock_skew);
  CHECK(world.service->deliver(just) == Delivered::stored);
}

TEST_CASE("a service that hears nothing unasked takes nothing in") {
  World world;
  CHECK(world.service->deliver(
            {.id = "e-1", .sent = world.clock.time, .signature = "signed", .body = "x"}) ==
        Delivered::forged);
  CHECK_FALSE(world.service->apply_events().changed);
}

TEST_CASE("an event counts once, however often it comes") {
  InboxWorld world;
  const OperationId operation = world.unanswered();

  CHECK(world.deliver("e-1", world.shown()) == Delivered::stored);
  CHECK(world.deliver("e-1", world.shown()) == Delivered::known);
  world.service->apply_events();
  CHECK(world.deliver("e-1", world.shown()) == Delivered::known);
  CHECK(world.deliver("e-2", world.shown()) == Delivered::stored);  // another id, the same news
  world.service->apply_events();

  CHECK(world.came_of("e-2") == Applied::stale);
  CHECK(world.journal(operation).back().version == world.view(operation)->version);
  CHECK(world.settle());
  CHECK(world.audit() == std::vector<std::string>{});
}

TEST_CASE("an event whose storing nobody acknowledged is answered by what is there") {
  for (const bool applied : {true, false}) {
    InboxWorld world;
    world.unanswered();
    world.store.trouble = {1, CommitError::unknown, applied};
    const Delivered told = world.deliver("e-1", world.shown());
    CHECK(told == (applied ? Delivered::stored : Delivered::unavailable));
    CHECK(world.store.count(tables::inbox) == (applied ? 1U : 0U));
  }
}

TEST_CASE("an event that comes before anybody knows its operation waits, and is placed later") {
  InboxWorld world;
  const OperationId operation = world.unanswered();
  const WebhookEvent shown = world.shown();
  WebhookEvent early = shown;
  early.operation = {"nobody-knows"};
  CHECK(world.deliver("e-1", early) == Delivered::stored);
  world.service->apply_events();
  CHECK(world.came_of("e-1") == Applied::waiting);

  world.webhooks.events["e-1"] = shown;  // as if it had begun meanwhile
  world.pass(world.config.event_delay_max);
  world.service->apply_events();
  CHECK(world.came_of("e-1") == Applied::adopted);
  CHECK(world.view(operation)->state == State::succeeded);
}

TEST_CASE("an event that fits nowhere is kept, and somebody is told once") {
  InboxWorld world;
  world.unanswered();
  WebhookEvent stray = world.shown();
  stray.operation = {"nobody-knows"};
  world.deliver("e-1", stray);
  for (int i = 0; i < 400; ++i) {
    world.service->apply_events();
    world.pass(world.config.event_delay_max);
  }
  CHECK(world.came_of("e-1") == Applied::unplaced);
  CHECK(world.telemetry.alarms["event_unplaced"] == 1);
  CHECK(world.store.count(tables::unapplied) == 0);
}

TEST_CASE("a genuine event that cannot be read is kept, and somebody is told") {
  InboxWorld world;
  SignedMessage riddle{.id = "e-1", .sent = world.clock.time, .signature = "signed", .body = "?"};
  CHECK(world.service->deliver(riddle) == Delivered::stored);
  world.service->apply_events();
  CHECK(world.came_of("e-1") == Applied::unreadable);
  CHECK(world.telemetry.alarms["event_unreadable"] == 1);
}

TEST_CASE("a decline is no proof by itself: somebody asks at once") {
  InboxWorld world;
  const OperationId operation = world.unanswered();
  world.service->resolve();
  WebhookEvent no = world.shown();
  no.answer = {.outcome = Outcome::declined};
  world.deliver("e-1", no);
  world.service->apply_events();

  CHECK(world.came_of("e-1") == Applied::asked_for);
  CHECK(world.view(operation)->state == State::unknown);
  const auto asked = world.processor.asked.size();
  world.service->resolve();
  CHECK(world.processor.asked.size() == asked + 1);
  CHECK(world.view(operation)->state == State::succeeded);
}

TEST_CASE("a late failure of an old try changes nothing after a success") {
  InboxWorld world;
  const Response paid = world.insist(authorise());
  WebhookEvent no = world.shown();
  no.answer = {.outcome = Outcome::declined};
  world.deliver("e-1", no);
  world.service->apply_events();
  CHECK(world.came_of("e-1") == Applied::stale);
  CHECK(world.view(paid.operation)->state == State::succeeded);
  CHECK(world.breaks().empty());
}

TEST_CASE("an event that contradicts the books is a break and no belief") {
  InboxWorld world;
  const OperationId operation = world.unanswered();
  WebhookEvent more = world.shown();
  more.answer.amount = 13_eur;
  world.deliver("e-1", more);
  WebhookEvent other_kind = world.shown();
  other_kind.kind = OperationKind::refund;
  world.deliver("e-2", other_kind);
  world.service->apply_events();

  CHECK(world.came_of("e-1") == Applied::broken);
  CHECK(world.came_of("e-2") == Applied::broken);
  CHECK(world.view(operation)->state == State::unknown);
  CHECK(world.breaks().size() == 2);

  world.deliver("e-3", world.shown());
  world.service->apply_events();
  WebhookEvent second = world.shown();
  second.answer.reference = "another-effect";
  world.deliver("e-4", second);
  world.service->apply_events();
  CHECK(world.came_of("e-4") == Applied::broken);
  CHECK(world.breaks().size() == 3);
}

TEST_CASE("an applied event is forgotten once nobody can deliver it again") {
  InboxWorld world;
  world.unanswered();
  world.deliver("e-1", world.shown());
  world.service->apply_events();
  world.pass(world.config.event_retention);
  world.service->reap();
  CHECK(world.store.count(tables::inbox) == 1);
  world.pass(1_ns);
  world.service->reap();
  CHECK(world.store.count(tables::inbox) == 0);
}

TEST_CASE("order and copies of events, and the power, change nothing of what is believed") {
  rc::check([] {
    InboxWorld world;
    const OperationId operation = world.unanswered();
    WebhookEvent no = world.shown();
    no.answer = {.outcome = Outcome::declined};
    WebhookEvent waits = world.shown();
    waits.answer = {.outcome = Outcome::pending};
    const std::vector<std::pair<std::string, WebhookEvent>> events{
        {"yes", world.shown()}, {"yes-again", world.shown()}, {"no", no}, {"waits", waits}};
    const auto order = *rc::gen::container<std::vector<int>>(12, rc::gen::inRange(0, 4));
    world.deliver("yes", world.shown());
    for (const int which : order) {
      const auto& [id, says] = events[static_cast<std::size_t>(which)];
      world.fuse.cut_at(*rc::gen::inRange(0, 12));
      try {
        world.deliver(id, says);
        world.service->apply_events();
      } catch (const PowerCut&) {
      }
      world.fuse.cut_at(0);
      world.restart();
    }
    RC_ASSERT(world.settle());
    RC_ASSERT(world.view(operation)->state == State::succeeded);
    RC_ASSERT(world.processor.effects.size() == 1U);
    RC_ASSERT(world.audit() == std::vector<std::string>{});
    RC_ASSERT(world.store.count(tables::unapplied) == 0U);
  });
}
