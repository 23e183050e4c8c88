// What SQLite's file layer may do to a commit, and other processes with the same file.
#include <catch2/catch.hpp>

#include <sqlite3.h>

#include "tests/payments/adapters/drawn_transactions.hpp"
#include "tests/payments/adapters/faulty_vfs.hpp"
#include "tests/payments/adapters/files.hpp"

namespace {

using namespace payments;
using namespace payments::testing;

/// The value of the one row that these tests count up.
std::uint64_t counter(Store& store) {
  const auto row = store.read("journal", "counter");
  if (!row) throw std::runtime_error("the store does not answer");
  return *row ? (*row)->version : 0;
}

/// One more, and a page or two beside it, so that a commit is several writes of the log.
std::expected<void, CommitError> count_up(Store& store, std::uint64_t now) {
  const std::string beside(5'000, 'x');
  const Write padding{"outbox", "row-" + std::to_string(now), beside, 0};
  return store.commit({"begin", "pay-1", {{"journal", "counter", "v", now}, padding}});
}

/// How commits of unknown outcome turned out.
struct Tally {
  int lost = 0, applied = 0, definite = 0;
  [[nodiscard]] int unknown() const { return lost + applied; }
};

void note(Tally& tally, std::uint64_t before, std::uint64_t after) {
  REQUIRE((after == before || after == before + 1));
  ++(after == before ? tally.lost : tally.applied);
}

LogFault drawn_fault(DrawnTransactions& drawn) {
  constexpr std::array faults{LogFault::write_before, LogFault::write_after, LogFault::sync_before,
                              LogFault::sync_after};
  return faults.at(drawn.below(faults.size()));
}

/// A commit that a fault may strike. Returns: whether its outcome is unknown.
bool struck(Store& store, DrawnTransactions& drawn, std::uint64_t now, Tally& tally) {
  const LogFault fault = drawn_fault(drawn);
  const bool of_sync = fault == LogFault::sync_before || fault == LogFault::sync_after;
  fail_log(fault, of_sync ? 1 : 1 + static_cast<int>(drawn.below(8)));
  const auto done = count_up(store, now);
  fail_log(LogFault::none, 0);
  if (!done && done.error() == CommitError::unknown) return true;
  if (!done) REQUIRE(done.error() == CommitError::unavailable);
  REQUIRE(counter(store) == now + (done ? 1U : 0U));
  ++tally.definite;
  return false;
}

TEST_CASE("what is read back after an unknown commit is still true after a power cut") {
  const Folder folder;
  const auto store = open_store(folder / "pay.db", faulty_vfs());
  DrawnTransactions drawn(11);
  Tally tally;
  while (tally.unknown() < 600) {
    const std::uint64_t before = counter(*store);
    if (!struck(*store, drawn, before, tally)) continue;
    const std::uint64_t told = counter(*store);
    note(tally, before, told);
    copy_as_left(folder / "pay.db", folder / "later.db");
    REQUIRE(counter(*open_store(folder / "later.db", faulty_vfs())) == told);
  }
  CHECK(tally.definite > 0);
}

TEST_CASE("after an unknown commit and a power cut, all of it is there or nothing, and stays so") {
  const Folder folder;
  DrawnTransactions drawn(13);
  Tally tally;
  std::string file = folder / "pay-0.db";
  for (int life = 1; tally.unknown() < 600; ++life) {
    const auto store = open_store(file, faulty_vfs());
    const std::uint64_t before = counter(*store);
    if (!struck(*store, drawn, before, tally)) continue;
    const std::string next = folder / ("pay-" + std::to_string(life) + ".db");
    copy_as_left(file, next);
    file = next;
    const auto reopened = open_store(file, faulty_vfs());
    const std::uint64_t told = counter(*reopened);
    note(tally, before, told);
    const auto beside = reopened->read("outbox", "row-" + std::to_string(before));
    REQUIRE(beside->has_value() == (told == before + 1));
    REQUIRE(count_up(*reopened, told).has_value());
    REQUIRE(counter(*reopened) == told + 1);
  }
  INFO("lost " << tally.lost << ", applied " << tally.applied);
  CHECK(tally.lost >= 100);
  CHECK(tally.applied >= 100);
}

TEST_CASE("nothing is read or written while an unknown commit cannot be settled") {
  const Folder folder;
  const auto store = open_store(folder / "pay.db", faulty_vfs());
  REQUIRE(count_up(*store, 0).has_value());
  fail_all_writes(true);
  CHECK(count_up(*store, 1).error() == CommitError::unknown);
  CHECK(store->read("journal", "counter").error() == StoreError::unavailable);
  CHECK(store->scan("journal", "", 1).error() == StoreError::unavailable);
  CHECK(count_up(*store, 1).error() == CommitError::unavailable);
  fail_all_writes(false);
  CHECK(counter(*store) == 1);
  CHECK(count_up(*store, 1).has_value());
}

TEST_CASE("a commit while another process writes is busy, has not happened and may be repeated") {
  const Folder folder;
  const auto store = open_store(folder / "pay.db", faulty_vfs());
  std::string why;
  const auto other = sqlite::open_connection(folder / "pay.db", faulty_vfs(), 0, why);
  REQUIRE(other != nullptr);
  int busy = 0;
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    REQUIRE(sqlite::run(*other, "BEGIN IMMEDIATE") == SQLITE_OK);
    const auto refused = count_up(*store, i);
    REQUIRE(!refused.has_value());
    REQUIRE(refused.error() == CommitError::busy);
    ++busy;
    REQUIRE(counter(*store) == i);  // readers are not kept waiting
    REQUIRE(sqlite::run(*other, "ROLLBACK") == SQLITE_OK);
    REQUIRE(count_up(*store, i).has_value());
  }
  CHECK(busy >= 1'000);
}

}  // namespace
