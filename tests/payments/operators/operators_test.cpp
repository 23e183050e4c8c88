// Verbs of operators in a small world with the whole service: journalled, done once, by two persons
// where it matters, and verified by the question that finds nothing left.
#include "payments/operators/operators.hpp"

#include <catch2/catch.hpp>

#include "payments/inbox/inbox_row.hpp"
#include "payments/operators/pausing_gateway.hpp"
#include "tests/payments/world.hpp"

using namespace payments;
using namespace payments::testing;

namespace {

class Office {
 public:
  Office() {
    world.processor.able.look_up = false;
    world.processor.able.keys = false;
    REQUIRE(world.service->handle(authorise()).code == status::succeeded);
    world.processor.mishaps = {Mishap::lose_reply};
    const Response lost = world.service->handle(capture());
    world.processor.hidden = {lost.operation};
    operation = lost.operation;
    for (int i = 0; i < 60 && world.view(operation)->state != State::parked; ++i) {
      world.pass(5_min);
      world.service->step();
    }
    REQUIRE(world.view(operation)->state == State::parked);
  }

  Operators operators(std::int64_t second_person_above = 1'000'000) {
    return Operators(
        world.ports, world.config, second_person_above,
        {[this](const Settlement& word) { return world.service->settle(word); },
         [this](const RowKey& key, const std::string& grounds, const std::string& who) {
           return world.service->settle(key, grounds, who);
         }});
  }

  Action act(Verb verb) const {
    Action action;
    action.id = "a-1";
    action.verb = verb;
    action.who = "ada";
    action.reason = "ticket 7";
    action.payable = {tenant, "pay-1"};
    action.operation = operation;
    if (verb == Verb::settle) action.proof.processor_reference = "psp-9";
    return action;
  }

  void hear(Money amount) {
    reconciliation::Line line;
    line.source = reconciliation::Source::bank;
    line.id = "line-4";
    line.amount = amount;
    const reconciliation::DocumentRow row{{line.source, "may", "d1", {line}}, {"d1"}};
    REQUIRE(world.store.commit(
        {"hear_document",
         "may",
         {put(reconciliation::file_tables::documents,
              reconciliation::document_key(line.source, "may"), encode(row), 0)}}));
  }

  [[nodiscard]] int settlements() const {
    int count = 0;
    for (const JournalEntry& entry : world.journal(operation)) {
      count += entry.cause == Cause::settled ? 1 : 0;
    }
    return count;
  }

  World world;
  OperationId operation;
};

}  // namespace

TEST_CASE("what is parked is listed with its version") {
  Office office;
  const auto parked = office.operators().parked();
  REQUIRE(parked->size() == 1);
  CHECK(parked->front().view.facts.operation == office.operation);
  CHECK(parked->front().version == office.world.view(office.operation)->version);
}

TEST_CASE("an operation is settled once by the state machine's move, with who, why and on what") {
  Office office;
  Operators operators = office.operators();
  const Action action = office.act(Verb::settle);
  CHECK(!*operators.verified(action));

  CHECK(operators.carry_out(action).came == Came::done);

  CHECK(*operators.verified(action));
  CHECK(operators.parked()->empty());
  const JournalEntry entry = office.world.journal(office.operation).back();
  CHECK(entry.to == State::succeeded);
  CHECK(entry.who == "ada");
  CHECK(entry.grounds == "ticket 7; processor psp-9; action a-1");
  const ActionResult again = operators.carry_out(action);
  CHECK(again.came == Came::done);
  CHECK(again.replayed);
  CHECK(office.settlements() == 1);
}

TEST_CASE("the same id with another action is a conflict, and nothing happens") {
  Office office;
  Operators operators = office.operators();
  REQUIRE(operators.carry_out(office.act(Verb::suspend)).came == Came::done);
  CHECK(operators.carry_out(office.act(Verb::settle)).came == Came::conflict);
  Action nobody = office.act(Verb::settle);
  nobody.id = "a-2";
  SECTION("nor without somebody") { nobody.who.clear(); }
  SECTION("nor without a reason") { nobody.reason.clear(); }
  CHECK(operators.carry_out(nobody).came == Came::conflict);
  CHECK(office.settlements() == 0);
}

TEST_CASE("without proof nothing is settled, and it may go to suspense until there is some") {
  Office office;
  Operators operators = office.operators();
  Action action = office.act(Verb::settle);
  action.proof = {};
  CHECK(operators.carry_out(action).came == Came::refused);
  CHECK(office.settlements() == 0);

  Action suspend = office.act(Verb::suspend);
  suspend.id = "a-2";
  CHECK(operators.carry_out(suspend).came == Came::done);
  CHECK(*operators.verified(suspend));
  CHECK(operators.parked()->front().in_suspense);
  CHECK(office.world.view(office.operation)->state == State::parked);

  action = office.act(Verb::settle);
  action.id = "a-3";
  CHECK(operators.carry_out(action).came == Came::done);
  CHECK(office.world.store.count(operator_tables::suspense) == 0);
}

