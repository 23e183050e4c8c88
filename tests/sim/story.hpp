// A world in a few lines: what the tests of the kernel start from. Not a test; draws nothing and
// keeps nothing from one run to the next.
#pragma once

#include <catch2/catch.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/world/world.hpp"

namespace Catch {

template <>
struct StringMaker<assay::sim::TimePoint> {
  static std::string convert(assay::sim::TimePoint time) {
    return std::to_string(time.ns()) + " ns";
  }
};

}  // namespace Catch

namespace assay::sim::testing {

/// What may happen to a disk that only these tests have.
inline const FaultTable<int>& disk_faults() {
  static const FaultTable<int> table{{{{.word = "fail"}, 0}, {{.word = "lie"}, 1}}};
  return table;
}

/// What a run came to, kept after its world has gone.
struct Outcome {
  Exit exit = Exit::at_rest;
  Digest digest;
  TimePoint ended;
  std::string broken_claim;
  std::uint64_t events = 0;
  std::uint32_t abandoned = 0;
  std::uint32_t refused_to_end = 0;
  Plan recorded;
  Plan unplaced;
};

/// A program made of functions, for nodes whose behaviour is told where the test stands.
class Scripted final : public Program {
 public:
  std::function<void()> on_start;
  std::function<std::string(const Request&)> on_request;
  std::function<void(const Request&)> on_message;
  bool at_once = false;

  void start() override {
    if (on_start) on_start();
  }
  std::string handle(const Request& request) override {
    return on_request ? on_request(request) : std::string{};
  }
  void receive(const Request& message) override {
    if (on_message) on_message(message);
  }
  [[nodiscard]] bool answers_at_once() const override { return at_once; }
};

/// Runs a world: `set_up` makes its nodes and fibers.
inline Outcome run(World& world, const RunInput& input, FaultModel& faults,
                   const std::function<void(World&)>& set_up) {
  world.begin(input, faults);
  set_up(world);
  Outcome outcome;
  outcome.exit = world.run();
  outcome.ended = world.now();
  outcome.digest = world.digest().value();
  outcome.recorded = world.decisions().recorded();
  outcome.unplaced = world.decisions().unplaced();
  outcome.events = world.kernel().events();
  world.end();
  outcome.broken_claim = world.kernel().broken_claim();
  outcome.abandoned = world.kernel().abandoned();
  outcome.refused_to_end = world.kernel().refused_to_end();
  return outcome;
}

inline Outcome run(const RunInput& input, FaultModel& faults,
                   const std::function<void(World&)>& set_up) {
  World world;
  return run(world, input, faults, set_up);
}

/// A benign run without faults.
inline Outcome run(const std::function<void(World&)>& set_up) {
  FaultModel none;
  return run(RunInput{}, none, set_up);
}

/// Starts a node whose life is one fiber.
inline Node& node_that(World& world, const std::string& name, std::function<void(Node&)> lives) {
  Node& node = world.add_node(name, name.substr(0, name.find('-')));
  node.install([lives = std::move(lives)](Node& self) {
    auto program = std::make_unique<Scripted>();
    program->on_start = [&self, lives] { lives(self); };
    return program;
  });
  node.start();
  return node;
}

/// A node that answers each request at once with its body, or as told.
inline Node& server(World& world, const std::string& name,
                    std::function<std::string(const Request&)> answers = {}) {
  Node& node = world.add_node(name, name.substr(0, name.find('-')));
  node.install([answers = std::move(answers)](Node&) {
    auto program = std::make_unique<Scripted>();
    program->at_once = true;
    program->on_request = [answers](const Request& request) {
      return answers ? answers(request) : std::string{request.body};
    };
    return program;
  });
  node.start();
  return node;
}

/// Does something at a time, in no fiber.
inline void at(World& world, Duration when, std::function<void()> action) {
  auto* const held = new std::function<void()>{std::move(action)};
  world.kernel().at(
      TimePoint{} + when, Keeps::busy,
      [](void* object, std::uint64_t) {
        const std::unique_ptr<std::function<void()>> mine{
            static_cast<std::function<void()>*>(object)};
        (*mine)();
      },
      held, 0);
}

/// The input of a seeded run.
inline RunInput seeded(std::uint64_t seed) {
  RunInput input;
  input.baseline = Baseline::seeded;
  input.seed = seed;
  return input;
}

/// The input of a benign run that plays a plan.
inline RunInput playing(const Plan& plan) {
  RunInput input;
  input.plan = &plan;
  return input;
}

}  // namespace assay::sim::testing
