// Every commit of a payment's whole life fails once, in every way a store may fail it; nobody
// restarts. Serves: S05, an unknown commit is neither repeated nor forgotten.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

struct Fault {
  std::string name;
  CommitError error;
  bool applied;
};

const std::vector<Fault> faults{
    {"unknown, applied", CommitError::unknown, true},
    {"unknown, not applied", CommitError::unknown, false},
    {"stale", CommitError::stale, false},
    {"duplicate", CommitError::duplicate, false},
    {"serialisation", CommitError::serialisation, false},
    {"busy", CommitError::busy, false},
    {"unavailable", CommitError::unavailable, false},
};

/// Lives a whole payment with the n-th commit failing; empty if nothing was wrong with it.
std::vector<std::string> life(World& world, const std::vector<Mishap>& mishaps) {
  world.processor.mishaps = mishaps;
  for (const Request& request : {authorise(), capture(), refund(2.00_eur)}) {
    const Response response = world.insist(request);
    if (response.code != status::succeeded) return {"a request did not succeed"};
  }
  if (!world.settle()) return {"did not come to rest"};
  return world.audit();
}

void sweep(const std::vector<Mishap>& mishaps) {
  for (const Fault& fault : faults) {
    int struck = 0;
    for (int at = 1;; ++at) {
      World world;
      world.store.trouble = {at, fault.error, fault.applied};
      INFO(fault.name << " at commit " << at);
      CHECK(life(world, mishaps) == std::vector<std::string>{});
      if (world.store.trouble->at > 0) break;
      ++struck;
    }
    CHECK(struck > 12);
  }
}

}  // namespace

TEST_CASE("a commit that fails once, however it fails, costs no money") { sweep({}); }

TEST_CASE("a commit that fails while replies are lost costs no money either") {
  sweep({Mishap::lose_reply, Mishap::lose_reply, Mishap::lose_reply});
}

TEST_CASE("a commit that fails while requests are lost costs no money either") {
  sweep({Mishap::lose_request, Mishap::error_no_effect, Mishap::none, Mishap::lose_request});
}

TEST_CASE("an unknown commit of an outcome is read back, not executed again") {
  World world;
  world.store.trouble = {4, CommitError::unknown, true};

  CHECK(world.service->handle(authorise()).code == status::succeeded);

  CHECK(world.telemetry.counts["commit_unknown"] == 1);
  CHECK(world.processor.sends.size() == 1);
  CHECK(world.store.commits == 4);
}

TEST_CASE("an outcome that could not be recorded is told as pending, not as what it was") {
  World world;
  world.config.commit_tries_max = 1;
  world.restart();
  world.store.trouble = {4, CommitError::unavailable, false};

  CHECK(world.service->handle(authorise()).told == Outcome::pending);
}
