// The parts of the service that a host may replace, one by one, each behind a small interface.
// The product itself has no switches: another behaviour is another part.
#pragma once

#include "payments/bookkeeping.hpp"
#include "payments/config.hpp"
#include "payments/heard.hpp"
#include "payments/idempotency.hpp"
#include "payments/outcome_reader.hpp"
#include "payments/ports/ports.hpp"
#include "payments/processor_keys.hpp"
#include "payments/recovery.hpp"
#include "payments/relay.hpp"
#include "payments/request.hpp"
#include "payments/rulebook.hpp"

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
