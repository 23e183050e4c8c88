// Codes are the words that the plain dialect uses, those of card processors' documentation.
#include "payments/server/declines.hpp"

#include <algorithm>
#include <array>

#include "payments/journal/stored.hpp"
#include "payments/server/own_tables.hpp"

namespace payments::server {
namespace {

struct Advised {
  std::string_view code;
  std::string_view advice;
};

// As of 2026-11: what schemes call "do not retry", and what may pass on another day.
constexpr std::array<Advised, 16> advised{{
    {"lost_card", "do_not_try_again"},
    {"stolen_card", "do_not_try_again"},
    {"pickup_card", "do_not_try_again"},
    {"restricted_card", "do_not_try_again"},
    {"fraudulent", "do_not_try_again"},
    {"invalid_account", "do_not_try_again"},
    {"revocation_of_authorization", "do_not_try_again"},
    {"stop_payment_order", "do_not_try_again"},
    {"insufficient_funds", "try_again_later"},
    {"do_not_honour", "try_again_later"},
    {"do_not_honor", "try_again_later"},
    {"issuer_not_available", "try_again_later"},
    {"processing_error", "try_again_later"},
    {"try_again_later", "try_again_later"},
    {"card_velocity_exceeded", "try_again_later"},
    {"withdrawal_count_limit_exceeded", "try_again_later"},
}};

}  // namespace

std::expected<GatewayReply, GatewayError> NotingGateway::send(const GatewayRequest& request) {
  auto reply = gateway_.send(request);
  if (reply) note(request.operation, *reply);
  return reply;
}

std::expected<LookUpReply, GatewayError> NotingGateway::look_up(const LookUpRequest& request) {
  auto reply = gateway_.look_up(request);
  if (reply && reply->answer) note(request.operation, *reply->answer);
  return reply;
}

void NotingGateway::note(const OperationId& operation, const GatewayReply& reply) {
  if (reply.outcome != Outcome::declined || reply.decline_code.empty()) return;
  (void)store_.commit(  // a code that is not kept is not told: nothing else hangs on it
      {"note_decline", operation.value,
       {put(own_tables::declines, RowKey::of(operation), reply.decline_code, 0)}});
}

std::string decline_code(Store& store, const OperationId& operation) {
  const auto row = store.read(own_tables::declines, RowKey::of(operation).text());
  return row && *row ? (*row)->value : std::string();
}

std::string_view advice_on(std::string_view code) {
  const auto found = std::ranges::find(advised, code, &Advised::code);
  return found == advised.end() ? "confirm_details" : found->advice;
}

}  // namespace payments::server
