// A remedy that is broken on purpose: a service at which one verb of its operators' says that it
// was done and does nothing, all else being as it was. For tests of remedies and of kept playbooks;
// it is not a test.
#pragma once

#include <memory>
#include <utility>

#include "harness/service.hpp"

namespace assay::tests {

/// The service that it wraps, whose verb `settle` says that it was done, and does nothing.
class NumbDesk final : public harness::Service {
 public:
  explicit NumbDesk(std::unique_ptr<harness::Service> whole) : whole_{std::move(whole)} {}
  void start() override { whole_->start(); }
  harness::EdgeResponse answer(harness::EdgeRequest request) override {
    return whole_->answer(std::move(request));
  }
  harness::EdgeResponse balance(const harness::BalanceQuestion& question) override {
    return whole_->balance(question);
  }
  std::uint32_t hear(const harness::Webhook& message) override { return whole_->hear(message); }
  harness::OperatorAnswer operate(const harness::OperatorCall& call) override {
    if (call.verb == "settle") return {harness::OperatorEnd::done, {}};
    return whole_->operate(call);
  }

 private:
  std::unique_ptr<harness::Service> whole_;
};

}  // namespace assay::tests
