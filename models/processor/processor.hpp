// The simulated card processor: keys first, then rules, then effects. It owns the truth and never
// crashes. The fault model, asked once per request that is carried out, at
// "<service>.<operation>/error @ <caller>/<scope>":
//   error_before_effect  it answers 500 and has done nothing
//   error_after_effect   it answers 500 after the effect
//   late_success         nothing is answered in time; the effect comes after two thirds of D_max,
//                        and look-ups find nothing until then
//   decline              it says no for a reason of its own
//   approve_part         it moves half of the amount and does not say so, where its profile is not
//                        all or nothing
// Not modelled: 3-D Secure, webhooks, asynchronous refunds, disputes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "models/processor/effect_ledger.hpp"
#include "models/processor/key_store.hpp"
#include "models/processor/processor_messages.hpp"
#include "models/processor/profile.hpp"
#include "models/recorder.hpp"
#include "sim/time.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

struct ProcessorConfig {
  const Profile* profile = &card_profile();
  /// D_max: a request takes effect within this of when it was sent, or never. Source: E1.
  sim::Duration effect_max = 30_s;
};

class Processor final : public sim::Program {
 public:
  Processor(sim::Node& node, Recorder& recorder, const ProcessorConfig& config);

  std::string handle(const sim::Request& request) override;

  [[nodiscard]] const EffectLedger& ledger() const { return ledger_; }

 private:
  enum class Fault : std::uint8_t {
    none,
    error_before_effect,
    error_after_effect,
    late_success,
    decline,
    approve_part,
  };
  struct Struck {
    Fault fault = Fault::none;
    sim::FaultMark mark = 0;
  };

  std::string operate(const sim::Request& request);
  std::string operate_once(const sim::Request& request, const harness::ProcessorRequest& wanted);
  harness::ProcessorReply carry_out(const sim::Request& request,
                                    const harness::ProcessorRequest& wanted);
  harness::ProcessorReply settle(const harness::ProcessorRequest& wanted, Struck struck);
  harness::ProcessorReply refuse(const harness::ProcessorRequest& wanted, DeclineCode code);
  std::string look_up(const sim::Request& request);
  std::string list(const sim::Request& request);
  std::string answer_question(const sim::Request& request);

  Struck fault_at(const sim::Request& request);
  void showed(Struck struck) { node_.world().showed(struck.mark); }
  void wait_until(sim::TimePoint time);
  [[nodiscard]] sim::TimePoint late_time(const sim::Request& request) const;
  [[nodiscard]] bool too_late(const sim::Request& request) const;

  void applied(std::size_t place);
  void observe(history::Fact fact, const Effect& effect, std::string_view reason);
  static void on_deadline(void* processor, std::uint64_t authorisation);

  sim::Node& node_;
  Recorder& recorder_;
  ProcessorConfig config_;
  KeyStore keys_;
  EffectLedger ledger_;
  std::string action_, scope_;
};

}  // namespace assay::models
