// Where a remedy is carried out in the simulated world, once a run has come to rest: a person at a
// desk who takes the steps one after another, each about whatever the verification lists at that
// moment, asks again where no answer came, and then lets a day pass. What it was worth is not for
// the desk to say.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/operators.hpp"
#include "models/clients/asked_requests.hpp"
#include "models/recorder.hpp"
#include "runs/remedies/open_items.hpp"
#include "runs/remedies/try_remedy.hpp"
#include "runs/run.hpp"
#include "sim/world/node.hpp"

namespace assay::runs {

/// What the desk can reach. All of it outlives the desk.
struct DeskConfig {
  const RemedyRequest& request;
  const harness::System& system;
  const models::AskedRequests& asked;
  models::Recorder& recorder;
  std::vector<sim::Node*> service;
  std::vector<sim::Node*> processors;
  std::vector<StepTaken>& taken;
};

class RemedyDesk final : public sim::Program {
 public:
  RemedyDesk(sim::Node& node, DeskConfig config) : node_{node}, config_{std::move(config)} {}

  /// Takes all steps and brings the world to rest.
  void start() override;

 private:
  void take_all(std::string_view who, std::uint32_t round);
  void take(std::size_t place, std::string_view who, std::uint32_t round);
  void use_verb(std::size_t place, std::string_view who, std::uint32_t round);
  void operate(std::size_t place, harness::OperatorCall call, const std::string& about);
  void restart(std::size_t place);
  harness::EdgeResponse ask_until_final(const harness::EdgeRequest& request, std::uint32_t round);
  void ask(std::size_t place, bool anew, std::uint32_t round);
  void refund(std::size_t place, std::uint32_t round);
  void refund_outside(std::size_t place);
  void note(std::size_t place, std::string about, std::string came, bool done);
  void wait(sim::Duration length);
  sim::Node& next_machine();
  [[nodiscard]] std::vector<OpenItem> items() const;
  [[nodiscard]] std::set<std::string> payables() const;
  [[nodiscard]] const harness::EdgeRequest* first_asked(const std::string& payable) const;

  sim::Node& node_;
  DeskConfig config_;
  std::size_t turn_ = 0;
  std::uint32_t number_ = 0;  // of actions and requests
  bool cut_ = false;          // the power was cut already
};

}  // namespace assay::runs
