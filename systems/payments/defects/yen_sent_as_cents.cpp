// The processor wants amounts in minor units, so they are multiplied by a hundred on the way out
// and divided on the way back. A yen has no minor unit: it is charged a hundred times over, and
// every answer, look-up and list comes back looking right.
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

constexpr std::int64_t hundred = 100;

/// Right for every currency with decimals, whose amounts are in minor units already.
class CentsGateway final : public WrappedGateway {
 public:
  using WrappedGateway::WrappedGateway;

  std::expected<payments::GatewayReply, payments::GatewayError> send(
      const payments::GatewayRequest& request) override {
    payments::GatewayRequest in_cents = request;
    if (whole(request.amount)) in_cents.amount.minor *= hundred;
    auto reply = WrappedGateway::send(in_cents);
    if (reply) divide(*reply);
    return reply;
  }
  std::expected<payments::LookUpReply, payments::GatewayError> look_up(
      const payments::LookUpRequest& request) override {
    auto reply = WrappedGateway::look_up(request);
    if (reply && reply->answer) divide(*reply->answer);
    return reply;
  }
  std::expected<payments::ListPage, payments::GatewayError> list(
      const payments::ListRequest& request) override {
    auto page = WrappedGateway::list(request);
    if (!page) return page;
    for (payments::ListEntry& entry : page->entries) divide(entry.answer);
    return page;
  }

 private:
  static bool whole(const payments::Money& amount) { return amount.currency.exponent() == 0; }
  static void divide(payments::GatewayReply& reply) {
    if (reply.amount && whole(*reply.amount)) reply.amount->minor /= hundred;
  }
};

}  // namespace

Defect yen_sent_as_cents() {
  return {.name = "yen_sent_as_cents",
          .summary = "Amounts are sent times a hundred, also in a currency without decimals.",
          .lesson = "A conversion that is undone on the way back hides itself from our own books.",
          .source = "cartalyst/stripe #59",
          .property = "amount_binding",
          .scenario = "rounding_storm",
          .system = payments_with("yen_sent_as_cents", "payments, with amounts sent as hundredths",
                                  {}, with_gateway<CentsGateway>)};
}

}  // namespace assay::systems
