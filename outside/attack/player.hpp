// Plays one payment under one plan, with everything around it: processor, edges, services, client,
// rest, belief. The services live from plan to plan; each plan has a payment of its own.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "outside/attack/asking.hpp"
#include "outside/attack/http_edge.hpp"
#include "outside/attack/outside_file.hpp"
#include "outside/attack/places.hpp"
#include "outside/attack/postgres_edge.hpp"
#include "outside/attack/processor.hpp"
#include "outside/attack/recorder.hpp"
#include "outside/attack/run.hpp"
#include "outside/attack/supervisor.hpp"

namespace assay::outside::attack {

class Player {
 public:
  /// Makes edges, and nothing yet that runs. Errors: BadInput.
  explicit Player(const OutsideFile& file);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  /// Does the setup and starts the services. Errors: BadInput, Interrupted.
  void start();
  /// Pays once under a plan. `patience`: how many times the file's quiet and bound it waits for
  /// rest. Errors: Interrupted; BadInput where a service cannot be brought back.
  Run play(const sim::Plan& plan, std::int64_t patience = 1);

  [[nodiscard]] sim::TimePoint now() const { return loop_.now(); }

 private:
  /// Makes what stands at the end of an edge. Returns: its address. Errors: BadInput.
  Words make_edge(const EdgeSpec& edge);
  const sim::Fault<Strike>* pass(const Site& site, std::string_view who);
  /// A fact of the processor's, unless it is about an earlier payment.
  void take_truth(const history::Observation& seen);
  [[nodiscard]] bool is_of_earlier(std::string_view site) const;
  [[nodiscard]] bool strikes_processor(const sim::Answer& answer) const;
  bool pass_processor(const Site& site);
  void changed(const std::string& service, const std::string& what);
  void crashed(const std::string& service, const Exit& exit);
  void note(std::string_view who, std::string_view what);
  /// What the processor has applied since this was last called.
  void note_applied();
  void begin(Run& run);
  void end_try(Run& run);
  void come_to_rest(Run& run, std::int64_t patience);
  void read_belief(Run& run, const Words& words);
  void ask_queries(Run& run, const Words& words);
  void collect(Run& run);
  [[nodiscard]] std::size_t unanswered() const;

  const OutsideFile& file_;
  Guardian guardian_;
  Loop loop_;
  Faults places_{0};
  std::unique_ptr<Recorder> recorder_;
  Run* playing_ = nullptr;
  sim::TimePoint last_call_{};
  std::size_t applied_ = 0;
  std::string caller_;  ///< of the processor
  std::unique_ptr<Processor> processor_;
  std::vector<std::unique_ptr<HttpEdge>> edges_;
  std::vector<std::unique_ptr<PostgresEdge>> stores_;
  std::unique_ptr<Supervisor> supervisor_;
  Asking asking_;
  std::uint64_t payments_ = 100;  // so that none is pay-1, as plans call the one under attack
  std::string reference_;
  std::set<std::string> earlier_;  // references
};

}  // namespace assay::outside::attack
