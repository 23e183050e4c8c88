// The plain dialect, assay.plain/1: our own wire between a payment service and a processor, JSON
// over HTTP. docs/serve.md has it field by field.
#pragma once

#include "outside/dialects/dialect.hpp"

namespace assay::outside {

class Plain final : public Dialect {
 public:
  explicit Plain(const models::ProcessorConfig& processor) : processor_{processor} {}

  [[nodiscard]] std::string_view name() const override { return "plain"; }
  Ask read(const http::Request& request, sim::TimePoint now) override;
  http::Reply reply(const Operation& asked, const Outcome& outcome, sim::TimePoint now) override;
  http::Reply reply(const LookUp& asked, const harness::ProcessorReply& found) override;
  http::Reply reply(const Listing& asked, const std::optional<harness::ListPage>& page) override;
  http::Reply failure() override;
  std::optional<Event> event(const models::Movement& moved, sim::TimePoint now) override;
  [[nodiscard]] std::vector<http::Header> sign(const Event& event,
                                               const std::vector<std::string>& secrets,
                                               sim::TimePoint now) const override;
  void reset() override { events_ = 0; }

 private:
  [[nodiscard]] http::Reply capabilities() const;

  models::ProcessorConfig processor_;
  std::uint64_t events_ = 0;
};

}  // namespace assay::outside
