// The resolver keeps what the processor said for five seconds, so that a client who polls and the
// background job do not both ask. It keeps it by payable and kind, as there is usually one
// operation of a kind in doubt. Two refunds that an outage left in doubt together get one answer: a
// refund that never happened counts as done and the customer waits for it, or one that did counts
// as absent.
#include "payments/recovery/resolver.hpp"

#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

#include <map>
#include <string>
#include <tuple>

namespace assay::systems {

namespace {

using payments::GatewayError;
using payments::LookUpReply;

constexpr payments::Duration kept_for{5'000'000'000};

class RememberingGateway final : public WrappedGateway {
 public:
  explicit RememberingGateway(const payments::Ports& ports)
      : WrappedGateway{ports}, clock_{ports.clock} {}

  std::expected<LookUpReply, GatewayError> look_up(
      const payments::LookUpRequest& request) override {
    const auto asked = clock_.now();
    const std::pair subject{request.payable, request.kind};
    const auto known = said_.find(subject);
    if (known != said_.end() && asked < known->second.until) return known->second.reply;
    auto answer = inner_.look_up(request);
    if (answer) said_.insert_or_assign(subject, Said{*answer, asked + kept_for});
    return answer;
  }

 private:
  struct Said {
    LookUpReply reply;
    payments::Instant until;
  };

  payments::Clock& clock_;
  std::map<std::pair<payments::PayableId, payments::OperationKind>, Said> said_;
};

/// The usual resolver, over such a gateway.
class SparingResolver final : public payments::Resolver {
 public:
  SparingResolver(const payments::PartMaker<payments::Resolver>& usual,
                  const payments::Ports& ports, const payments::Config& config,
                  payments::Parts& made)
      : gateway_{ports},
        ports_{ports.clock, ports.ids, ports.store, gateway_, ports.bus, ports.telemetry},
        usual_{usual(ports_, config, made)} {}

  payments::StepResult step() override { return usual_->step(); }
  payments::StepResult revisit() override { return usual_->revisit(); }
  payments::StepResult recover() override { return usual_->recover(); }
  void resume(payments::Case& subject) override { usual_->resume(subject); }
  void conclude(payments::Case& subject) override { usual_->conclude(subject); }
  payments::Settled settle(payments::Case& subject, const payments::Settlement& word) override {
    return usual_->settle(subject, word);
  }
  void settle_now(const payments::Payment& payment) override { usual_->settle_now(payment); }

 private:
  RememberingGateway gateway_;
  payments::Ports ports_;
  std::unique_ptr<payments::Resolver> usual_;
};

void spare_questions(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  auto usual = std::move(parts.make_resolver);
  parts.make_resolver = [usual](const payments::Ports& ports, const payments::Config& config,
                                payments::Parts& made) -> std::unique_ptr<payments::Resolver> {
    return std::make_unique<SparingResolver>(usual, ports, config, made);
  };
}

}  // namespace

Defect siblings_share_look_up() {
  return {
      .name = "siblings_share_look_up",
      .summary = "What the processor says of one refund is taken for its sibling's as well.",
      .lesson = "An answer is kept under what was asked about: the operation, and nothing wider.",
      .source = "own",
      .property = "",
      .scenario = "",
      .system =
          payments_with("siblings_share_look_up",
                        "payments, with look-ups remembered by payable and kind", spare_questions)};
}

}  // namespace assay::systems
