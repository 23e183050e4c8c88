// Facts, one after another.
#include "tests/reports/two_sides.hpp"

namespace tests {

using namespace assay;
using history::OperationKind;
using history::State;
using reports::ShownRun;

namespace {

struct About {
  const char* payable = "pay-1";
  OperationKind kind = OperationKind::capture;
};

/// Adds a fact about operation 1 of a payable. Returns: its sequence number.
template <typename Fact>
std::uint64_t see(ShownRun& run, std::int64_t milliseconds, const char* observer, Fact fact,
                  const About& about = {}) {
  history::History& history = run.history;
  if constexpr (requires { fact.payable; }) {
    fact.payable = history.name(about.payable);
    fact.kind = about.kind;
    fact.ordinal = 1;
  }
  if constexpr (requires { fact.amount; }) fact.amount = {1250, "EUR"};
  if constexpr (requires { fact.processor; }) fact.processor = history.name("acquirer");
  if constexpr (requires { fact.processor_key; }) fact.processor_key = history.name("key-1");
  if constexpr (requires { fact.scope; }) {
    fact.scope = history.name("scope");
    fact.key = history.name("k-1");
  }
  history.add({.at = milliseconds * 1'000'000, .observer = history.name(observer)}, fact);
  return history.size();
}

void ask(ShownRun& run, const char* operation, const About& about = {}) {
  see(run, 0, "client-1", history::IntentDeclared{}, about);
  see(run, 1, "client-1", history::RequestSent{.try_number = 1}, about);
  see(run, 8, "shop-1",
      history::AttemptSent{.operation = run.history.name(operation), .attempt = 1}, about);
}

std::uint64_t step(ShownRun& run, std::int64_t milliseconds, const char* operation, State to,
                   const About& about = {}, const char* reason = "") {
  return see(run, milliseconds, "shop-1",
             history::TransitionCommitted{.operation = run.history.name(operation),
                                          .reason = run.history.name(reason),
                                          .to = to},
             about);
}

std::uint64_t take_effect(ShownRun& run, std::int64_t milliseconds, const char* operation,
                          const char* effect, const About& about = {}) {
  return see(run, milliseconds, "acquirer",
             history::EffectApplied{.operation = run.history.name(operation),
                                    .effect = run.history.name(effect)},
             about);
}

}  // namespace

ShownRun captured_twice(OperationKind kind) {
  ShownRun run;
  const About about{.kind = kind};
  ask(run, "op-1", about);
  run.evidence.push_back(take_effect(run, 24, "op-1", "fx-1", about));
  step(run, 30, "op-1", State::succeeded, about);
  see(run, 34, "client-1",
      history::ResponseReceived{.operation = run.history.name("op-1"),
                                .status = 200,
                                .outcome = history::Outcome::success},
      about);
  run.evidence.push_back(take_effect(run, 2040, "op-1", "fx-2", about));
  return run;
}

ShownRun given_up(bool took_effect) {
  ShownRun run;
  ask(run, "op-1");
  if (took_effect) take_effect(run, 24, "op-1", "fx-1");
  run.evidence.push_back(step(run, 3000, "op-1", State::failed));
  return run;
}

ShownRun everything_open() {
  ShownRun run = captured_twice();
  history::History& history = run.history;
  const history::Name event = history.name("event-1");
  see(run, 2100, "shop-1", history::EventCommitted{.event = event});
  see(run, 2101, "shop-1",
      history::EventPublished{.event = event, .consumer = history.name("ledger")});
  for (int twice = 0; twice < 2; ++twice) {
    see(run, 2101, "notifications",
        history::EventApplied{.event = event, .consumer = history.name("notifications")});
  }
  see(run, 2102, "shop-1",
      history::BreakOpened{.operation = history.name("op-1"),
                           .effect = history.name("fx-2"),
                           .reason = history.name("second_effect")});
  take_effect(run, 2103, "op-1", "fx-3");
  for (const auto& [payable, state] : {std::pair{"pay-2", State::parked},
                                       {"pay-3", State::unknown},
                                       {"pay-4", State::attempting}}) {
    const About about{.payable = payable};
    ask(run, "op-2", about);
    run.evidence.push_back(step(run, 3000, "op-2", state, about, "no_answer"));
  }
  const About hold{.payable = "pay-5", .kind = OperationKind::authorise};
  ask(run, "op-5", hold);
  run.evidence.push_back(take_effect(run, 3001, "op-5", "fx-5", hold));
  see(run, 3002, "shop-1", history::KeyClaimed{.token = 7, .lease_end = 20'000'000'000});
  run.missed = properties::Missed{10'000'000'000, false, "it should have ended", "the service"};
  undo(run, 15'000, "fx-3");
  return run;
}

ShownRun claimed_and_dead() {
  ShownRun run;
  see(run, 0, "client-1", history::IntentDeclared{});
  see(run, 1, "client-1", history::RequestSent{.try_number = 1});
  see(run, 2, "shop-1", history::KeyClaimed{.token = 1, .lease_end = 90'000'000'000});
  run.evidence.push_back(step(run, 3, "op-1", State::initiated));
  see(run, 5000, "shop-1", history::MachineDied{});
  run.missed = properties::Missed{60'000'000'000, false, "it should have ended", "the service"};
  see(run, 61'000, "world", history::Stopped{});
  return run;
}

void undo(ShownRun& run, std::int64_t milliseconds, const char* effect) {
  run.evidence.push_back(
      see(run, milliseconds, "acquirer",
          history::EffectReversed{.effect = run.history.name(effect)}));
}

}  // namespace tests
