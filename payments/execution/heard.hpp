// Answers of the processor that could not be made durable when they came. They are recorded later;
// not a journal: what is kept here is no belief yet. Part of the service that a host may replace:
// one with a disk of its own may keep them over a restart.
// Serves: a definite answer is not asked for twice, and not lost where nobody could ask (I10, I31).
#pragma once

#include "payments/journal/journal.hpp"
#include "payments/ports/gateway.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace payments {

/// An answer to one try that the store would not take.
struct Heard {
  PayableId payable;
  OperationId operation;
  std::uint32_t attempt = 0;
  GatewayReply reply;
  Cause cause{};
};

class HeardAnswers {
 public:
  virtual ~HeardAnswers() = default;

  /// Keeps an answer until it is taken.
  virtual void keep(Heard heard) = 0;
  /// Takes all that is kept, in the order in which it was heard. What still cannot be recorded is
  /// kept again by whoever took it.
  [[nodiscard]] virtual std::vector<Heard> take() = 0;
};

/// Keeps them for as long as this process lives; after that the processor is asked.
class HeardInMemory : public HeardAnswers {
 public:
  void keep(Heard heard) override { held_.push_back(std::move(heard)); }
  [[nodiscard]] std::vector<Heard> take() override { return std::exchange(held_, {}); }

 private:
  std::vector<Heard> held_;
};

}  // namespace payments
