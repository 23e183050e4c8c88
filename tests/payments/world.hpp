// A small world for the payment code, in memory: a store, a processor, two consumers, a clock.
// Not the simulator: no fibers and no search, but every port call can be made to fail or to be
// the last one, which is what the tests here need.
#pragma once

#include "payments/service.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace payments::testing {

using namespace payments::literals;

/// The power goes: not a std::exception, as nothing may treat it as an error.
struct PowerCut {};

/// Counts every step of every port call, and cuts the power at the one that was chosen.
class Fuse {
 public:
  void burn() {
    ++burnt_;
    if (cut_at_ != 0 && burnt_ == cut_at_) throw PowerCut{};
  }
  void cut_at(int step) {
    burnt_ = 0;
    cut_at_ = step;
  }
  [[nodiscard]] int burnt() const { return burnt_; }

 private:
  int burnt_ = 0;
  int cut_at_ = 0;
};

class MemoryStore : public Store {
 public:
  explicit MemoryStore(Fuse& fuse) : fuse_(fuse) {}

  std::expected<std::optional<Row>, StoreError> read(std::string_view table,
                                                     std::string_view key) override;
  std::expected<std::vector<Row>, StoreError> scan(std::string_view table,
                                                   std::string_view after_key,
                                                   std::size_t limit) override;
  std::expected<std::vector<Row>, StoreError> due(const DueIndex& index, const DuePlace& after,
                                                  Instant until, std::size_t limit) override;
  std::expected<void, CommitError> commit(const Transaction& transaction) override;

  [[nodiscard]] std::size_t count(std::string_view table) const;
  [[nodiscard]] std::vector<Row> rows(std::string_view table) const;

  /// What to do with the n-th commit from now: an error instead of, or after, applying it.
  struct Trouble {
    int at = 0;
    CommitError error{};
    bool applied = false;
  };
  std::optional<Trouble> trouble;
  int commits = 0;
  std::size_t shown = 0;  ///< rows that `scan` and `due` have returned
  std::string last_purpose;
  std::map<std::string, std::set<std::string>> ever;  ///< keys of rows, by table
  /// Called before each commit: a place to let somebody else go first.
  std::function<void(const Transaction&)> before_commit;

 private:
  std::expected<void, CommitError> apply(const Transaction& transaction);

  Fuse& fuse_;
  std::map<std::string, std::map<std::string, Row>> tables_;
  std::map<std::string, std::map<std::string, Due>> waiting_;  // by table and key
  std::map<std::string, std::uint64_t> deleted_;               // by table: up to which version
};

struct FakeClock : Clock {
  Instant now() override { return time; }
  void sleep_until(Instant until) override { time = std::max(time, until); }

  Instant time{1'000'000'000};
};

struct CountingIds : Ids {
  std::string mint(std::string_view prefix) override {
    return std::string(prefix) + "-" + std::to_string(++minted);
  }

  int minted = 0;
};

struct SilentTelemetry : Telemetry {
  void count(std::string_view name, std::string_view) override { ++counts[std::string(name)]; }
  void alarm(std::string_view name, std::string_view) override { ++alarms[std::string(name)]; }

  std::map<std::string, int> counts;
  std::map<std::string, int> alarms;
};

/// What the next call to the processor does beside working.
enum class Mishap {
  none,
  lose_request,       ///< no effect; the caller times out
  lose_reply,         ///< effect; the caller times out
  error_no_effect,    ///< a stored 5xx, without effect
  error_with_effect,  ///< a stored 5xx, after the effect
  refuse,             ///< definitely not attempted
  garbage,            ///< effect; the reply cannot be read
  late,               ///< no effect now; it comes when the test says so
};

/// Owns the truth. Replays the stored answer to a key it knows, failures too.
class FakeProcessor : public Gateway {
 public:
  explicit FakeProcessor(Fuse& fuse) : fuse_(fuse) {}

