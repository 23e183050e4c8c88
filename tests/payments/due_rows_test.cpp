// Rows that fall due: where each waits follows from the row, and background work reads what is due
// and no more, however much else there is.
#include "world.hpp"

#include "payments/inbox/inbox_row.hpp"
#include "payments/journal/due_rows.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

using namespace payments;
using namespace payments::testing;

namespace {

/// A broken promise as an exception, for as long as this lives.
struct PromisesThrow {
  PromisesThrow()
      : before(install_contract_handler(
            [](std::string_view claim) { throw std::logic_error(std::string(claim)); })) {}
  PromisesThrow(const PromisesThrow&) = delete;
  PromisesThrow& operator=(const PromisesThrow&) = delete;
  ~PromisesThrow() { install_contract_handler(before); }

  ContractHandler before;
};

OpenRow open_row(int number, Instant due, std::uint32_t rare = 0) {
  return {.operation = {"op-" + std::to_string(number)},
          .payable = {tenant, "pay-" + std::to_string(number)},
          .scope = {tenant, "shop"},
          .key = {"k-" + std::to_string(number)},
          .due = due,
          .asks = 0,
          .rare = rare};
}

ClaimRecord claim_of(int number, ClaimState state, Instant until) {
  return {.scope = {tenant, "shop"},
          .key = {"k-" + std::to_string(number)},
          .fingerprint = "body",
          .payable = {tenant, "pay-" + std::to_string(number)},
          .kind = OperationKind::authorise,
          .ordinal = 1,
          .state = state,
          .token = 1,
          .owner = "claim-1",
          .lease_end = until,
          .expires = until,
          .operation = {"op-" + std::to_string(number)},
          .response = {}};
}

/// Rows that nobody has to look at for a day, of each kind.
void fill(World& world, int rows) {
  const Instant tomorrow = world.clock.time + 24_h;
  for (int i = 0; i < rows; ++i) {
    const Transaction made{"fill",
                           "",
                           {put(open_row(i, tomorrow), 0), put(open_row(i + rows, tomorrow, 1), 0),
                            put(claim_of(i, ClaimState::completed, tomorrow), 0),
                            put(claim_of(i + rows, ClaimState::running, tomorrow), 0)}};
    REQUIRE(world.store.commit(made));
  }
}

/// How many rows the background work reads where nothing is due.
std::size_t read_where_nothing_is_due(int rows) {
  World world;
  world.service->step();  // the first answer of the processor has it ask about all that is parked
  fill(world, rows);
  world.store.shown = 0;
  world.service->resolve();
  world.service->reconcile();
  world.service->reap();
  return world.store.shown;
}

}  // namespace

TEST_CASE("background work reads as much with a thousand rows that are not due as with ten") {
  CHECK(read_where_nothing_is_due(1'000) == read_where_nothing_is_due(10));
  CHECK(read_where_nothing_is_due(10) <= 2);
}

TEST_CASE("a row that falls due cannot be written without its index") {
  const PromisesThrow promises;
  const OpenRow row = open_row(1, Instant{5});
  const RowKey key = operation_key(row.operation);
  CHECK_THROWS_AS(put(tables::open, key, encode(row), 0), std::logic_error);
  CHECK_THROWS_AS(put(tables::claims, key, encode(row), 0), std::logic_error);
  CHECK_NOTHROW(put(tables::payments, key, "", 0));
  CHECK(put(row, 0).due == Due{"open", Instant{5}});
}

TEST_CASE("where a row waits follows from its state") {
  const Instant then{7};
  CHECK(put(open_row(1, then, 1), 0).due == Due{"parked", then});
  CHECK(put(claim_of(1, ClaimState::running, then), 0).due == Due{"leases", then});
  CHECK(!put(claim_of(1, ClaimState::waiting, then), 0).due);
  CHECK(put(claim_of(1, ClaimState::completed, then), 0).due == Due{"expiries", then});
  CHECK(put(claim_of(1, ClaimState::released, then), 0).due == Due{"expiries", then});
  CHECK(put(UnappliedRow{"e-1", then}, 0).due == Due{"unapplied", then});
  CHECK(!put(InboxRow{"e-1", "body", then}, 0).due);
  CHECK(put(InboxRow{"e-1", "body", then, Applied::stale}, 0).due == Due{"applied", then});
  const FollowUpRow success{{"op-1"}, {tenant, "pay-1"}, then, 0, {}, 0};
  CHECK(put_unmatched(success, 0).due == Due{"unlisted", then});
  FollowUpRow told = success;
  told.alarmed = 1;
  CHECK(!put_unmatched(told, 0).due);
}

TEST_CASE("a store of before is told of each row what its write says") {
  const Instant then{7};
  const std::vector<Write> writes{put(open_row(1, then), 0),
                                  put(open_row(1, then, 1), 0),
                                  put(claim_of(1, ClaimState::running, then), 0),
                                  put(claim_of(1, ClaimState::waiting, then), 0),
                                  put(UnappliedRow{"e-1", then}, 0),
                                  put(InboxRow{"e-1", "body", then, Applied::stale}, 0)};
  for (const Write& write : writes) {
    INFO(write.table);
    CHECK(Service::due_of(write.table, *write.value) == write.due);
  }
  CHECK(!Service::due_of(tables::open, "damaged"));
  CHECK(!Service::due_of(tables::journal, *writes.front().value));
}
