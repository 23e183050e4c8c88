// How long an operation has been out is counted from its first send: with the latest one, each try
// moved the moment on at which "not found" means anything, and payments stayed in doubt for
// minutes. A second try that is still on its way when the first one's time is over is written off
// with it: the client is told that nothing happened, and then the money moves.
#include "payments/execution/recording_engine.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

#include <optional>

namespace assay::systems {

namespace {

class FirstSendEngine final : public payments::RecordingEngine {
 public:
  FirstSendEngine(const payments::Ports& ports, const payments::Config& config,
                  const payments::Parts& made)
      : RecordingEngine{ports,        config,      *made.rulebook, *made.keys,
                        *made.reader, *made.heard, *made.recorder},
        config_{config} {}

  [[nodiscard]] std::optional<payments::Absence> absence(const payments::Case& subject,
                                                         payments::AskedAt asked) const override {
    if (auto proof = RecordingEngine::absence(subject, asked)) return proof;
    payments::OperationView view = subject.view();
    if (view.attempt == 0) return std::nullopt;
    view.last_sent = view.first_sent;
    if (asked.at() < payments::absence_provable(view, config_)) return std::nullopt;
    return proved(view.attempt);
  }

 private:
  const payments::Config& config_;
};

void count_from_first_send(payments::Parts& parts, const payments::Ports&,
                           const payments::Config&) {
  parts.make_engine = [](const payments::Ports& ports, const payments::Config& config,
                         payments::Parts& made) -> std::unique_ptr<payments::Engine> {
    return std::make_unique<FirstSendEngine>(ports, config, made);
  };
}

}  // namespace

Defect absence_from_first_send() {
  return {
      .name = "absence_from_first_send",
      .summary = "When 'not found' proves absence is counted from the first send, not the last.",
      .lesson = "Each try may act for as long as the first one could: the latest send counts.",
      .source = "own",
      .property = "",
      .scenario = "",
      .system = payments_with("absence_from_first_send",
                              "payments, with absence counted from an operation's first send",
                              count_from_first_send)};
}

}  // namespace assay::systems
