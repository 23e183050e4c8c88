// What happens: who takes part, what is asked of them, what may go wrong, what must hold, and
// which playbook applies. A plain value, read from a JSON file (scenarios/files) or built in C++;
// it holds nothing of a live world. Serves law 1: one value says everything that a run depends on,
// besides baseline, seed and plan.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/settings.hpp"
#include "history/amount.hpp"
#include "history/coverage_marks.hpp"
#include "models/clients/client_kind.hpp"
#include "properties/own/stated.hpp"
#include "sim/decisions/fault_rules.hpp"
#include "sim/time.hpp"

namespace assay::scenarios {

using namespace sim::literals;

using models::ClientKind;
using models::Flow;

/// How a client behaves when no final answer comes: it sends the same request with the same key.
struct RetryPolicy {
  sim::Duration timeout = 5_s;       ///< waits this long for an answer
  sim::Duration backoff_min = 1_s;   ///< pause before the second try; doubles from there
  sim::Duration backoff_max = 20_s;  ///< the pause never grows beyond this
  std::uint32_t tries_max = 6;       ///< first try included; then the client gives up
  friend bool operator==(const RetryPolicy&, const RetryPolicy&) = default;
};

/// A group of clients that behave alike.
struct ClientGroup {
  ClientKind kind = ClientKind::person;
  /// Whose clients they are. Payables and customers are numbered anew in each tenant, so that
  /// groups of two tenants call things by the same names.
  std::string tenant;
  std::uint32_t count = 1;     ///< clients in the group
  std::uint32_t payments = 1;  ///< payments that each client makes, one after another
  std::uint32_t copies = 1;    ///< how many times each request is made, all at once
  Flow flow = Flow::authorise_and_capture;
  std::vector<history::Amount> amounts{{1250, "EUR"}};  ///< a payment takes one of these
  sim::Duration think_max = 2_s;                       ///< pause before a step, up to this
  RetryPolicy retry;
  friend bool operator==(const ClientGroup&, const ClientGroup&) = default;
};

/// What is asked of the system under test.
struct Workload {
  std::vector<ClientGroup> clients;
  bool balance_readers = false;      ///< does each customer also read their balance?
  sim::Duration read_period = 10_s;  ///< how often, where there are readers
  friend bool operator==(const Workload&, const Workload&) = default;
};

/// A processor in the world and the behaviour profile it follows.
struct Processor {
  std::string name = "acquirer";
  std::string profile = "card";
  sim::Duration hold_length;  ///< for how long funds are held; zero: as the profile has it
  std::string webhooks;  ///< how it tells unasked what moved: models/rules/webhooks.hpp; or empty
  friend bool operator==(const Processor&, const Processor&) = default;
};

/// The system under test of a scenario that names none.
inline constexpr std::string_view default_system = "payments";

/// Who takes part besides the clients, the ledger service and the notification sink.
struct Topology {
  std::uint32_t service_nodes = 1;  ///< nodes that run the system under test over one store
  std::string system{default_system};  ///< the system under test
  std::vector<Processor> processors{Processor{}};
  friend bool operator==(const Topology&, const Topology&) = default;
};

/// One thing that may go wrong, in one or more ways. At each decision point whose action matches
/// `site`, each of `answers` is given with probability `rate`, otherwise the benign one.
struct AllowedFault {
  std::string site;                  ///< such as "acquirer.capture/reply"; "*" is any operation
  std::vector<std::string> answers;  ///< from the closed list for its edge: vocabulary.hpp
  sim::Ratio rate;
  std::vector<std::string> phases;  ///< operations it must strike over a campaign
  friend bool operator==(const AllowedFault&, const AllowedFault&) = default;
};

/// The bounds of a run, and what the scenario promises about time (payment-rules 4.0 and 4.2).
struct Limits {
  sim::Duration begins_at;                  ///< the time of day at which the run begins
  sim::Duration virtual_time_max = 30_min;  ///< the run ends here at the latest, after its begin
  sim::Duration faults_until = 60_s;        ///< healing begins here at the latest
  std::uint64_t events_max = 200'000;
  sim::Duration effect_max = 30_s;      ///< D_max: in effect by then, or never
  sim::Duration reconcile_max = 5_min;  ///< T_recon
  sim::Duration resolve_max = 5_min;    ///< T_resolve
  std::uint32_t tries_max = 12;         ///< tries per operation, at one edge or processor
  std::uint64_t sometimes_after = 500;  ///< seeds after which a "sometimes" must have come
  friend bool operator==(const Limits&, const Limits&) = default;
};

/// A setting of the system that each run of a swarm draws anew.
struct DrawnSetting {
  std::string name;
  std::vector<harness::SettingValue> values;  ///< the first is the benign choice
  std::string key;  ///< of the older form of files: "leases"; no part of the value
  friend bool operator==(const DrawnSetting& left, const DrawnSetting& right) {
    return left.name == right.name && left.values == right.values;
  }
};

/// Times that go together, so that what a system demands of its times holds for them (R11). What is
/// not set stays as the scenario has it; a time of zero is not set.
struct Times {
  std::string name;
  std::uint32_t weight = 1;   ///< how often it is drawn, beside the others
  harness::Settings service;  ///< of the system
  sim::Duration effect_max;   ///< D_max
  sim::Duration hold_length;         ///< how long an authorisation holds funds, at every processor
  sim::Duration timeout;      ///< how long a client waits for an answer
  sim::Duration think_max;    ///< a client's pause before a step, up to this
  sim::Duration backoff_max;  ///< a client's pause between tries, at most
  sim::Duration read_period;  ///< how often balances are read
  sim::Duration begins_at;    ///< the time of day at which the run begins
  friend bool operator==(const Times&, const Times&) = default;
};

/// A profile that a processor may turn out to have.
struct DrawnProfile {
  std::string profile;
  std::uint32_t weight = 1;  ///< how often it is drawn, beside the others
  friend bool operator==(const DrawnProfile&, const DrawnProfile&) = default;
};

/// What each run of a swarm draws for itself. The first of each list is the benign choice; an empty
/// list leaves everything as the scenario has it.
struct Swarm {
  bool faults = false;  ///< each allowed fault is off, on, or on and frequent
  std::vector<std::uint32_t> service_nodes;
  std::vector<DrawnSetting> service;  ///< settings of the system, by name
  std::vector<Times> times;           ///< sets of times, drawn before single settings
  std::vector<DrawnProfile> profiles;  ///< of each processor; the first is the one it has anyway
  std::vector<ClientKind> kinds;  ///< these four of each group of clients
  std::vector<Flow> flows;
  std::vector<std::uint32_t> counts;
  std::vector<std::uint32_t> payments;
  friend bool operator==(const Swarm&, const Swarm&) = default;
};

/// What an operator is told when this failure mode strikes. Prose, proved by the runs.
struct Playbook {
  std::string signal;        ///< how it shows
  std::string containment;   ///< what to do at once
  std::string recovery;      ///< how to get back
  std::string verification;  ///< what must be empty or zero afterwards
  std::string prevention;    ///< what keeps it from happening again
  friend bool operator==(const Playbook&, const Playbook&) = default;
};

/// Everything that a run depends on, besides baseline, seed and plan.
struct Scenario {
  std::string name;  ///< lower-case words joined by "_"; the stem of its file
  std::string title;
  std::string story;
  std::vector<std::string> rules;  ///< the catalogue entries it stands for: "S01"
  Topology topology;
  Workload workload;
  std::vector<AllowedFault> faults;
  /// In place of a list: every fault of the catalogue, at every site that a run passes.
  bool every_fault = false;
  bool outside_contract = false;  ///< of every fault: those too that break promises (E5)
  /// Of every fault: those too that break these promises and no other: "E3".
  std::vector<std::string> may_break;
  Swarm swarm;
  std::vector<history::CoverageMark> sometimes;  ///< must be seen at least once over a campaign
  std::vector<std::string> must_hold;  ///< names of properties; just "all" means every one
  std::vector<properties::own::Stated> properties;  ///< the user's own, beside ours
  std::vector<std::string> excuses;    ///< causes for no rest that are counted, not judged
  harness::Settings service;           ///< of the system; what is not set is as usual
  std::vector<harness::Settings> versions;  ///< what deploys bring in, one after another
  Limits limits;
  Playbook playbook;
  friend bool operator==(const Scenario&, const Scenario&) = default;
};

/// The names that stand for the enumerators in files and reports.
[[nodiscard]] std::string_view name_of(ClientKind kind);
[[nodiscard]] std::string_view name_of(Flow flow);

/// All flows and kinds of client in the order of their enumerators.
[[nodiscard]] std::vector<std::string_view> client_kind_names();
[[nodiscard]] std::vector<std::string_view> flow_names();

/// The payments of one run: over all groups, clients times payments each.
[[nodiscard]] std::uint64_t payments_in(const Scenario& scenario);

/// Whether runs draw more than faults, timing and order.
[[nodiscard]] bool is_swarm(const Scenario& scenario);

/// What a scenario sets for a node that has been upgraded so many times.
[[nodiscard]] const harness::Settings& settings_of(const Scenario& scenario, std::uint32_t version);

/// 32 hex digits over every field in declared order; the layout of a JSON file does not matter.
[[nodiscard]] std::string scenario_digest(const Scenario& scenario);

}  // namespace assay::scenarios
