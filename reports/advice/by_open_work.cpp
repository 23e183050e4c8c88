// What open work asks for: a lease, a parked or doubtful operation, one on its way, an event that
// was not taken, a hold, a break (payment-rules R7, R11, R13, R36, I21, I28, L1, L2, E1).
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

const std::vector<OpenWorkAdvice>& advice_by_open_work() {
  using enum Part;
  static const std::vector<OpenWorkAdvice> rows{
      {OpenWork::lease,
       {{contain,
         "Key {client_key} is held by {holder} under token {token}, {lease_end}: act on it only "
         "once the lease is over or {holder} is known dead, and under a higher token."},
        {never,
         "Do not delete the record of key {client_key} to free it: a retry would then be new."},
        {verify, "No key is in progress beyond its lease."}}},
      {OpenWork::parked,
       {{recover,
         "{what} waits for a person since {since} ({reason}): ask {processor} once more, then "
         "settle it in a person's name with that answer as the grounds."},
        {never, "Do not settle {what} from a client's or a colleague's word: ask the processor."},
        {verify, "Nothing is parked that a look-up can settle."}}},
      {OpenWork::doubtful,
       {{contain,
         "{what} is {state} since {since}: show it as pending to everybody, and let nothing that "
         "pays for the same begin."},
        {verify, "Nothing is unknown for longer than the resolver's bound."}}},
      {OpenWork::in_flight,
       {{contain,
         "{what} is {state} since {since}, under key {processor_key}: whoever takes it over asks "
         "before it sends."}}},
      {OpenWork::outbox,
       {{recover,
         "Event {event} has not been taken by {consumer}: let the relay send it again, after "
         "those of {payable} that were committed before it."},
        {never, "Do not write into {consumer} by hand what its events still bring."},
        {verify, "Every committed event was taken by every consumer."}}},
      {OpenWork::hold,
       {{recover,
         "A hold of {hold_amount} stands as {held}{lapses}: capture it or release it before that."},
        {verify, "No hold stands that nothing will capture."}}},
      {OpenWork::open_break,
       {{recover,
         "The break about {effect} of {what} is open since {since} ({reason}): settle it with who "
         "did what, once {effect} is back or booked."},
        {verify, "Every break is settled, or names who looks after it."}}}};
  return rows;
}

}  // namespace assay::reports::advice
