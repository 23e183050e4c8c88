// How a client may ask amiss, as data out of which the faults in faults/ are made. Not when it
// tries again by right: that is client.hpp.
#pragma once

#include <cstdint>

#include "sim/decisions/fault.hpp"

namespace assay::models {

struct AskEffect {
  /// When its key goes out with another amount.
  enum class OtherBody : std::uint8_t {
    never,
    in_flight,  ///< beside the request, a moment later
    later,      ///< once the request has been answered for good
  };
  /// For how long it stays away after the first answer, or none, before it asks again.
  enum class StaysAway : std::uint8_t {
    no,
    past_service,    ///< until the service has forgotten its keys
    past_processor,  ///< until the processor has, too
  };
  OtherBody other_body = OtherBody::never;
  StaysAway stays_away = StaysAway::no;
  bool new_key = false;  ///< then it comes with another key
};

using ClientFault = sim::Fault<AskEffect>;
using ClientFaultTable = sim::FaultTable<AskEffect>;

/// One for each file of faults/, by name.
[[nodiscard]] const ClientFaultTable& client_faults();

}  // namespace assay::models
