// Derived from our own operation id, never from the client's key: that one may be reused later.
#include "payments/execution/processor_keys.hpp"

#include <string>

namespace payments {

ProcessorKey StableProcessorKeys::key_for(const Facts& facts, std::uint32_t /*attempt*/,
                                          std::uint32_t generation) const {
  return {"key-" + facts.operation.value + "-" + std::to_string(generation)};
}

}  // namespace payments
