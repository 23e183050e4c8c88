// The power goes at every single step of every port call, once each; the client retries against a
// new process on the same store. Serves: S01 to S05, S32, S33.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

struct Story {
  std::string name;
  std::vector<Request> before;  ///< done in peace
  std::vector<Request> under_fire;
  std::vector<Mishap> mishaps;
};

std::vector<Story> stories() {
  const Request part = refund(4.00_eur, 1);
  return {
      {"authorise", {}, {authorise()}, {}},
      {"authorise with a lost reply", {}, {authorise()}, {Mishap::lose_reply}},
      {"authorise with a lost request", {}, {authorise()}, {Mishap::lose_request}},
      {"authorise with a stored failure", {}, {authorise()}, {Mishap::error_no_effect}},
      {"authorise refused", {}, {authorise()}, {Mishap::refuse, Mishap::refuse}},
      {"capture", {authorise()}, {capture()}, {}},
      {"capture with garbage", {authorise()}, {capture()}, {Mishap::garbage}},
      {"capture with a failure after", {authorise()}, {capture()}, {Mishap::error_with_effect}},
      {"void", {authorise()}, {void_hold()}, {}},
      {"refund", {authorise(), capture()}, {part}, {Mishap::lose_reply}},
      {"the whole way", {}, {authorise(), capture(), part}, {}},
  };
}

std::string numbered(const char* what, std::size_t number) {
  std::string text(what);
  return text.append(" ").append(std::to_string(number));
}

/// Plays the story up to the cut, and says whether it was reached.
bool cut(World& world, const Story& story, int step) {
  for (const Request& peaceful : story.before) world.service->handle(peaceful);
  world.processor.mishaps = story.mishaps;
  world.fuse.cut_at(step);
  try {
    for (const Request& request : story.under_fire) world.service->handle(request);
    world.settle(20);
  } catch (const PowerCut&) {
    world.fuse.cut_at(0);
    return true;
  }
  return false;
}

/// What is wrong once the client has insisted on everything after a restart.
std::vector<std::string> aftermath(World& world, const Story& story) {
  world.restart();
  world.service->recover();
  std::vector<std::string> wrong;
  for (const Request& request : story.under_fire) {
    const Response response = world.insist(request);
    if (response.code != status::succeeded) wrong.push_back(numbered("told", response.code));
  }
  if (!world.settle()) wrong.push_back("did not come to rest");
  for (const std::string& finding : world.audit()) wrong.push_back(finding);
  if (world.processor.effects.size() != story.before.size() + story.under_fire.size()) {
    wrong.push_back(numbered("effects", world.processor.effects.size()));
  }
  return wrong;
}

}  // namespace

TEST_CASE("a power cut at any step leaves exactly one effect, and books that agree") {
  for (const Story& story : stories()) {
    int cuts = 0;
    for (int step = 1;; ++step) {
      World world;
      if (!cut(world, story, step)) break;
      ++cuts;
      INFO(story.name << ", step " << step);
      CHECK(aftermath(world, story) == std::vector<std::string>{});
    }
    INFO(story.name);
    CHECK(cuts > 20);
  }
}

TEST_CASE("two power cuts in a row do no more harm than one") {
  const Story story{"authorise", {}, {authorise()}, {Mishap::lose_reply}};
  for (int first = 1; first < 40; first += 2) {
    for (int second = 1; second < 60; second += 3) {
      World world;
      if (!cut(world, story, first)) break;
      world.restart();
      world.pass(world.config.lease + 1_s);
      const bool again = cut(world, {"again", {}, story.under_fire, {}}, second);
      world.fuse.cut_at(0);
      INFO(first << " then " << second << (again ? "" : ", not reached"));
      CHECK(aftermath(world, story) == std::vector<std::string>{});
    }
  }
}

TEST_CASE("nobody who asks while a dead owner's lease runs makes a second effect") {
  for (int step = 1;; ++step) {
    World world;
    if (!cut(world, {"authorise", {}, {authorise()}, {}}, step)) break;
    world.restart();
    const Response early = world.service->handle(authorise());
    INFO("step " << step << ", told " << early.code);
    CHECK(early.code != status::unprocessable);
    CHECK(world.processor.effects.size() <= 1);
  }
}
