// A processor that is served: requests of a dialect come in, the rules of models/rules decide, and
// what goes wrong on the way or inside is asked for at sites named as in the simulated world. It
// has no socket and no clock of its own, so that tests and comparisons play it on virtual time. The
// counterpart of models/processor/processor.hpp: same rules, same faults, another world.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "models/processor/processor_fault.hpp"
#include "models/rules/processor_rules.hpp"
#include "outside/dialects/dialect.hpp"
#include "outside/http/exchange.hpp"
#include "outside/serve/faults.hpp"
#include "outside/serve/links.hpp"
#include "outside/serve/truth.hpp"

namespace assay::outside {

/// The operation, in sites' names, of what is asked beside money.
inline constexpr std::string_view call_operation = "call";

struct ServiceSettings {
  models::ProcessorConfig processor{};
  std::string name = "processor";  ///< in the names of sites, and in facts
  std::string caller{};            ///< in the names of sites; empty: none is named there
  LinkSettings links{};
  std::uint64_t seed = 0;          ///< of what rates draw
};

/// Contract: dialect and timers outlive it.
class Service {
 public:
  Service(const ServiceSettings& settings, Dialect& dialect, Timers& timers);
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// A request has come.
  void take(const http::Request& request, http::Respond respond);

  /// Called for each movement, once it is recorded.
  std::function<void(const models::Movement&)> on_movement;
  /// Called for each message that passes a site, for whoever does more there than the catalogue's
  /// faults. Returns: whether it goes no further, as if its caller had gone.
  std::function<bool(const Site&)> on_site;

  [[nodiscard]] Faults& faults() { return faults_; }
  [[nodiscard]] const Truth& truth() const { return truth_; }
  [[nodiscard]] const models::EffectLedger& ledger() const { return rules_->ledger(); }
  [[nodiscard]] const ServiceSettings& settings() const { return settings_; }

  /// Back to the beginning: no effect, no key, no visit; plan and rates stay. What is still on its
  /// way is forgotten.
  void reset();

 private:
  struct Exchange;
  using Shared = std::shared_ptr<Exchange>;

  [[nodiscard]] Site site_of(const Exchange& exchange, std::string_view edge) const;
  void name(Exchange& exchange);
  std::uint32_t count_attempt(const Operation& asked, const std::string& about);
  void send(const Site& site, Message message);
  void take_in(const Shared& exchange);
  void answer_failure(const Shared& exchange);
  [[nodiscard]] std::optional<models::Mishap> mishap_at(const Exchange& exchange);
  void operate(const Shared& exchange, Operation asked);
  void carry_out(const Shared& exchange, const Operation& asked, const models::Mishap& mishap);
  models::CarriedOut carry_out_step(const harness::ProcessorRequest& step, std::string_view key,
                                    const models::Mishap& mishap);
  void answer_question(const Shared& exchange);
  [[nodiscard]] http::Reply found_by(const Exchange& exchange);
  void record(const models::Movement& movement, std::string_view key);
  void lapse_at(const models::Lapse& lapse);
  void answer(const Shared& exchange, http::Reply reply);
  /// Does that later, unless all is reset before.
  void at(sim::TimePoint when, std::function<void()> what);

  ServiceSettings settings_;
  Dialect& dialect_;
  Timers& timers_;
  std::unique_ptr<models::ProcessorRules> rules_;
  Truth truth_;
  Faults faults_;
  models::Outage outage_;
  Links links_;
  struct Tried {
    std::string key;
    std::uint32_t attempts = 0;
  };
  std::map<std::string, Tried> tried_;  // by operation, where the wire does not count
  std::uint64_t epoch_ = 0;
};

}  // namespace assay::outside
