// The card processor of a simulated world: a node that plays the rules of models/rules, and never
// crashes. It owns the truth, and records it. The fault model, asked once per request that is
// carried out, and once per question, at "<service>.<operation>/error @ <caller>/<scope>":
// processor_faults().
#pragma once

#include <string>

#include "models/processor/processor_messages.hpp"
#include "models/recorder.hpp"
#include "models/rules/processor_rules.hpp"
#include "models/webhooks/webhook_sender.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

class Processor final : public sim::Program {
 public:
  Processor(sim::Node& node, Recorder& recorder, const ProcessorConfig& config,
            const WebhookConfig& webhooks = {});

  std::string handle(const sim::Request& request) override;

  [[nodiscard]] const EffectLedger& ledger() const { return rules_.ledger(); }

 private:
  struct DrawnMishap {
    Mishap mishap{};
    sim::FaultMark mark = 0;
  };

  std::string operate(const sim::Request& request);
  std::string carry_out(const sim::Request& request, const harness::ProcessorRequest& wanted);
  std::string answer_question(const sim::Request& request);
  std::string look_up(const sim::Request& request);
  std::string list(const sim::Request& request);

  DrawnMishap fault_at(const sim::Request& request);
  void showed(DrawnMishap drawn) { node_.world().showed(drawn.mark); }
  void wait_until(sim::TimePoint time);
  void record(const Movement& movement);
  void note(const Movement& movement);
  [[nodiscard]] bool is_out_of_service() const;
  static void on_deadline(void* processor, std::uint64_t authorisation);

  sim::Node& node_;
  Recorder& recorder_;
  ProcessorRules rules_;
  WebhookSender webhooks_;
  Outage outage_;
  std::string action_, scope_;
};

}  // namespace assay::models
