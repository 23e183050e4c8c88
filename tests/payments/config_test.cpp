// A configuration that would lose money is refused, and says which fields disagree.
#include "world.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace payments;
using namespace payments::testing;

namespace {

std::string faults(const std::function<void(Config&)>& change) {
  Config config;
  change(config);
  std::string all;
  for (const std::string& fault : faults_of(config)) all += fault + "\n";
  return all;
}

}  // namespace

TEST_CASE("the standard configuration is accepted") { CHECK(faults_of(Config{}).empty()); }

TEST_CASE("each broken inequality names its fields") {
  using Change = std::function<void(Config&)>;
  const std::vector<std::pair<Change, std::string>> table{
      {[](Config& c) { c.client_retry_horizon = 3_d; }, "client_retry_horizon"},
      {[](Config& c) { c.client_retry_horizon = c.key_retention + 1_ns; }, "client_retry_horizon"},
      {[](Config& c) { c.redrive_horizon = 24_h - c.effect_max - c.clock_skew; },
       "redrive_horizon + effect_max + clock_skew"},
      {[](Config& c) { c.processor_key_retention = 12_h; },
       "redrive_horizon + effect_max + clock_skew"},
      {[](Config& c) { c.clock_skew = 12_h; }, "rpc_timeout + pause_budget + clock_skew"},
      {[](Config& c) { c.rpc_timeout = c.lease; }, "rpc_timeout + pause_budget + clock_skew"},
      {[](Config& c) { c.pause_budget = c.lease; }, "rpc_timeout + pause_budget + clock_skew"},
      {[](Config& c) { c.lease = c.rpc_timeout + c.pause_budget + c.clock_skew - 1_ns; },
       "rpc_timeout + pause_budget + clock_skew"},
      {[](Config& c) { c.redrive_horizon = 24_h; }, "processor_key_retention"},
      {[](Config& c) { c.effect_max = 13_h; }, "redrive_horizon + effect_max + clock_skew"},
      {[](Config& c) { c.lease = 15_s; }, "rpc_timeout + pause_budget + clock_skew"},
      {[](Config& c) { c.lease = 6_h; }, "lease * 10"},
      {[](Config& c) { c.ask_delay_max = 1_s; }, "ask_delay_min"},
      {[](Config& c) { c.reconcile_grace = 1_s; }, "reconcile_grace"},
      {[](Config& c) { c.attempts_immediate = 9; }, "attempts_immediate"},
      {[](Config& c) { c.page = 0; }, "page (0) must be greater than 0"},
      {[](Config& c) { c.clock_skew = Duration{-1}; }, "clock_skew"},
  };
  for (const auto& [change, name] : table) {
    INFO(name);
    CHECK(faults(change).find(name) != std::string::npos);
  }
}

TEST_CASE("what is refused is told in units that people write") {
  CHECK_THAT(faults([](Config& c) { c.lease = 15_s; }),
             Catch::Contains("(15 s 500 ms) must not exceed lease (15 s): "));
  CHECK_THAT(faults([](Config& c) { c.effect_max = 13_h; }),
             Catch::Contains("(25 h 500 ms) must be less than processor_key_retention (24 h)"));
  CHECK_THAT(faults([](Config& c) { c.reconcile_grace = 30_s + 1_ns; }),
             Catch::Contains("effect_max (1 min) must not exceed reconcile_grace (30 s 1 ns)"));
  CHECK_THAT(faults([](Config& c) { c.clock_skew = Duration{-2'000'000}; }),
             Catch::Contains("clock_skew (-2 ms) must be at least 0"));
  CHECK_THAT(faults([](Config& c) { c.lease = Duration{}; }),
             Catch::Contains("lease (0 s) must be greater than 0"));
  CHECK_THAT(faults([](Config& c) { c.lease = {std::numeric_limits<std::int64_t>::min()}; }),
             Catch::Contains("lease (-2562047 h 47 min 16 s 854 ms 775 us 808 ns)"));
}

TEST_CASE("what may just be is accepted: each bound of R11 met exactly") {
  CHECK(faults([](Config& c) { c.client_retry_horizon = c.key_retention; }).empty());
  CHECK(faults([](Config& c) { c.lease = c.rpc_timeout + c.pause_budget + c.clock_skew; }).empty());
  CHECK(faults([](Config& c) {
          c.redrive_horizon = c.processor_key_retention - c.effect_max - c.clock_skew - 1_ns;
        }).empty());
}

TEST_CASE("no length of time is so great that a sum of it comes out small") {
  constexpr Duration most{std::numeric_limits<std::int64_t>::max()};
  for (const auto field : {&Config::rpc_timeout,
                           &Config::pause_budget,
                           &Config::clock_skew,
                           &Config::effect_max,
                           &Config::processor_key_retention,
                           &Config::client_retry_horizon,
                           &Config::lease,
                           &Config::key_retention,
                           &Config::redrive_horizon,
                           &Config::capture_margin,
                           &Config::ask_delay_min,
                           &Config::ask_delay_max,
                           &Config::relay_delay,
                           &Config::relay_pause,
                           &Config::reconcile_delay,
                           &Config::reconcile_grace,
                           &Config::reap_delay,
                           &Config::retry_hint,
                           &Config::event_delay_min,
                           &Config::event_delay_max,
                           &Config::event_patience,
                           &Config::event_tolerance,
                           &Config::event_retention}) {
    CHECK_FALSE(faults([&](Config& c) { c.*field = most; }).empty());
    CHECK_FALSE(faults([&](Config& c) { c.*field = Duration{-1}; }).empty());
  }
}

TEST_CASE("no service is made from a configuration that is refused") {
  World world;
  world.config.lease = 1_s;

  const auto made = Service::make(world.ports, world.config);

  REQUIRE_FALSE(made.has_value());
  CHECK(made.error().front().find("lease") != std::string::npos);
}

TEST_CASE("a while after never is never") {
  CHECK(Instant::never() + 2_s == Instant::never());
  CHECK(Instant::never() - 2_s == Instant::never());
}
