// Whoever arrives while others wait goes behind them.
#include "payments/api/admission.hpp"

#include "payments/types/ensure.hpp"

namespace payments {

Admission::Entry Admission::arrive() {
  if (has_room() && waiting_ == 0) {
    ++at_work_;
    return Entry::at_work;
  }
  if (waiting_ >= capacity_.queue_max) return Entry::shed;
  ++waiting_;
  return Entry::waiting;
}

bool Admission::take_turn() {
  if (!has_room()) return false;
  ensure(waiting_ > 0, "only a waiting request takes a turn");
  --waiting_;
  ++at_work_;
  return true;
}

void Admission::leave() {
  ensure(at_work_ > 0, "only a request at work leaves");
  --at_work_;
}

Response Admission::refusal() const {
  const std::uint32_t rounds = waiting_ / capacity_.in_flight_max;
  return no_result(status::overloaded, "overloaded", retry_hint_ * (1 + rounds));
}

}  // namespace payments
