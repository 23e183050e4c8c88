// What lies between the service and its world, changed in one place each.
#include "tests/examples/broken_designs.hpp"

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "examples/designs/designs.hpp"

namespace assay::tests {
namespace {

using namespace harness;
using history::OperationKind;

/// A processor with one of its sides changed.
class AlteredProcessor final : public Processor {
 public:
  using Sends = std::function<std::expected<ProcessorReply, NoAnswer>(
      Processor&, const ProcessorRequest&, std::uint32_t, Duration)>;

  AlteredProcessor(Processor& real, ProcessorPromises promises, Sends sends)
      : real_{real}, promises_{promises}, sends_{std::move(sends)} {}

  [[nodiscard]] ProcessorPromises promises() const override { return promises_; }
  std::expected<ProcessorReply, NoAnswer> send(const ProcessorRequest& request,
                                               std::uint32_t attempt, Duration timeout) override {
    if (sends_) return sends_(real_, request, attempt, timeout);
    return real_.send(request, attempt, timeout);
  }
  std::expected<ProcessorReply, NoAnswer> look_up(const ProcessorRequest& about,
                                                  Duration timeout) override {
    return real_.look_up(about, timeout);
  }
  std::expected<ListPage, NoAnswer> list(const ListQuestion& question, Duration timeout) override {
    return real_.list(question, timeout);
  }

 private:
  Processor& real_;
  ProcessorPromises promises_;
  Sends sends_;
};

/// An environment that is the real one but for its processor.
class AlteredEnvironment final : public Environment {
 public:
  AlteredEnvironment(Environment& real, std::unique_ptr<Processor> processor)
      : real_{real}, processor_{std::move(processor)} {}

  Clock& clock() override { return real_.clock(); }
  Ids& ids() override { return real_.ids(); }
  Tasks& tasks() override { return real_.tasks(); }
  Store& store() override { return real_.store(); }
  Bus& bus() override { return real_.bus(); }
  Telemetry& telemetry() override { return real_.telemetry(); }
  Statements& statements() override { return real_.statements(); }
  [[nodiscard]] std::span<const std::string> processors() const override {
    return real_.processors();
  }
  Processor& processor(std::string_view) override { return *processor_; }
  [[nodiscard]] const Settings& settings() const override { return real_.settings(); }
  [[noreturn]] void abort(std::string_view claim) override {
    real_.abort(claim);
    std::unreachable();
  }

 private:
  Environment& real_;
  std::unique_ptr<Processor> processor_;
};

/// A service with its answers changed, and whatever it has to be kept alive by.
class AlteredService final : public Service {
 public:
  using Answers = std::function<EdgeResponse(const EdgeRequest&, EdgeResponse)>;

  AlteredService(std::unique_ptr<Environment> environment, std::unique_ptr<Service> real,
                 Answers answers)
      : environment_{std::move(environment)},
        real_{std::move(real)},
        answers_{std::move(answers)} {}

  void start() override { real_->start(); }
  EdgeResponse answer(EdgeRequest request) override {
    EdgeResponse response = real_->answer(request);
    return answers_ ? answers_(request, std::move(response)) : response;
  }
  EdgeResponse balance(const BalanceQuestion& question) override {
    return real_->balance(question);
  }

 private:
  std::unique_ptr<Environment> environment_;
  std::unique_ptr<Service> real_;
  Answers answers_;
};

System with_processor(System system, std::string_view name,
                      void (*change)(ProcessorPromises&), AlteredProcessor::Sends sends) {
  system.name = name;
  system.make = [make = system.make, change, sends = std::move(sends)](Environment& real) {
    Processor& processor = real.processor(real.processors()[0]);
    ProcessorPromises promises = processor.promises();
    if (change != nullptr) change(promises);
    auto altered = std::make_unique<AlteredEnvironment>(
        real, std::make_unique<AlteredProcessor>(processor, promises, sends));
    auto service = make(*altered);
    return std::make_unique<AlteredService>(std::move(altered), std::move(service), nullptr);
  };
  return system;
}

/// `answers` makes what changes them, anew for each life of a machine.
System with_answers(System system, std::string_view name,
                    std::function<AlteredService::Answers()> answers) {
  system.name = name;
  system.make = [make = system.make, answers = std::move(answers)](Environment& real) {
    return std::make_unique<AlteredService>(nullptr, make(real), answers());
  };
  return system;
}

}  // namespace

System fails_too_early() {
  return with_processor(
      designs::definite_failure(), "fails_too_early",
      [](ProcessorPromises& promises) { promises.effect_max = {}; }, nullptr);
}

System stores_errors_late() {
  return with_answers(designs::stored_errors(), "stores_errors_late", [] {
    return [](const EdgeRequest&, EdgeResponse response) {
      if (response.replayed && response.status == edge_status::succeeded) {
        response.status = 500;
        response.outcome = history::Outcome::unknown;
      }
      return response;
    };
  });
}

System tells_wrong_status() {
  return with_answers(designs::current_status(), "tells_wrong_status", [] {
    return [told = std::set<std::string>{}](const EdgeRequest& request,
                                            EdgeResponse response) mutable {
      const bool held = response.status == edge_status::succeeded &&
                        request.kind == OperationKind::authorise;
      if (held && !told.insert(request.tenant + "/" + request.key).second) {
        response.outcome = history::Outcome::none;
        response.reason = "released";
      }
      return response;
    };
  });
}

System sends_twice() {
  return with_processor(
      designs::keyless_parks(), "sends_twice", nullptr,
      [](Processor& real, const ProcessorRequest& request, std::uint32_t attempt,
         Duration timeout) {
        auto reply = real.send(request, attempt, timeout);
        if (!reply) reply = real.send(request, attempt, timeout);
        return reply;
      });
}

System never_reverses() {
  return with_processor(
      designs::reversing(), "never_reverses", nullptr,
      [](Processor& real, const ProcessorRequest& request, std::uint32_t attempt,
         Duration timeout) -> std::expected<ProcessorReply, NoAnswer> {
        const bool own = request.ordinal >= 1000;
        if (!own) return real.send(request, attempt, timeout);
        return ProcessorReply{.status = ProcessorStatus::done,
                              .kind = request.kind,
                              .operation = request.operation,
                              .payable = request.payable,
                              .ordinal = request.ordinal,
                              .reference = "fx-0",
                              .amount = request.amount};
      });
}

}  // namespace assay::tests
