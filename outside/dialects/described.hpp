// Plays a dialect that a file describes. It remembers which of the processor's references stands
// for which operation, since many wires name nothing else; it decides nothing about money.
#pragma once

#include <map>

#include "outside/dialects/described_file.hpp"
#include "outside/dialects/dialect.hpp"

namespace assay::outside {

class Described final : public Dialect {
 public:
  explicit Described(Description description) : told_{std::move(description)} {}

  [[nodiscard]] std::string_view name() const override { return told_.name; }
  Ask read(const http::Request& request, sim::TimePoint now) override;
  http::Reply reply(const Operation& asked, const Outcome& outcome, sim::TimePoint now) override;
  http::Reply reply(const LookUp& asked, const harness::ProcessorReply& found) override;
  http::Reply reply(const Listing& asked, const std::optional<harness::ListPage>& page) override;
  http::Reply failure() override;
  std::optional<Event> event(const models::Movement& moved, sim::TimePoint now) override;
  [[nodiscard]] std::vector<http::Header> sign(const Event& event,
                                               const std::vector<std::string>& secrets,
                                               sim::TimePoint now) const override;
  void reset() override;

 private:
  struct Reading;
  using Values = std::map<std::string, nlohmann::ordered_json, std::less<>>;

  /// An authorisation by the processor's reference of it, or of anything that leans on it.
  struct Known {
    std::string operation, payable, transaction;
    history::Amount amount;
  };

  [[nodiscard]] http::Reply answer(std::string_view word, const Values& values) const;
  [[nodiscard]] http::Reply malformed(std::string detail) const;
  [[nodiscard]] Values values_of(const harness::ProcessorReply& reply) const;
  Ask ask(const Reading& reading);
  Ask operation(const Reading& reading, const Known* leans_on);
  [[nodiscard]] std::uint32_t ordinal_of(const Reading& reading, const std::string& payable,
                                         const std::string& key);
  void learn(const Operation& asked, const Outcome& outcome);

  Description told_;
  std::map<std::string, Known, std::less<>> known_;
  std::map<std::string, std::map<std::string, std::uint32_t>> refunds_;  // payable, key: ordinal
  std::map<std::string, std::uint32_t> counts_;                          // by payable and kind
  std::uint64_t events_ = 0;
};

}  // namespace assay::outside
