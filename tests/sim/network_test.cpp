// Each fate of a message does what network.hpp says, in each direction; late replies reach nobody;
// every message in a trace is a site that a search can branch at. Serves the fault model.
#include <catch2/catch.hpp>

#include <set>

#include "sim/check.hpp"
#include "story.hpp"

namespace assay::sim::testing {
namespace {

/// What became of one call of a shop to its bank.
struct Called {
  std::vector<TimePoint> handled;
  CallResult result;
  TimePoint returned;
  Outcome outcome;
};

constexpr Duration hop = 5_ms;  // the typical latency

Plan fate(const std::string& site, const std::string& answer) {
  return {{site, 1, answer, DecisionKind::fault}};
}

Called call_with(const Plan& plan, const RunLimits& limits = {}) {
  Called called;
  FaultModel faults;
  if (!plan.empty()) {
    faults = FaultModel{
        {{"bank.pay/request", plan[0].answer, {1, 2}}, {"bank.pay/reply", plan[0].answer, {1, 2}}}};
  }
  RunInput input = playing(plan);
  input.limits = limits;
  called.outcome = run(input, faults, [&](World& world) {
    Node& bank = server(world, "bank", [&](const Request& request) {
      called.handled.push_back(world.now());
      return "paid " + std::string{request.body};
    });
    node_that(world, "shop-1", [&](Node& self) {
      called.result = world.network().call(self, {bank, "pay", "pay-1", "12.50", 1_s});
      called.returned = world.now();
    });
  });
  return called;
}

std::vector<TimePoint> times(std::initializer_list<Duration> durations) {
  std::vector<TimePoint> points;
  for (const Duration duration : durations) points.push_back(TimePoint{} + duration);
  return points;
}

/// One row: what is done to the request or the reply, and what follows.
struct Row {
  const char* direction;
  const char* answer;
  std::vector<TimePoint> handled;
  CallStatus status;
  Duration returned;
};

TEST_CASE("without faults a call is handled once and answered after two hops") {
  const Called called = call_with({});
  CHECK(called.handled == times({hop}));
  CHECK(called.result.status == CallStatus::answered);
  CHECK(called.result.body == "paid 12.50");
  CHECK(called.returned == TimePoint{} + hop * 2);
}

TEST_CASE("each fate of a request and of a reply does what it says") {
  const std::vector<Row> table{
      {"request", "lose", {}, CallStatus::timed_out, 1_s},
      {"reply", "lose", times({hop}), CallStatus::timed_out, 1_s},
      {"request", "past_timeout", times({1_s + hop}), CallStatus::timed_out, 1_s},
      {"reply", "past_timeout", times({hop}), CallStatus::timed_out, 1_s},
      {"request", "duplicate", times({hop, hop * 2}), CallStatus::answered, hop * 2},
      {"request", "sent_again", times({hop, hop * 2 + 300_ms}), CallStatus::answered,
       hop * 3 + 300_ms},
      {"reply", "duplicate", times({hop}), CallStatus::answered, hop * 2},
      {"request", "reorder", times({205_ms}), CallStatus::answered, 210_ms},
      {"reply", "reorder", times({hop}), CallStatus::answered, 210_ms},
      {"request", "hold", times({20_s}), CallStatus::timed_out, 1_s},
      {"reply", "hold", times({hop}), CallStatus::timed_out, 1_s},
      {"request", "reset", {}, CallStatus::reset, hop},
      {"reply", "reset", times({hop}), CallStatus::reset, hop * 2},
  };
  for (const Row& row : table) {
    INFO(row.direction << ": " << row.answer);
    const Plan plan =
        fate(std::string{"bank.pay/"} + row.direction + " @ shop-1/pay-1", row.answer);
    const Called called = call_with(plan);
    CHECK(called.outcome.unplaced.empty());
    CHECK(called.handled == row.handled);
    CHECK(called.result.status == row.status);
    CHECK(called.returned == TimePoint{} + row.returned);
    CHECK(called.outcome.exit == Exit::at_rest);
  }
}

TEST_CASE("what is held is released when the world heals, or at the latest after hold_max") {
  const Plan plan = fate("bank.pay/request @ shop-1/pay-1", "hold");
  CHECK(call_with(plan, {.faults_until = 10_s}).handled == times({10_s + 1_ms}));
  CHECK(call_with(plan, {.faults_until = 30_s}).handled == times({20_s}));
}

TEST_CASE("a fate that the network cannot do is a broken harness") {
  const Called called = call_with(fate("bank.pay/request @ shop-1/pay-1", "teleport"));
  CHECK(called.outcome.exit == Exit::broken_harness);
}

struct Letters {
  std::vector<std::string> bodies;
  std::vector<TimePoint> times;
};

/// Three one-way messages, ten milliseconds apart; the first meets a fate.
Letters post_with(const Plan& plan) {
  Letters letters;
  FaultModel faults{{{"inbox.note/message", plan.empty() ? "lose" : plan[0].answer, {1, 2}}}};
  (void)run(playing(plan), faults, [&](World& world) {
    Node& inbox = world.add_node("inbox", "inbox");
    inbox.install([&](Node&) {
      auto program = std::make_unique<Scripted>();
      program->on_message = [&](const Request& message) {
        letters.bodies.emplace_back(message.body);
        letters.times.push_back(world.now());
      };
      return program;
    });
    inbox.start();
    node_that(world, "shop-1", [&](Node& self) {
      for (const char* body : {"a", "b", "c"}) {
        world.network().send(self, inbox, "note", "", body);
        world.kernel().wait(world.now() + 10_ms);
      }
    });
  });
  return letters;
}

TEST_CASE("each fate of a one-way message does what it says") {
  using Bodies = std::vector<std::string>;
  CHECK(post_with({}).bodies == Bodies{"a", "b", "c"});
  const std::vector<std::pair<const char*, Bodies>> table{
      {"lose", {"b", "c"}},
      {"past_timeout", {"a", "b", "c"}},
      {"duplicate", {"a", "a", "b", "c"}},
      {"reorder", {"b", "c", "a"}},
      {"hold", {"b", "c", "a"}},
      {"reset", {"b", "c"}},
  };
  for (const auto& [answer, bodies] : table) {
    INFO(answer);
    CHECK(post_with(fate("inbox.note/message @ shop-1", answer)).bodies == bodies);
  }
}

TEST_CASE("what a message's slot was used for before does not change its fate") {
  const Plan plan = fate("inbox.note/message @ shop-1", "past_timeout");
  FaultModel faults{{{"inbox.note/message", "past_timeout", {1, 2}}}};
  World world;
  const auto story = [&](Duration timeout) {
    return run(world, playing(plan), faults, [&](World&) {
      Node& bank = server(world, "bank");
      Node& inbox = server(world, "inbox");
      node_that(world, "shop-1", [&, timeout](Node& self) {
        (void)world.network().call(self, {bank, "pay", "", "", timeout});
        world.network().send(self, inbox, "note", "", "a");
      });
    });
  };
  CHECK(story(1_s).ended == story(9_s).ended);
}

TEST_CASE("a late reply reaches nobody: not the next call either") {
  FaultModel faults{{{"bank.pay/reply", "past_timeout", {1, 2}}}};
  const Plan plan = fate("bank.pay/reply @ shop-1/first", "past_timeout");
  std::vector<std::string> bodies;
  std::vector<CallStatus> statuses;
  (void)run(playing(plan), faults, [&](World& world) {
    Node& bank = world.add_node("bank", "bank");
    bank.install([&world](Node&) {
      auto program = std::make_unique<Scripted>();
      program->on_request = [&world](const Request& request) {
        if (request.scope == "second") world.kernel().wait(world.now() + 500_ms);
        return std::string{request.scope};
      };
      return program;
    });
    bank.start();
    node_that(world, "shop-1", [&](Node& self) {
      for (const char* scope : {"first", "second"}) {
        const CallResult result = world.network().call(self, {bank, "pay", scope, "", 1_s});
        statuses.push_back(result.status);
        bodies.push_back(result.body);
      }
    });
  });
  CHECK(statuses == std::vector<CallStatus>{CallStatus::timed_out, CallStatus::answered});
  CHECK(bodies == std::vector<std::string>{"", "second"});
}

TEST_CASE("a reply to a caller whose node died reaches nobody") {
  bool returned = false;
  const Outcome outcome = run([&](World& world) {
    Node& bank = server(world, "bank");
    Node& shop = world.add_node("shop-1", "shop");
    shop.install([&](Node& self) {
      auto program = std::make_unique<Scripted>();
      program->on_start = [&] {
        if (self.life() > 1) return;
        (void)world.network().call(self, {bank, "pay", "pay-1", "", 1_s});
        returned = true;
      };
      return program;
    });
    shop.start();
    at(world, 7_ms, [&shop] {
      shop.crash();
      shop.start();
    });
  });
  CHECK_FALSE(returned);
  CHECK(outcome.exit == Exit::at_rest);
}

TEST_CASE("a node's clock shows its own skew and drift, and its sleeps end by that clock") {
  const NodeClock clock{.skew = 3_s, .drift_ppm = 200};
  CHECK(clock.at(TimePoint{}) == TimePoint{} + 3_s);
  CHECK(clock.at(TimePoint{} + 1000_s) == TimePoint{} + 1003_s + 200_ms);
  for (const std::int64_t drift : {-50'000, -200, 0, 200, 50'000}) {
    INFO(drift);
    TimePoint local;
    TimePoint end;
    (void)run([&](World& world) {
      Node& node = world.add_node("shop-1", "shop");
      node.clock = {.skew = Duration{} - 2_s, .drift_ppm = drift};
      node.install([&](Node& self) {
        auto program = std::make_unique<Scripted>();
        program->on_start = [&] {
          (void)self.sleep_until(TimePoint{} + 10_s);
          local = self.local_now();
          end = world.now();
        };
        return program;
      });
      node.start();
    });
    CHECK(local >= TimePoint{} + 10_s);
    CHECK(local <= TimePoint{} + 11_s);
    CHECK((end > TimePoint{} + 12_s) == (drift < 0));
  }
}

/// Sites that the trace shows before healing, by what may be decided there.
std::set<std::string> traced_sites(World& world) {
  std::set<std::string> sites;
  for (const TraceEvent& event : world.trace().events()) {
    if (event.kind == TraceKind::heal) break;
    const bool asks = event.kind == TraceKind::request || event.kind == TraceKind::reply ||
                      event.kind == TraceKind::message || event.kind == TraceKind::crash_point;
    if (asks) sites.insert(event.what);
  }
  return sites;
}

/// Sites at which a search may branch.
std::set<std::string> branch_sites(World& world) {
  std::set<std::string> sites;
  for (const AskedDecision& asked : world.decisions().asked()) {
    const bool fault = asked.kind == DecisionKind::fault || asked.kind == DecisionKind::crash;
    if (fault && asked.options->size() > 1) {
      sites.insert(std::string{world.decisions().name(asked.site)});
    }
  }
  return sites;
}

void all_kinds_of_events(World& world) {
  Node& bank = server(world, "bank");
  Node& inbox = server(world, "inbox");
  for (const char* name : {"shop-1", "shop-2"}) {
    node_that(world, name, [&](Node& self) {
      for (const char* scope : {"pay-1", "pay-2"}) {
        world.crash_point(self, "store.commit", scope);
        (void)world.network().call(self, {bank, "pay", scope, "", 1_s});
        world.network().send(self, inbox, "note", scope, "");
        world.network().send(self, inbox, "plain", "", "");
      }
    });
  }
}

std::pair<std::set<std::string>, std::set<std::string>> census(FaultModel faults) {
  World world;
  RunInput input;
  input.keep = KeepDecisions::all;
  input.trace = true;
  (void)run(world, input, faults, all_kinds_of_events);
  return {traced_sites(world), branch_sites(world)};
}

TEST_CASE("every request, reply, message and crash point of a trace is a site to branch at") {
  const auto [traced, branches] = census(FaultModel{{{"*/request", "lose", {1, 9}},
                                                     {"*/reply", "lose", {1, 9}},
                                                     {"*/message", "lose", {1, 9}},
                                                     {"*.commit", "crash", {1, 9}}}});
  CHECK(traced.size() == 18);  // 2 shops: 2 x (request, reply, note, commit), 1 plain
  CHECK(traced == branches);
}

TEST_CASE("a site that no rule matches is none to branch at, and the census shows it") {
  const auto [traced, branches] =
      census(FaultModel{{{"*/request", "lose", {1, 9}}, {"*.commit", "crash", {1, 9}}}});
  CHECK(traced.size() == 18);
  CHECK(branches.size() == 8);
  CHECK(std::ranges::includes(traced, branches));
}

}  // namespace
}  // namespace assay::sim::testing
