// Documents over the store, and operations that they settle, in a small world with the whole
// service.
#include "payments/reconciliation/file_reconciliation.hpp"

#include <catch2/catch.hpp>

#include "payments/journal/stored.hpp"
#include "tests/payments/world.hpp"

using namespace payments;
using namespace payments::reconciliation;
using namespace payments::testing;

namespace {

class Desk {
 public:
  Desk() {
    expected.settlement = 3;
    files = std::make_unique<FileReconciliation>(
        world.ports, world.config, expected, Thresholds{},
        [this](const PayableId& payable, const OperationId& operation, const std::string& grounds) {
          return world.service->settle(Settlement{payable, operation, Outcome::success, grounds,
                                                  "reconciliation"}) == Settled::yes;
        });
  }

  /// A capture that took effect, of which no question tells us anything.
  OperationId lost_capture() {
    world.processor.able.look_up = false;
    world.processor.able.keys = false;
    REQUIRE(world.service->handle(authorise()).code == status::succeeded);
    world.processor.mishaps = {Mishap::lose_reply};
    const Response lost = world.service->handle(capture());
    world.processor.hidden = {lost.operation};
    world.settle();
    REQUIRE(unresolved(world.view(lost.operation)->state));
    return lost.operation;
  }

  Line settled_line(const OperationId& operation, Money amount) const {
    Line line;
    line.source = Source::settlement;
    line.kind = LineKind::capture;
    line.id = "s-" + operation.value;
    line.references = {operation.value};
    line.amount = amount;
    line.day = day_of(world.clock.time);
    line.place = "may.csv:2";
    return line;
  }

  std::vector<FileBreakRow> breaks() const {
    std::vector<FileBreakRow> all;
    for (const Row& row : world.store.rows(file_tables::breaks)) {
      all.push_back(*decode_file_break(row.value));
    }
    return all;
  }

  World world;
  Expectations expected;
  std::unique_ptr<FileReconciliation> files;
};

}  // namespace

TEST_CASE("a settlement line of the same amount settles what nobody could be asked about") {
  Desk desk;
  const OperationId lost = desk.lost_capture();
  const Document file{Source::settlement, "may", "d1", {desk.settled_line(lost, 12.50_eur)}};
  REQUIRE(desk.files->hear(file) == Intake::taken);

  const Pass pass = desk.files->run();

  CHECK(pass.complete);
  CHECK(pass.settled == 1);
  CHECK(desk.world.view(lost)->state == State::succeeded);
  CHECK(desk.world.view(lost)->cause == Cause::settled);
  CHECK(desk.world.journal(lost).back().who == "reconciliation");
  CHECK(desk.world.journal(lost).back().grounds == "settlement may.csv:2");
  CHECK(desk.world.settle());
  // Books and truth agree; that the list lacks it is waited for, and told in the end.
  CHECK(desk.world.audit() == std::vector<std::string>{"every success was listed"});
  CHECK(desk.files->run().settled == 0);
}

TEST_CASE("a settlement line of another amount settles nothing and is a break that stays") {
  Desk desk;
  const OperationId lost = desk.lost_capture();
  desk.files->hear({Source::settlement, "may", "d1", {desk.settled_line(lost, 12.49_eur)}});

  const Pass pass = desk.files->run();

  CHECK(pass.settled == 0);
  CHECK(unresolved(desk.world.view(lost)->state));
  REQUIRE(desk.breaks().size() == 1);
  CHECK(desk.breaks()[0].bucket == Bucket::amount_differs);
  CHECK(desk.breaks()[0].reason == "settlement says 12.49 EUR, the books say 12.50 EUR");
  CHECK(desk.world.telemetry.alarms["breaks_above"] == 1);
}

