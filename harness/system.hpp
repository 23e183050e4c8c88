// A system under test: what a user writes to put code of their own into a world. A name, settings,
// what faults can strike, what it shows, a factory, how it reports belief, and its edge policy.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/consumer.hpp"
#include "harness/environment.hpp"
#include "harness/marks.hpp"
#include "harness/operators.hpp"
#include "harness/service.hpp"
#include "harness/settings.hpp"
#include "harness/statements.hpp"
#include "history/amount.hpp"
#include "history/words.hpp"

namespace assay::properties {
struct Property;
}

namespace assay::harness {

/// What a system promises at its edge, and what its world must know of its settings.
struct EdgePolicy {
  /// How long a claimed key is held without a sign of life; zero: it holds none.
  Duration lease{};
  /// How long the answer to a key is kept and repeated; zero: nobody said.
  Duration key_retention{};
  /// How far it lets the clocks of its machines be apart from true time, either way.
  Duration skew_max{};
  /// How long before a hold lapses it captures it no more; zero: it captures to the end.
  Duration capture_margin{};
  /// Which answers it stores under a key and repeats; by that its stored answers are judged.
  history::StoredAnswers stores = history::StoredAnswers::undeclared;
  friend bool operator==(const EdgePolicy&, const EdgePolicy&) = default;
};

/// One alarm of a system's own, and what it claims when it raises it.
struct AlarmMeaning {
  std::string_view name;
  history::AlarmClaim claim = history::AlarmClaim::undeclared;
};

/// What a scenario promises a system about its world.
struct WorldPromises {
  Duration effect_max{};        ///< D_max, of every processor
  std::uint32_t tries_max = 0;  ///< tries per operation that are no fault (L4)
};

/// What a system throws that is made with settings which it does not accept.
class SettingsRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A system that can be put under test.
struct System {
  std::string_view name;
  std::string_view summary;  ///< one line
  /// The system that it is with one mistake put in; empty where it is nobody's.
  std::string_view defect_of{};
  SettingsSchema settings{};
  /// Builds the program of one machine, at each start of that machine.
  /// Errors: SettingsRefused.
  std::function<std::unique_ptr<Service>(Environment&)> make;
  /// Makes the consumer of that name, out of the one that the world has; may be empty where that
  /// one is what hears of the system's events.
  std::function<std::unique_ptr<Consumer>(std::string_view name, std::unique_ptr<Consumer> usual)>
      make_consumer{};
  /// Turns a committed row into statements of belief; may be empty where the system has none.
  void (*observe)(const CommittedRow& row, Statements& statements) = nullptr;
  /// What a run of it records. A property that needs another source answers "unknown": a system
  /// that shows no beliefs is not accused of having none. Whether it says what its voids and
  /// refunds go back to, and what comes of webhooks, a system has to say.
  history::Sources shows = history::every_source & ~history::bit(history::Source::mandates) &
                           ~history::bit(history::Source::webhooks);
  /// What it does that faults can strike. A system that says nothing here may do everything: then
  /// a misspelt fault is seen only when its site was never reached.
  std::vector<std::string_view> purposes{};  ///< of its transactions: "claim" is store.claim
  std::vector<std::string_view> calls{};     ///< "processor.capture", "ledger.post"
  std::size_t processors_max = 1;            ///< how many it can be given
  /// Whether it takes amounts in that currency; may be empty where it takes any.
  bool (*takes_currency)(std::string_view code) = nullptr;
  /// What its alarms claim. One that is not here is shown, and not judged.
  std::vector<AlarmMeaning> alarms{};
  /// The places that it marks in its own code, so that one that was never come to is known by name.
  /// One that is not here counts from when it is first come to.
  std::vector<Mark> marks{};
  /// The alarm that it raises where an event cannot be delivered; empty where it has none.
  std::string_view undelivered_alarm{};
  /// What a person may do about its work (Service::operate): what playbooks are made of.
  std::vector<OperatorVerb> verbs{};
  /// What it promises with those settings. Where it is empty nothing is promised, and its world has
  /// pauses, clocks and late clients as for a usual one.
  EdgePolicy (*edge_policy)(const Settings& settings) = nullptr;
  /// What it has against settings, a sentence each; may be empty where it takes all of its schema.
  std::vector<std::string> (*refuses)(const Settings& settings,
                                      const WorldPromises& world) = nullptr;
  /// What its owner says must hold of it, beside our properties and judged like them in every run;
  /// may be empty. Their names are none of ours: testing/own_properties.hpp.
  std::vector<properties::Property> (*own_properties)() = nullptr;
};

using Systems = std::span<const System* const>;

/// What a system promises with those settings.
[[nodiscard]] inline EdgePolicy edge_policy_of(const System& system, const Settings& settings) {
  return system.edge_policy == nullptr ? EdgePolicy{} : system.edge_policy(settings);
}

/// The name of the defect that this system is, or empty.
[[nodiscard]] inline std::string defect_of(const System& system) {
  return system.defect_of.empty() ? std::string{} : std::string{system.name};
}

/// The name of the system that this is, its defect apart. It lives as long as what `system` views.
[[nodiscard]] inline std::string_view base_of(const System& system) {
  return system.defect_of.empty() ? system.name : system.defect_of;
}

}  // namespace assay::harness