TEST_CASE("a statement line proves an operation of its amount, once") {
  Office office;
  Operators operators = office.operators();
  Action action = office.act(Verb::settle);
  action.proof = {{}, "bank", "may", "line-4"};
  SECTION("another amount") {
    office.hear(12.49_eur);
    const ActionResult result = operators.carry_out(action);
    CHECK(result.came == Came::refused);
    CHECK(result.why == "the line says 12.49 EUR, the operation 12.50 EUR");
    CHECK(office.settlements() == 0);
  }
  SECTION("no such line") {
    office.hear(12.50_eur);
    action.proof.line = "line-5";
    CHECK(operators.carry_out(action).came == Came::refused);
  }
  SECTION("the right one, and not for another operation too") {
    office.hear(12.50_eur);
    CHECK(operators.carry_out(action).came == Came::done);
    Response other = office.world.service->handle(request(OperationKind::authorise, 12.50_eur, 2));
    office.world.processor.mishaps = {Mishap::lose_reply};
    other = office.world.service->handle(refund(12.50_eur));
    REQUIRE(unresolved(office.world.view(other.operation)->state));
    Action second = action;
    second.id = "a-2";
    second.operation = other.operation;
    const ActionResult result = operators.carry_out(second);
    CHECK(result.came == Came::refused);
    CHECK(result.why == "it proves action a-1");
  }
}