  [[nodiscard]] Capabilities capabilities() const override { return able; }
  std::expected<GatewayReply, GatewayError> send(const GatewayRequest& request) override;
  std::expected<LookUpReply, GatewayError> look_up(const LookUpRequest& request) override;
  std::expected<ListPage, GatewayError> list(const ListRequest& request) override;

  /// Applies the requests that were held back by `Mishap::late`.
  void apply_late();
  /// Decides what was pending: it takes the present `outcome`.
  void settle_pending();

  /// Called once, while the next try is under way, or the next question.
  std::function<void()> while_sent, while_asked;
  std::vector<Mishap> mishaps;  ///< for the coming sends, in order
  Outcome outcome = Outcome::success;
  bool reachable = true;
  Capabilities able;
  std::optional<Instant> capture_before;
  bool states_amounts = true;
  std::optional<Money> amount_shown;  ///< instead of the amount asked for
  std::vector<GatewayRequest> sends;
  std::vector<ListEntry> effects;
  std::vector<OperationId> asked;
  std::vector<OperationId> hidden;  ///< effects that `list` does not show

 private:
  using Answer = std::expected<GatewayReply, GatewayError>;

  GatewayReply apply(const GatewayRequest& request);

  Fuse& fuse_;
  std::map<std::string, Answer> stored_;
  std::map<std::string, GatewayReply> known_;
  std::vector<GatewayRequest> held_;
  std::vector<GatewayRequest> pending_;
};

/// A downstream ledger and a notification sink, both recognising duplicates.
class FakeBus : public EventBus {
 public:
  explicit FakeBus(Fuse& fuse) : fuse_(fuse) {}

  std::expected<void, PublishError> publish(Consumer consumer, const Event& event) override;

  std::function<std::optional<PublishError>(Consumer, const Event&)> mishap;
  int deliveries = 0;
  std::map<std::string, std::int64_t> ledger;  ///< by customer and currency
  std::map<Consumer, std::vector<Event>> taken;

 private:
  Fuse& fuse_;
};

/// The world, and a service in it that can be started anew on what is durable.
class World {
 public:
  World();

  /// A new process on the same store: nothing of the old one is left.
  void restart(const std::function<void(Parts&, const Ports&, const Config&)>& adapt = {});

  /// Steps and lets time pass until nothing is left to do; false if that takes too long.
  bool settle(int steps_max = 400);

  /// Asks again with the same request, as a client does, until the answer is final.
  Response insist(const Request& request, int tries_max = 40);

  /// What is wrong with what is durable, compared with the truth; empty if nothing.
  [[nodiscard]] std::vector<std::string> audit() const;

  [[nodiscard]] std::optional<OperationView> view(const OperationId& operation) const;
  [[nodiscard]] std::vector<JournalEntry> journal(const OperationId& operation) const;
  void pass(Duration duration) { clock.time = clock.time + duration; }

  Fuse fuse;
  FakeClock clock;
  CountingIds ids;
  MemoryStore store{fuse};
  FakeProcessor processor{fuse};
  FakeBus bus{fuse};
  SilentTelemetry telemetry;
  Ports ports{clock, ids, store, processor, bus, telemetry};
  Config config;
  std::unique_ptr<Service> service;
};

/// Whose service most tests are about.
inline const Tenant tenant{"acme"};

/// A request of customer c-1 about payable pay-1; the key names kind and ordinal.
[[nodiscard]] Request request(OperationKind kind, Money amount, std::uint32_t ordinal = 1);
[[nodiscard]] Request authorise(Money amount = 12.50_eur);
[[nodiscard]] Request capture(Money amount = 12.50_eur);
[[nodiscard]] Request void_hold(Money amount = 12.50_eur);
[[nodiscard]] Request refund(Money amount, std::uint32_t ordinal = 1);

[[nodiscard]] bool is_final(const Response& response);

}  // namespace payments::testing
