// A client of the service under test: a person, or a software agent at machine speed. It says what
// it wants, asks with one key per operation until it has a final answer, and gives up when its
// tries are spent. It never crashes. Not a load generator: every choice of its is a workload
// decision. The fault model, client_faults(), is asked once per operation, at
// "client.<operation>/ask @ <client>/<scope>".
// Source: R2 (retry the identical request), R10 (the payload does not change), L4 (bounded tries).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/clients/asked_requests.hpp"
#include "models/clients/client_fault.hpp"
#include "models/clients/client_kind.hpp"
#include "models/clients/edge.hpp"
#include "models/clients/generated_flow.hpp"
#include "models/recorder.hpp"
#include "sim/time.hpp"
#include "sim/world/network.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

using namespace sim::literals;

struct ClientConfig {
  ClientKind kind = ClientKind::person;
  Flow flow = Flow::authorise_and_capture;
  std::uint32_t payments = 1;
  std::uint32_t copies = 1;         ///< each request is made so many times at once, with one key
  std::string tenant{};             ///< of the service; all names here are within it
  std::uint32_t first_payable = 1;  ///< its payables are "pay-<n>" from here on
  std::string customer = "customer-1";
  std::vector<history::Amount> amounts{{1250, "EUR"}};  ///< a payment takes one of these
  sim::Duration think_max = 2_s;               ///< pause before a step, up to this
  sim::Duration timeout = 5_s;                 ///< waits this long for an answer
  sim::Duration backoff_min = 1_s;             ///< pause before the second try; doubles from there
  sim::Duration backoff_max = 20_s;
  std::uint32_t tries_max = 6;           ///< first try included; polls of a pending answer too
  sim::Duration late_after = 25_h;       ///< when the service has forgotten a key
  sim::Duration very_late_after = 49_h;  ///< when the processor has, too
  std::vector<sim::Node*> service;       ///< the nodes that answer; the first is the usual one
  std::vector<sim::Node*> others{};      ///< clients of its tenant that may ask in its place
  AskedRequests* asked = nullptr;        ///< keeps what is asked under each key; nullptr: nobody
};

class Client final : public sim::Program {
 public:
  Client(sim::Node& node, Recorder& recorder, ClientConfig config);

  void start() override;

 private:
  /// How it asks amiss, and the fault by which that is so.
  struct DrawnFault {
    AskEffect how{};
    sim::FaultMark mark = 0;
  };

  /// Who asks for an operation: its own node or another client's, as which of its askers, how often
  /// at most, and whether it still knows its key when the first try has got no answer.
  struct Asker {
    sim::Node& node;
    std::uint32_t copy = 1;
    std::uint32_t tries_max = 1;
    bool forgets_key = false;
  };

  /// What a generated payment has come to: the last ordinal of each kind of operation, what the
  /// service called its authorisations, and the last operation that was none.
  struct Course {
    std::array<std::uint32_t, 4> ordinals{};
    std::vector<std::string> authorisations{};
    std::string other{};
  };

  void pay(std::uint32_t number);
  // The flow "generated": generated_client.cpp.
  void pay_from(std::uint32_t number);
  void pay_generated(harness::EdgeRequest request);
  bool take_step(harness::EdgeRequest request, const GeneratedStep& step, std::uint32_t place,
                 Course& course);
  std::string choose_parent(const harness::EdgeRequest& request, std::uint32_t place,
                            const Course& course);
  void accompany(const harness::EdgeRequest& request, const Manner& manner);
  void ask_again(harness::EdgeRequest request, const Manner& manner);
  sim::Node& another_client(const harness::EdgeRequest& request);
  void prepare(harness::EdgeRequest& request, history::OperationKind step,
               bool more_to_come = false) const;
  bool carry_out_step(harness::EdgeRequest& request, history::OperationKind step);
  void refund_twice(harness::EdgeRequest& request);
  void capture_in_parts(harness::EdgeRequest& request);
  void capture_or_authorise_again(harness::EdgeRequest& request);
  bool carry_out(const harness::EdgeRequest& request, const Manner& manner = {});
  bool carry_out(const harness::EdgeRequest& request, const Manner& manner,
                 std::string& operation);
  std::optional<harness::EdgeResponse> pursue(harness::EdgeRequest request, std::uint32_t copy,
                                              const DrawnFault& drawn);
  std::optional<harness::EdgeResponse> pursue(const Asker& asker, harness::EdgeRequest request,
                                              const DrawnFault& drawn);
  void return_late(harness::EdgeRequest& request, const DrawnFault& drawn);
  void ask_with_other_body(harness::EdgeRequest request, const DrawnFault& drawn);
  bool take_final(const harness::EdgeRequest& request, const harness::EdgeResponse& response);
  DrawnFault client_fault_at(const harness::EdgeRequest& request);
  harness::EdgeResponse ask(const harness::EdgeRequest& request, std::uint32_t number);
  harness::EdgeResponse ask(sim::Node& from, const harness::EdgeRequest& request,
                            std::uint32_t number);
  /// Whoever was told that the money is there lets the goods go.
  void fulfil(const harness::EdgeRequest& request);
  void give_up(const harness::EdgeRequest& request, std::string_view reason);
  void think(const harness::EdgeRequest& request);
  const history::Amount& choose_amount(std::string_view payable);

  sim::Node& node_;
  Recorder& recorder_;
  ClientConfig config_;
  std::set<std::string> asked_back_;  // payables whose money it wants back: no goods leave for them
  bool may_fail_ = false;
};

/// Which node of a service is asked next: a workload decision, the first one being the usual.
[[nodiscard]] sim::Node& choose_node(sim::World& world, std::span<sim::Node* const> nodes,
                                     std::string_view scope);

/// The operations of a flow, in order.
[[nodiscard]] std::span<const history::OperationKind> steps_of(Flow flow);

}  // namespace assay::models
