// The order in which evidence arrives, and how often each piece does, changes neither the belief
// nor what is done about it: the payment code's own fold is fed every set of evidence permuted and
// doubled. Properties of a history can only catch what a run shows; this tries all orders.
// Serves: I14.
#include "payments/execution/stored_journal_recorder.hpp"
#include "world.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <set>

using namespace payments;
using namespace payments::testing;

namespace {

constexpr std::array told{Evidence::success, Evidence::pending, Evidence::declined,
                          Evidence::unknown};

/// What a set of evidence about one sent operation means, in any order.
State meaning(const std::set<Evidence>& heard) {
  if (heard.contains(Evidence::success)) return State::succeeded;
  if (heard.contains(Evidence::declined)) return State::declined;
  if (heard.contains(Evidence::pending)) return State::pending;
  return heard.contains(Evidence::unknown) ? State::unknown : State::attempting;
}

State fold(const std::vector<Evidence>& heard) {
  State state = State::attempting;
  for (const Evidence evidence : heard) {
    const Ruling ruling = rule(state, evidence);
    if (ruling.kind == RulingKind::moves) state = ruling.to;
  }
  return state;
}

/// A service whose authorisation was sent and not yet answered, and what it then hears.
struct Listener {
  Listener() {
    world.processor.mishaps = {Mishap::late};
    world.service->handle(authorise());
  }

  Case subject() {
    const auto journal = world.store.rows(tables::journal);
    const auto entry = decode_journal(journal.front().value);
    return *load_case(world.store, entry->facts.payable, entry->facts.operation);
  }

  void hear(Evidence evidence) {
    Case open = subject();
    (void)recorder.record(open, {.why = evidence,
                                 .cause = Cause::looked_up,
                                 .purpose = "record_outcome",
                                 .facts = {},
                                 .key = {},
                                 .reference = "fx-1",
                                 .capture_before = {}});
  }

  World world;
  Parts parts = standard_parts(world.ports, world.config);
  StoredJournalRecorder recorder{world.ports, world.config, *parts.machine, *parts.idempotency,
                                 *parts.bookkeeping};
};

/// Events in the outbox, how many of each kind.
std::vector<EventKind> announced(Listener& listener) {
  std::vector<EventKind> kinds;
  for (const Row& row : listener.world.store.rows(tables::outbox)) {
    kinds.push_back(decode_outbox(row.value)->event.kind);
  }
  std::ranges::sort(kinds);
  return kinds;
}

/// Evidence about one operation: any pieces, in any order, each as often as it likes.
rc::Gen<std::vector<Evidence>> any_evidence() {
  return rc::gen::container<std::vector<Evidence>>(rc::gen::elementOf(told));
}

std::vector<Evidence> shuffled_and_doubled(std::vector<Evidence> heard) {
  const auto again = *rc::gen::container<std::vector<std::size_t>>(
      rc::gen::inRange<std::size_t>(0, heard.size()));
  for (const std::size_t place : again) heard.push_back(heard[place]);
  for (std::size_t i = heard.size(); i > 1; --i) {
    std::swap(heard[i - 1], heard[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  return heard;
}

}  // namespace

TEST_CASE("the belief depends on the set of evidence, not on order or repetition") {
  CHECK(rc::check([] {
    const auto heard = *any_evidence();
    RC_ASSERT(fold(heard) == meaning({heard.begin(), heard.end()}));
  }));
}

TEST_CASE("what is recorded and announced depends on the set, unless a decline came too early") {
  CHECK(rc::check([] {
    const auto heard = *rc::gen::nonEmpty(any_evidence());
    const std::set<Evidence> set(heard.begin(), heard.end());
    Listener one;
    Listener other;
    for (const Evidence evidence : heard) one.hear(evidence);
    for (const Evidence evidence : shuffled_and_doubled(heard)) other.hear(evidence);
    RC_ASSERT(one.subject().state() == other.subject().state());
    const bool contradicts = set.contains(Evidence::success) && set.contains(Evidence::declined);
    if (!contradicts) RC_ASSERT(announced(one) == announced(other));
  }));
}

TEST_CASE("a success after an announced decline is announced once more, and only once") {
  Listener listener;
  for (const Evidence evidence : {Evidence::declined, Evidence::success, Evidence::success,
                                  Evidence::declined, Evidence::success}) {
    listener.hear(evidence);
  }
  CHECK(listener.subject().state() == State::succeeded);
  CHECK(announced(listener).size() == 2);
}
