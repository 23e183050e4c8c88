// Which idempotency key goes to the processor with one try. Part of the service that a host may
// replace. Serves: one operation, one key, unless the earlier try definitely had no effect (I05).
#pragma once

#include "payments/types/operation.hpp"

#include <cstdint>

namespace payments {

class ProcessorKeys {
 public:
  virtual ~ProcessorKeys() = default;

  /// `generation` grows, from 1, each time the key before is known to be spent without effect;
  /// `attempt` grows with every try.
  [[nodiscard]] virtual ProcessorKey key_for(const Facts& facts, std::uint32_t attempt,
                                             std::uint32_t generation) const = 0;
};

/// A function of the operation and the generation alone, so that every try of one operation, on
/// any node and after any restart, carries the same key.
class StableProcessorKeys : public ProcessorKeys {
 public:
  [[nodiscard]] ProcessorKey key_for(const Facts& facts, std::uint32_t attempt,
                                     std::uint32_t generation) const override;
};

}  // namespace payments
