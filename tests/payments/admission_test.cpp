// Who comes in, who waits and who is turned away when there is too much to do.
#include "payments/api/admission.hpp"

#include <catch2/catch.hpp>

using namespace payments;

namespace {

using Entry = Admission::Entry;

constexpr Duration hint{1'000'000'000};

Admission two_at_work_one_waiting() {
  Admission admission{{.in_flight_max = 2, .queue_max = 1}, hint};
  REQUIRE(admission.arrive() == Entry::at_work);
  REQUIRE(admission.arrive() == Entry::at_work);
  REQUIRE(admission.arrive() == Entry::waiting);
  return admission;
}

}  // namespace

TEST_CASE("what is beyond work and queue is shed, and leaves no trace") {
  Admission admission = two_at_work_one_waiting();

  CHECK(admission.arrive() == Entry::shed);

  CHECK(admission.at_work() == 2);
  CHECK(admission.waiting() == 1);
}

TEST_CASE("a waiting request has its turn when another has left, and not before") {
  Admission admission = two_at_work_one_waiting();
  CHECK_FALSE(admission.take_turn());

  admission.leave();

  CHECK(admission.take_turn());
  CHECK(admission.at_work() == 2);
  CHECK(admission.waiting() == 0);
}

TEST_CASE("nobody overtakes those who wait") {
  Admission admission = two_at_work_one_waiting();
  admission.leave();

  CHECK(admission.arrive() == Entry::shed);
  CHECK(admission.take_turn());
}

TEST_CASE("without a limit everybody comes in") {
  Admission admission{{}, hint};
  for (int i = 0; i < 1000; ++i) CHECK(admission.arrive() == Entry::at_work);
}

TEST_CASE("a refusal is marked as no result, and its hint grows with the queue") {
  Admission admission{{.in_flight_max = 1, .queue_max = 2}, hint};
  REQUIRE(admission.arrive() == Entry::at_work);
  const Response early = admission.refusal();
  REQUIRE(admission.arrive() == Entry::waiting);
  REQUIRE(admission.arrive() == Entry::waiting);

  CHECK(early.code == status::overloaded);
  CHECK_FALSE(early.told);
  CHECK(early.retry_after == hint);
  CHECK(admission.refusal().retry_after == hint * 3);
}
