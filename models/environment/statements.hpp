// What one node says of itself, taken down as its own statement. Not what others see: that is
// recorded where it is seen.
#pragma once

#include "harness/statements.hpp"
#include "models/recorder.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

/// Taken down as it is said: for what follows from rows that were committed, whoever is still
/// alive.
class NodeStatements final : public harness::Statements {
 public:
  NodeStatements(sim::Node& node, Recorder& recorder) : node_{node}, recorder_{recorder} {}

  history::Name name(std::string_view text) override;
  void believe(const harness::Statement& statement) override;

 private:
  sim::Node& node_;
  Recorder& recorder_;
};

/// What a program says itself. It says nothing more once the power is gone.
class LivingStatements final : public harness::Statements {
 public:
  LivingStatements(sim::Node& node, Recorder& recorder) : node_{node}, said_{node, recorder} {}

  history::Name name(std::string_view text) override;
  void believe(const harness::Statement& statement) override;

 private:
  sim::Node& node_;
  NodeStatements said_;
};

}  // namespace assay::models
