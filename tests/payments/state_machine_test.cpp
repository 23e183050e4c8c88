// The table of transitions against one written down here independently, pair by pair.
#include "payments/journal/state_machine.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <utility>

using namespace payments;

namespace {

using Pair = std::pair<State, Evidence>;

/// Every pair that may change a belief, and what it changes it to.
const std::map<Pair, State>& reference() {
  static const std::map<Pair, State> edges{
      {{State::none, Evidence::created}, State::initiated},
      {{State::initiated, Evidence::sending}, State::attempting},
      {{State::initiated, Evidence::given_up}, State::failed},
      {{State::attempting, Evidence::retrying}, State::attempting},
      {{State::attempting, Evidence::success}, State::succeeded},
      {{State::attempting, Evidence::declined}, State::declined},
      {{State::attempting, Evidence::pending}, State::pending},
      {{State::attempting, Evidence::unknown}, State::unknown},
      {{State::attempting, Evidence::given_up}, State::failed},
      {{State::unknown, Evidence::success}, State::succeeded},
      {{State::unknown, Evidence::declined}, State::declined},
      {{State::unknown, Evidence::pending}, State::pending},
      {{State::unknown, Evidence::given_up}, State::failed},
      {{State::unknown, Evidence::retrying}, State::attempting},
      {{State::unknown, Evidence::hopeless}, State::parked},
      {{State::pending, Evidence::success}, State::succeeded},
      {{State::pending, Evidence::declined}, State::declined},
      {{State::pending, Evidence::given_up}, State::failed},
      {{State::pending, Evidence::hopeless}, State::parked},
      {{State::declined, Evidence::success}, State::succeeded},
      {{State::failed, Evidence::success}, State::succeeded},
      {{State::failed, Evidence::resumed}, State::attempting},
      {{State::parked, Evidence::success}, State::succeeded},
      {{State::parked, Evidence::declined}, State::declined},
      {{State::parked, Evidence::given_up}, State::failed},
  };
  return edges;
}

/// Pairs that are neither edges nor stale news: they must never be recorded.
bool forbidden(State state, Evidence evidence) {
  using enum Evidence;
  const bool act = evidence == created || evidence == sending || evidence == retrying ||
                   evidence == resumed;
  if (act || state == State::none || state == State::initiated) return true;
  return state == State::attempting && evidence == hopeless;
}

}  // namespace

TEST_CASE("every pair of state and evidence is ruled as the reference table says") {
  for (const State state : states) {
    for (const Evidence evidence : evidences) {
      INFO(to_text(state) << " + " << to_text(evidence));
      const auto edge = reference().find({state, evidence});
      const Ruling ruling = rule(state, evidence);
      if (edge != reference().end()) {
        CHECK(ruling == Ruling{RulingKind::moves, edge->second});
      } else {
        CHECK(ruling.kind ==
              (forbidden(state, evidence) ? RulingKind::refused : RulingKind::ignored));
      }
    }
  }
}

TEST_CASE("a success is never taken back") {
  for (const Evidence evidence : evidences) {
    CHECK(rule(State::succeeded, evidence).kind != RulingKind::moves);
  }
}

TEST_CASE("names of states and evidence read back as what they name") {
  for (const State state : states) CHECK(state_from(to_text(state)) == state);
  for (const Evidence evidence : evidences) CHECK(evidence_from(to_text(evidence)) == evidence);
  CHECK_FALSE(state_from("success"));
  CHECK_FALSE(evidence_from(""));
}

TEST_CASE("the diagram in the documentation is the one that the table draws") {
  std::ifstream file(std::string(ASSAY_SOURCE_DIR) + "/docs/payment-state-machine.md");
  std::stringstream text;
  text << file.rdbuf();

  INFO("expected in docs/payment-state-machine.md:\n" << state_diagram());
  CHECK(text.str().find("```mermaid\n" + state_diagram() + "```") != std::string::npos);
}
