// Who a client is and what it asks for: what a scenario says of its clients and the model plays.
// Data alone; how a client asks is client.hpp.
#pragma once

#include <cstdint>

namespace assay::models {

/// Someone who pays: a person makes one payment after another and pauses between tries; a software
/// agent makes all of its payments at the same time and goes on at machine speed.
enum class ClientKind : std::uint8_t { person, agent };

/// Which operations a client asks for, one after another, each once the one before has succeeded.
enum class Flow : std::uint8_t {
  authorise,
  authorise_and_capture,
  authorise_and_void,
  authorise_capture_and_refund,
  authorise_capture_or_void,  ///< where the capture comes to nothing, the hold is voided
  refund_twice,               ///< captured, then two partial refunds at the same time
  capture_in_parts,           ///< parts, the last of them final or the rest voided
  authorise_again,            ///< where the hold has lapsed before its capture, another is placed
  generated,                  ///< a sequence of legal and illegal steps: generated_flow.hpp
};

}  // namespace assay::models