TEST_CASE("a document heard twice changes nothing, and a corrected one replaces it") {
  Desk desk;
  const OperationId lost = desk.lost_capture();
  const Document wrong{Source::settlement, "may", "d1", {desk.settled_line(lost, 12.49_eur)}};
  const Document right{Source::settlement, "may", "d2", {desk.settled_line(lost, 12.50_eur)}};
  CHECK(desk.files->hear(wrong) == Intake::taken);
  desk.files->run();
  const auto rows = desk.breaks();
  CHECK(desk.files->hear(wrong) == Intake::known);
  CHECK(desk.files->run().breaks == 1);
  CHECK(desk.breaks() == rows);

  CHECK(desk.files->hear(right) == Intake::replaced);
  CHECK(desk.files->hear(wrong) == Intake::known);
  CHECK(desk.files->run().settled == 1);
  CHECK(desk.files->run().breaks == 0);
  REQUIRE(desk.breaks().size() == 1);
  CHECK(desk.breaks()[0].settled_by == "reconciliation");
}

TEST_CASE("what the file does not bring waits, becomes a break at its deadline, and ends with it") {
  Desk desk;
  REQUIRE(desk.world.service->handle(authorise()).code == status::succeeded);
  const Response captured = desk.world.service->handle(capture());
  REQUIRE(captured.code == status::succeeded);
  CHECK(desk.files->run().breaks == 0);
  CHECK(desk.files->run().lines[static_cast<std::size_t>(Bucket::timing)] == 1);

  desk.world.pass(4_d);
  CHECK(desk.files->run().breaks == 1);
  REQUIRE(desk.breaks().size() == 1);
  CHECK(desk.breaks()[0].bucket == Bucket::missing_there);
  CHECK(desk.breaks()[0].reference == captured.operation.value);

  desk.files->hear(
      {Source::settlement, "late", "d1", {desk.settled_line(captured.operation, 12.50_eur)}});
  CHECK(desk.files->run().breaks == 0);
  CHECK(desk.breaks()[0].settled_by == "reconciliation");
}

TEST_CASE(
    "a break that a person has settled stays settled, and one that comes back is open again") {
  Desk desk;
  const OperationId lost = desk.lost_capture();
  const Line wrong = desk.settled_line(lost, 12.49_eur);
  desk.files->hear({Source::settlement, "may", "d1", {wrong}});
  REQUIRE(desk.files->run().breaks == 1);
  const auto stored = desk.world.store.rows(file_tables::breaks);
  FileBreakRow row = *decode_file_break(stored.front().value);
  row.settled_by = GENERATE("ada", "reconciliation");
  REQUIRE(desk.world.store.commit(
      {"settle", "may", {put(file_tables::breaks, stored.front(), encode(row))}}));

  const bool person = row.settled_by == "ada";
  const Pass pass = desk.files->run();
  CHECK(pass.breaks == (person ? 0U : 1U));
  CHECK(pass.alerts.empty() == person);
  CHECK(desk.breaks()[0].settled_by == (person ? "ada" : ""));
}

TEST_CASE("a store that does not answer leaves everything as it was, and the next pass goes on") {
  Desk desk;
  const OperationId lost = desk.lost_capture();
  const Document file{Source::settlement, "may", "d1", {desk.settled_line(lost, 12.49_eur)}};
  desk.world.store.trouble = {1, CommitError::unavailable, false};
  CHECK(desk.files->hear(file) == Intake::unavailable);
  CHECK(desk.files->hear(file) == Intake::taken);
  desk.world.store.trouble = {1, CommitError::unknown, true};
  CHECK(!desk.files->run().complete);
  const Pass pass = desk.files->run();
  CHECK(pass.complete);
  CHECK(pass.breaks == 1);
  CHECK(desk.breaks().size() == 1);
}

TEST_CASE("rows of reconciliation survive being written and read, and a cut one is none") {
  const FileBreakRow row{Bucket::duplicate, Source::bank, "po-1", "l\n1",     Money{-5, {}},
                         Day{-3},           Instant{7},   "why",  "somebody", "a note"};
  CHECK(decode_file_break(encode(row)) == row);
  Desk desk;
  DocumentRow document{{Source::settlement, "may", "d2", {}}, {"d1", "d2"}};
  document.document.lines = {desk.settled_line({"op-1"}, 1.00_eur), Line{}};
  document.document.lines[1].fee = 0.10_eur;
  document.document.lines[1].more = true;
  const std::string text = encode(document);
  CHECK(decode_document(text) == document);
  for (std::size_t length = 0; length < text.size(); ++length) {
    CHECK(!decode_document(text.substr(0, length)));
  }
}