TEST_CASE("above an amount a second person has to agree, and is another one") {
  Office office;
  Operators operators = office.operators(1'249);
  const Action action = office.act(Verb::settle);
  CHECK(operators.carry_out(action).came == Came::awaits_second);
  CHECK(operators.carry_out(action).came == Came::awaits_second);
  CHECK(operators.agree("a-1", "ada", "sure").came == Came::refused);
  CHECK(operators.agree("a-2", "bob", "sure").came == Came::refused);
  CHECK(office.settlements() == 0);

  CHECK(operators.agree("a-1", "bob", "looked at psp-9").came == Came::done);
  CHECK(operators.agree("a-1", "bob", "looked at psp-9").replayed);
  CHECK(operators.carry_out(action).came == Came::done);
  CHECK(office.settlements() == 1);
  CHECK((*operators.action("a-1"))->value.second == "bob");
  CHECK(office.operators(1'250).carry_out(action).replayed);
}

TEST_CASE("an action on what has changed since it was looked at does nothing") {
  Office office;
  Operators operators = office.operators();
  Action action = office.act(Verb::settle);
  action.expected_version = office.world.view(office.operation)->version - 1;
  CHECK(operators.carry_out(action).came == Came::stale);
  CHECK(office.settlements() == 0);
  action.expected_version = office.world.view(office.operation)->version;
  CHECK(operators.carry_out(action).came == Came::done);
}

TEST_CASE("an action survives a power cut at any step, and is carried out once") {
  int cuts = 0;
  for (int step = 1;; ++step) {
    Office office;
    const Action action = office.act(Verb::settle);
    bool cut = false;
    office.world.fuse.cut_at(step);
    try {
      (void)office.operators().carry_out(action);
    } catch (const PowerCut&) {
      cut = true;
    }
    office.world.fuse.cut_at(0);
    if (!cut) break;
    ++cuts;
    office.world.restart();
    Operators operators = office.operators();
    INFO("cut at step " << step);
    CHECK(operators.carry_out(action).came == Came::done);
    CHECK(*operators.verified(action));
    CHECK(office.settlements() == 1);
    CHECK((*operators.action("a-1"))->value.ended);
  }
  CHECK(cuts > 5);
}

TEST_CASE("whichever commit of an action is refused or in doubt, asked again it is done once") {
  for (const auto error : {CommitError::unavailable, CommitError::unknown}) {
    for (int at = 1; at <= 4; ++at) {
      for (const bool applied : {false, true}) {
        if (applied && error != CommitError::unknown) continue;
        Office office;
        Operators operators = office.operators();
        const Action action = office.act(Verb::settle);
        office.world.store.trouble = {at, error, applied};
        ActionResult result = operators.carry_out(action);
        office.world.store.trouble.reset();
        for (int i = 0; i < 3 && result.came == Came::unavailable; ++i) {
          result = operators.carry_out(action);
        }
        INFO("commit " << at << (applied ? " applied" : ""));
        CHECK(result.came == Came::done);
        CHECK(office.settlements() == 1);
      }
    }
  }
}

TEST_CASE("a released operation is asked about at once") {
  Office office;
  Operators operators = office.operators();
  office.world.processor.able.look_up = true;
  const auto asked = office.world.processor.asked.size();
  const Action action = office.act(Verb::release);
  CHECK(operators.carry_out(action).came == Came::done);
  CHECK(*operators.verified(action));
  office.world.service->resolve();
  CHECK(office.world.processor.asked.size() > asked);
  CHECK(office.world.view(office.operation)->state == State::succeeded);
}

TEST_CASE("events that are kept are delivered again, and consumers know them") {
  Office office;
  office.world.bus.mishap = [](Consumer consumer, const Event&) {
    return consumer == Consumer::ledger ? std::optional(PublishError{}) : std::nullopt;
  };
  Action settle = office.act(Verb::settle);
  REQUIRE(office.operators().carry_out(settle).came == Came::done);
  office.world.service->relay();
  const int before = office.world.bus.deliveries;
  office.world.bus.mishap = {};
  Action action = office.act(Verb::replay_outbox);
  action.id = "a-2";
  CHECK(!*office.operators().verified(action));
  CHECK(office.operators().carry_out(action).came == Came::done);
  office.world.settle();
  CHECK(office.world.bus.deliveries > before + 1);
  CHECK(*office.operators().verified(action));
}

TEST_CASE(
    "an event that was set aside waits to be applied anew, and one that was applied does not") {
  Office office;
  const Applied how = GENERATE(Applied::unplaced, Applied::broken, Applied::adopted);
  const InboxRow row{"e-1", "body", office.world.clock.time, how};
  REQUIRE(office.world.store.commit(
      {"store_event", "e-1", {put(row, 0)}}));
  Action action = office.act(Verb::replay_inbox);
  action.subject = "e-1";
  const ActionResult result = office.operators().carry_out(action);
  const bool again = how != Applied::adopted;
  CHECK(result.came == (again ? Came::done : Came::refused));
  CHECK(office.world.store.count(tables::unapplied) == (again ? 1U : 0U));
}

TEST_CASE("nothing is sent to a paused processor, which did not happen, until it is resumed") {
  Office office;
  Operators operators = office.operators();
  PausingGateway gateway(office.world.processor, office.world.store, "default");
  Action action = office.act(Verb::pause);
  action.subject = "default";
  REQUIRE(operators.carry_out(action).came == Came::done);
  CHECK(*operators.verified(action));
  const auto sends = office.world.processor.sends.size();
  CHECK(gateway.send({}).error() == GatewayError::refused_unsent);
  CHECK(office.world.processor.sends.size() == sends);
  CHECK(gateway.list({"", 10}).has_value());
  action.id = "a-2";
  action.verb = Verb::resume;
  REQUIRE(operators.carry_out(action).came == Came::done);
  CHECK(*operators.verified(action));
  (void)gateway.send({});
  CHECK(office.world.processor.sends.size() == sends + 1);
}

TEST_CASE("a break of a file is settled once, by whoever took care of it") {
  Office office;
  const reconciliation::FileBreakRow row{reconciliation::Bucket::duplicate,
                                         reconciliation::Source::bank,
                                         "po-1",
                                         "l1",
                                         5.00_eur,
                                         {},
                                         {},
                                         "why",
                                         {},
                                         {}};
  REQUIRE(office.world.store.commit(
      {"note",
       "po-1",
       {put(reconciliation::file_tables::breaks, file_break_key(row), encode(row), 0)}}));
  Action action = office.act(Verb::settle_break);
  action.subject = file_break_key(row).text();
  Operators operators = office.operators();
  CHECK(!*operators.verified(action));
  CHECK(operators.carry_out(action).came == Came::done);
  CHECK(*operators.verified(action));
  action.id = "a-2";
  action.who = "bob";
  CHECK(operators.carry_out(action).came == Came::refused);
}

TEST_CASE("rows of operators survive being written and read, and a cut one is none") {
  Office office;
  ActionRow row{
      office.act(Verb::settle), true, true, {Came::refused, "why", false}, {7}, "bob", "so"};
  row.action.expected_version = 9;
  row.action.proof = {"p", "bank", "may", "l"};
  const std::string text = encode(row);
  CHECK(decode_action(text) == row);
  for (std::size_t length = 0; length < text.size(); ++length) {
    CHECK(!decode_action(text.substr(0, length)));
  }
  const SuspenseRow suspense{{tenant, "pay-1"}, {"op-1"}, 1.00_eur, "ada", "why", {5}};
  CHECK(decode_suspense(encode(suspense)) == suspense);
  const PauseRow pause{"default", "ada", "why", {5}};
  CHECK(decode_pause(encode(pause)) == pause);
}
