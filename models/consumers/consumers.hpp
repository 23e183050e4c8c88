// The two consumers downstream: the ledger service, which books what it is told, and the
// notification sink, which tells the customer. They never crash, acknowledge what they have kept,
// and apply each event once, in the order of its payable. Each movement is two legs of a posting.
// The fault model, consumer_faults(), is asked once per arrival, at "<service>.<operation>/take @
// <caller>/<scope>".
// Source: R34 (dedupe by event id, order by aggregate), I24, I25.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "models/consumers/consumer_inbox.hpp"
#include "models/recorder.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

inline constexpr std::string_view ledger_service = "ledger";
inline constexpr std::string_view notification_service = "notifications";
/// The network's words for handing them an event.
inline constexpr std::string_view post_operation = "post";
inline constexpr std::string_view notify_operation = "notify";

/// Takes events in, whatever it then does with them.
class EventConsumer : public sim::Program {
 public:
  EventConsumer(sim::Node& node, Recorder& recorder);

  std::string handle(const sim::Request& request) override;
  [[nodiscard]] bool answers_at_once() const override { return true; }

 protected:
  /// Takes business effect, once per event.
  virtual void apply(const harness::Event& message) = 0;

  sim::Node& node_;
  Recorder& recorder_;

 private:
  /// Whether the consumer fails now, on this event.
  bool refuses(const sim::Request& request, const harness::Event& message);

  ConsumerInbox inbox_;
  bool may_fail_ = false;
  sim::TimePoint down_until_;
  std::set<std::string, std::less<>> never_taken_;  // events
};

/// Books money that moved: captures less refunds, per customer and currency.
class LedgerService final : public EventConsumer {
 public:
  /// Minor units, by customer and currency.
  using Balances = std::map<std::pair<std::string, history::Currency>, std::int64_t>;

  using EventConsumer::EventConsumer;
  [[nodiscard]] const Balances& accounts() const { return accounts_; }

 private:
  void apply(const harness::Event& message) override;
  /// Books one leg of the movement that an event stands for: a debit above zero, a credit below.
  void post(const harness::Event& message, std::string_view account, std::int64_t minor);

  Balances accounts_;
};

/// Tells the customer what became of an operation.
class NotificationSink final : public EventConsumer {
 public:
  using EventConsumer::EventConsumer;

 private:
  void apply(const harness::Event& message) override;
};

}  // namespace assay::models
