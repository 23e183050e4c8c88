// Asks a service, once its run is over and nothing fails any more, what it is still good for: are
// the keys of before answered, can those who met trouble pay for something new, can holds be
// released and captures given back? It only asks; what the answers are worth is for the property
// `usefulness` (I34). One question after another, on the service's nodes in turn.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/clients/ask.hpp"
#include "models/clients/asked_requests.hpp"
#include "models/clients/probe_memory.hpp"
#include "sim/time.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

using namespace sim::literals;

struct ProberConfig {
  const AskedRequests* asked = nullptr;  ///< must outlive the prober
  std::vector<sim::Node*> service;
  /// How long the service keeps a key; zero: nobody said, so that it keeps it for ever.
  sim::Duration key_retention;
  sim::Duration timeout = 30_s;
  sim::Duration backoff_min = 1_s;  ///< doubles from there
  sim::Duration backoff_max = 60_s;
  std::uint32_t tries_max = 8;
};

class Prober final : public sim::Program {
 public:
  Prober(sim::Node& node, Recorder& recorder, ProberConfig config);

  /// Asks all there is to ask, then brings the world to rest.
  void start() override;

 private:
  void ask_balances();
  void ask_again();
  void ask_for_something_new();
  void ask_to_undo();
  [[nodiscard]] std::vector<harness::EdgeRequest> authorisations() const;
  void undo(const harness::EdgeRequest& first);
  void pay_anew(harness::EdgeRequest request);
  /// Declares an operation of the prober's own and asks for it. Returns: whether it succeeded.
  bool carry_out(harness::EdgeRequest& request, history::OperationKind kind,
                 std::uint32_t ordinal);
  harness::EdgeResponse pursue(const harness::EdgeRequest& request);
  Asker asker();
  [[nodiscard]] bool is_kept(const AskedRequest& asked) const;
  void note(const harness::EdgeRequest& request);
  [[nodiscard]] bool met_trouble(const harness::EdgeRequest& request);
  [[nodiscard]] std::uint32_t next_ordinal(const harness::EdgeRequest& request,
                                           history::OperationKind kind) const;

  sim::Node& node_;
  Recorder& recorder_;
  ProberConfig config_;
  ProbeMemory memory_;
  std::map<std::string, std::set<std::string>> payables_;  // by customer, by the world's names
  std::map<std::pair<std::string, history::OperationKind>, std::uint32_t> last_ordinal_;
  std::set<std::string> in_doubt_;  // payables, by the world's name
  std::size_t turn_ = 0;
  std::uint32_t number_ = 0;  // of what is new
};

}  // namespace assay::models
