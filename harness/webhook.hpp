// What a processor tells without being asked: a signed message about one event. It comes at least
// once, in any order, twice at the same time, early or late, or never. Nothing of it is to be
// believed before the processor that it names says that the message is genuine.
// Source: R29 (at least once, unordered), R31 (recognised by id), R32 (may come before the answer).
#pragma once

#include <cstdint>
#include <string>

#include "harness/time.hpp"

namespace assay::harness {

/// A message as it arrived: what it says of itself may not be so.
struct Webhook {
  std::string processor;  ///< the id of the one that it is said to come from
  std::string event;      ///< its id: the same whenever it is delivered again
  TimePoint sent;         ///< by the sender's clock; part of what is signed
  std::string signature;
  std::string body;
  friend bool operator==(const Webhook&, const Webhook&) = default;
};

/// What a service answers to a delivery, as HTTP has it.
namespace webhook_status {
inline constexpr std::uint32_t taken = 200;        ///< and any other 2xx: it is not delivered again
inline constexpr std::uint32_t refused = 400;      ///< it is delivered again all the same
inline constexpr std::uint32_t not_signed = 401;   ///< likewise
inline constexpr std::uint32_t gone = 410;         ///< nobody listens here: it is given up
inline constexpr std::uint32_t unavailable = 503;  ///< it is delivered again
}  // namespace webhook_status

}  // namespace assay::harness
