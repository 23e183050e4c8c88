// Calls to the processor share a pool of four connections. One on which an answer was never heard
// is closed and not put back, as nobody knows what may still come over it; but it goes on counting
// as lent. An outage of minutes uses up the pool, and when the processor is back this node neither
// sends nor asks any more: every payment is turned away, and every doubt remains, until a restart.
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

using payments::GatewayError;

constexpr int connections_max = 4;
constexpr payments::Duration patience{2'000'000'000};
constexpr payments::Duration glance{50'000'000};

class PooledGateway final : public WrappedGateway {
 public:
  explicit PooledGateway(const payments::Ports& ports)
      : WrappedGateway{ports}, clock_{ports.clock} {}

  std::expected<payments::GatewayReply, GatewayError> send(
      const payments::GatewayRequest& request) override {
    return over_connection([&] { return inner_.send(request); });
  }
  std::expected<payments::LookUpReply, GatewayError> look_up(
      const payments::LookUpRequest& request) override {
    return over_connection([&] { return inner_.look_up(request); });
  }
  std::expected<payments::ListPage, GatewayError> list(
      const payments::ListRequest& request) override {
    return over_connection([&] { return inner_.list(request); });
  }

 private:
  template <typename Call>
  auto over_connection(const Call& call) -> decltype(call()) {
    if (!one_is_free()) return std::unexpected{GatewayError::refused_unsent};
    ++lent_;
    auto answer = call();
    if (!answer && unusable_after(answer.error())) return answer;
    --lent_;
    return answer;
  }
  [[nodiscard]] bool one_is_free() {
    const auto until = clock_.now() + patience;
    while (lent_ >= connections_max && clock_.now() < until) {
      clock_.sleep_until(clock_.now() + glance);
    }
    return lent_ < connections_max;
  }
  /// A late answer on it would be taken for that of the next call.
  [[nodiscard]] static bool unusable_after(GatewayError error) {
    return error == GatewayError::timed_out || error == GatewayError::broken;
  }

  payments::Clock& clock_;
  int lent_ = 0;
};

}  // namespace

Defect pool_counts_dead_connections() {
  return {.name = "pool_counts_dead_connections",
          .summary = "A connection that was closed after a time-out counts as lent for ever.",
          .lesson = "What is taken from a pool goes back on every way out, the silent one too.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("pool_counts_dead_connections",
                                  "payments, with a pool of connections to the processor", {},
                                  with_gateway<PooledGateway>)};
}

}  // namespace assay::systems
