// What a fault of the network or of a node says holds together: its thing can carry it out, and it
// shows.
#include <catch2/catch.hpp>

#include "sim/world/message_fault.hpp"
#include "sim/world/node_fault.hpp"

namespace assay::sim {
namespace {

TEST_CASE("a delay of a message is long enough to show") {
  for (const MessageFault& fault : message_faults().all()) {
    const auto* const delay = std::get_if<Delay>(&fault.effect);
    if (delay == nullptr) continue;
    INFO(fault.about.word);
    CHECK((delay->past_timeout || delay->until_healed || delay->more >= overtaking));
  }
}

TEST_CASE("a word leads to its fault, another thing's word to none") {
  CHECK(message_faults().find("lose")->about.word == "lose");
  CHECK(message_faults().find("crash") == nullptr);
  CHECK(node_faults().find("crash")->about.word == "crash");
}

TEST_CASE("a place beyond its table is a broken harness, and no fault's place is none") {
  CHECK(node_faults().at(no_fault) == nullptr);
  CHECK(node_faults().at(0) == &node_faults().all().front());
  CHECK_THROWS_AS(node_faults().at(unknown_fault), BrokenHarness);
}

}  // namespace
}  // namespace assay::sim
