// The parts of the service that a host may replace, one by one, each behind a small interface.
// The product itself has no switches: another behaviour is another part.
#pragma once

#include "payments/api/request.hpp"
#include "payments/execution/heard.hpp"
#include "payments/execution/outcome_reader.hpp"
#include "payments/execution/processor_keys.hpp"
#include "payments/execution/rulebook.hpp"
#include "payments/idempotency/idempotency.hpp"
#include "payments/outbox/bookkeeping.hpp"
#include "payments/outbox/relay.hpp"
#include "payments/ports/ports.hpp"
#include "payments/recovery/recovery.hpp"
#include "payments/types/config.hpp"

#include <memory>

namespace payments {

struct Parts {
  std::unique_ptr<RequestCheck> check;
  std::unique_ptr<Rulebook> rulebook;
  std::unique_ptr<ProcessorKeys> keys;
  std::unique_ptr<OutcomeReader> reader;
  std::unique_ptr<HeardAnswers> heard;
  std::unique_ptr<Idempotency> idempotency;
  std::unique_ptr<Bookkeeping> bookkeeping;
  std::unique_ptr<Recovery> recovery;
  std::unique_ptr<Delivery> delivery;
};

/// The parts as they are meant to be. `ports` and `config` must outlive them.
[[nodiscard]] Parts standard_parts(const Ports& ports, const Config& config);

}  // namespace payments
