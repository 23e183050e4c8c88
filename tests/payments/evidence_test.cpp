// What is heard is recorded or kept, and what cannot be explained is a row. Serves: I20, I22, I33.
#include "payments/journal/breaks.hpp"
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

std::vector<BreakRow> breaks(const World& world) {
  std::vector<BreakRow> rows;
  for (const Row& row : world.store.rows(tables::breaks)) rows.push_back(*decode_break(row.value));
  return rows;
}

/// The processor carries the last request out once more, as a network that doubles it would.
void double_last(World& world) {
  ListEntry again = world.processor.effects.back();
  again.answer.reference += "-again";
  world.processor.effects.push_back(again);
}

}  // namespace

TEST_CASE("a success without an amount is looked up once, and then waits for a person") {
  World world;
  world.processor.states_amounts = false;
  const Response first = world.service->handle(authorise());
  CHECK(first.code == status::accepted);
  world.pass(world.config.ask_delay_min);

  world.service->resolve();

  CHECK(world.processor.asked.size() == 1);
  CHECK(world.view(first.operation)->state == State::parked);
  CHECK(world.view(first.operation)->cause == Cause::no_amount);
  CHECK(world.telemetry.alarms["no_amount"] == 1);
}

TEST_CASE("a success without an amount means all of it where the processor moves all or nothing") {
  World world;
  world.processor.able.all_or_nothing = true;
  world.restart();
  world.processor.states_amounts = false;

  CHECK(world.service->handle(authorise()).code == status::succeeded);
}

TEST_CASE("a second hold of one operation is a row, an alarm, and released exactly once") {
  World world;
  const Response first = world.service->handle(authorise());
  double_last(world);
  const std::string again = world.processor.effects.back().answer.reference;

  CHECK(world.settle());
  CHECK(world.settle());

  REQUIRE(breaks(world).size() == 1);
  CHECK(breaks(world).front().what == BreakRow::What::second_effect);
  CHECK(breaks(world).front().effect == again);
  CHECK(breaks(world).front().grounds == "reversed");
  CHECK(world.telemetry.alarms["second_effect"] == 1);
  REQUIRE(world.processor.sends.size() == 2);
  CHECK(world.processor.sends.back().kind == OperationKind::void_authorisation);
  CHECK(world.processor.sends.back().effect == again);
  CHECK(world.service->handle(capture()).code == status::succeeded);
  CHECK(world.processor.sends.back().effect == world.view(first.operation)->reference);
}

TEST_CASE("two holds too many are two reversals") {
  World world;
  world.service->handle(authorise());
  double_last(world);
  double_last(world);

  CHECK(world.settle());

  CHECK(breaks(world).size() == 2);
  CHECK(world.processor.sends.size() == 3);
  CHECK(world.store.count(tables::reversals) == 0);
}

TEST_CASE("a second refund of one operation is a row that stays until somebody settles it") {
  World world;
  world.service->handle(authorise());
  world.service->handle(capture());
  world.service->handle(refund(2.00_eur));
  double_last(world);
  world.settle();
  REQUIRE(breaks(world).size() == 1);
  const RowKey key = break_key(breaks(world).front());

  CHECK(world.service->settle(key, "", "ada") == Settled::refused);
  CHECK(world.service->settle(key, "ticket 7: called back", "ada") == Settled::yes);

  REQUIRE(breaks(world).size() == 1);
  CHECK(breaks(world).front().settled_by == "ada");
  CHECK(world.processor.sends.size() == 3);
}

TEST_CASE("what the processor shows and we never wanted is a row, told once") {
  World world;
  world.processor.effects.push_back({{"op-of-nobody"}, OperationKind::capture, "pay-9", 1,
                                     {Outcome::success, "ref", "", 5.00_eur, {}}});
  world.store.trouble = {1, CommitError::unavailable, false};
  world.service->reconcile();
  world.service->reconcile();
  world.service->reconcile();

  REQUIRE(breaks(world).size() == 1);
  CHECK(breaks(world).front().amount == 5.00_eur);
}

