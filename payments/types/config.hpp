// Every duration and bound of the payment code in one place, and the inequalities that must hold
// between them. A configuration that breaks one is refused before any money moves.
// Serves: re-drive ends before the processor forgets its keys (R11, E2); retries are bounded (L4).
#pragma once

#include "payments/types/time.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace payments {

struct Config {
  // What the environment promises.
  Duration rpc_timeout{10'000'000'000};                  ///< the gateway gives up by then
  Duration pause_budget{5'000'000'000};                  ///< a process is not stopped for longer
  Duration clock_skew{500'000'000};                      ///< two clocks differ by no more
  Duration effect_max{60'000'000'000};                   ///< D_max: takes effect by then, or never
  Duration processor_key_retention{86'400'000'000'000};  ///< the processor knows a key for so long
  Duration client_retry_horizon{86'400'000'000'000};     ///< clients retry for no longer

  // What we promise.
  Duration lease{30'000'000'000};            ///< how long one executor owns a key
  Duration key_retention{172'800'000'000'000};  ///< how long a final response is replayed
  Duration redrive_horizon{43'200'000'000'000};  ///< after the first send; then only questions
  Duration capture_margin{60'000'000'000};   ///< a hold counts as lapsed this long before it is

  // How often.
  Duration ask_delay_min{2'000'000'000};      ///< before the first question about an operation
  Duration ask_delay_max{300'000'000'000};    ///< doubling stops here
  Duration parked_delay_min{900'000'000'000};      ///< before a parked operation is asked about
  Duration parked_delay_max{21'600'000'000'000};   ///< doubling stops here
  Duration relay_delay{1'000'000'000};        ///< before an undelivered event is tried again
  Duration relay_pause{300'000'000'000};      ///< the same, once the quick tries are spent
  Duration reconcile_delay{60'000'000'000};   ///< between two looks at the processor's list
  Duration reconcile_grace{120'000'000'000};  ///< a success may be unlisted for so long
  Duration reap_delay{3'600'000'000'000};     ///< between two searches for expired keys
  Duration retry_hint{1'000'000'000};         ///< told to clients that should come back
  Duration event_delay_min{1'000'000'000};    ///< before an event that fits nowhere is tried again
  Duration event_delay_max{300'000'000'000};  ///< doubling stops here
  Duration event_patience{86'400'000'000'000};      ///< then a person is told of it
  Duration event_tolerance{300'000'000'000};        ///< a delivery was signed no longer ago (R31)
  Duration event_retention{3'024'000'000'000'000};  ///< an applied event is known for so long

  // How many.
  std::uint32_t attempts_max = 5;        ///< sends of one operation, over its whole life
  std::uint32_t attempts_immediate = 2;  ///< sends in a row while each is definitely refused
  std::uint32_t asks_max = 100;          ///< questions about one operation before it is parked
  std::uint32_t relay_tries_max = 8;     ///< quick tries of one event before an alarm
  std::uint32_t relay_silences_max = 4;  ///< a consumer's time-outs in one step of the relay
  std::uint32_t commit_tries_max = 8;    ///< tries of one transaction that did not happen
  std::size_t page = 64;                 ///< rows read at a time
};

/// What is wrong with a configuration, a sentence each that names the fields; empty if nothing.
[[nodiscard]] std::vector<std::string> faults_of(const Config& config);

}  // namespace payments