TEST_CASE("an answer that the store will not take is kept, and recorded once it does") {
  World world;
  world.processor.outcome = Outcome::declined;
  int commits = 0;
  const std::function<void(const Transaction&)> fail = [&](const Transaction& transaction) {
    world.store.before_commit = fail;
    if (transaction.purpose != "record_outcome") return;
    if (++commits <= 8) world.store.trouble = {1, CommitError::unavailable, false};
  };
  world.store.before_commit = fail;
  const Response first = world.service->handle(authorise());
  world.processor.reachable = false;
  REQUIRE(world.view(first.operation)->state == State::attempting);

  world.service->resolve();

  CHECK(world.view(first.operation)->state == State::declined);
}

TEST_CASE("a denial of what had succeeded is a row, and the belief stays") {
  World world;
  const OperationId operation = world.service->handle(authorise()).operation;
  Case subject = load_case(world.store, {tenant, "pay-1"}, operation).value();
  Parts parts = standard_parts(world.ports, world.config);
  assemble(world.ports, world.config, parts);
  Engine& engine = *parts.engine;
  GatewayReply no;
  no.outcome = Outcome::declined;

  CHECK(engine.adopt(subject, no, Cause::looked_up) == Recorded::ignored);

  REQUIRE(breaks(world).size() == 1);
  CHECK(breaks(world).front().what == BreakRow::What::success_denied);
  CHECK(world.view(operation)->state == State::succeeded);
}

TEST_CASE("a reversal that is refused keeps its row, and is told once") {
  World world;
  world.service->handle(authorise());
  double_last(world);
  world.processor.outcome = Outcome::declined;

  for (int i = 0; i < 5; ++i) world.service->reconcile();

  CHECK(world.store.count(tables::reversals) == 1);
  CHECK(world.telemetry.alarms["reversal_refused"] == 1);
  CHECK(world.processor.sends.size() == 2);
}

TEST_CASE("a reversal that was refused and yet worked closes its break, and leaves the list") {
  World world;
  world.service->handle(authorise());
  double_last(world);
  world.processor.outcome = Outcome::declined;
  for (int i = 0; i < 3; ++i) world.service->reconcile();
  REQUIRE(world.store.count(tables::reversals) == 1);
  REQUIRE(world.processor.sends.size() == 2);

  const GatewayRequest sent = world.processor.sends.back();
  GatewayReply done = world.processor.effects.back().answer;
  done.reference = "void-1";
  world.processor.effects.push_back(
      {sent.operation, sent.kind, "pay-1", sent.ordinal, done});
  for (int i = 0; i < 3; ++i) world.service->reconcile();

  CHECK(world.view(sent.operation)->state == State::succeeded);
  CHECK(world.store.count(tables::reversals) == 0);
  REQUIRE(breaks(world).size() == 1);
  CHECK(breaks(world).front().grounds == "reversed");
  CHECK(world.processor.sends.size() == 2);
}

TEST_CASE("a person's word about a parked operation is journalled with name and grounds") {
  World world;
  world.processor.amount_shown = 1.00_eur;
  const OperationId operation = world.service->handle(authorise()).operation;
  world.pass(5_s);
  world.service->resolve();
  REQUIRE(world.view(operation)->state == State::parked);
  const Settlement word{{tenant, "pay-1"}, operation, Outcome::success, "ticket 4711", "ada"};
  Settlement nobody = word;
  nobody.who.clear();

  CHECK(world.service->settle(nobody) == Settled::refused);
  CHECK(world.service->settle(word) == Settled::yes);
  CHECK(world.service->settle(word) == Settled::refused);

  const JournalEntry entry = world.journal(operation).back();
  CHECK(entry.cause == Cause::settled);
  CHECK(entry.who == "ada");
  CHECK(entry.grounds == "ticket 4711");
  CHECK(world.insist(authorise()).code == status::succeeded);
}
