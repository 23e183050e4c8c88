// The service in a process of many threads: they take turns, and let go of their turn for as long
// as the store commits, the processor answers or a consumer takes an event. So the code runs in the
// pieces in which the simulated world runs it, where a machine has one thread, and nothing in its
// memory is touched by two at once. Not what keeps money safe: that is in the store.
#pragma once

#include "payments/ports/ports.hpp"

#include <functional>
#include <mutex>
#include <utility>

namespace payments::server {

using Turn = std::unique_lock<std::mutex>;

class Turns {
 public:
  [[nodiscard]] Turn take() { return Turn(mutex_); }

  /// Carries out `wait` with the turn let go. The caller has it, and has it again afterwards.
  template <typename Wait>
  auto without(Wait wait) {
    struct Back {
      std::mutex& mutex;
      ~Back() { mutex.lock(); }
    };
    mutex_.unlock();
    const Back back{mutex_};
    return wait();
  }

 private:
  std::mutex mutex_;
};

/// The store: what is read is read within the turn, as it is in the simulated world.
class TurnsStore : public Store {
 public:
  /// `on_commit` is called after each transaction that was applied or may have been.
  TurnsStore(Store& store, Turns& turns, std::function<void()> on_commit)
      : store_(store), turns_(turns), on_commit_(std::move(on_commit)) {}

  std::expected<std::optional<Row>, StoreError> read(std::string_view table,
                                                     std::string_view key) override {
    return store_.read(table, key);
  }
  std::expected<std::vector<Row>, StoreError> scan(std::string_view table,
                                                   std::string_view after_key,
                                                   std::size_t limit) override {
    return store_.scan(table, after_key, limit);
  }
  std::expected<std::vector<Row>, StoreError> due(const DueIndex& index, const DuePlace& after,
                                                  Instant until, std::size_t limit) override {
    return store_.due(index, after, until, limit);
  }
  std::expected<void, CommitError> commit(const Transaction& transaction) override {
    const auto done = turns_.without([&] { return store_.commit(transaction); });
    if (done || done.error() == CommitError::unknown) on_commit_();
    return done;
  }

 private:
  Store& store_;
  Turns& turns_;
  std::function<void()> on_commit_;
};

class TurnsGateway : public Gateway {
 public:
  TurnsGateway(Gateway& gateway, Turns& turns) : gateway_(gateway), turns_(turns) {}

  [[nodiscard]] Capabilities capabilities() const override { return gateway_.capabilities(); }
  std::expected<GatewayReply, GatewayError> send(const GatewayRequest& request) override {
    // What is asked for may belong to memory that others change in the meantime.
    return turns_.without([&, mine = request] { return gateway_.send(mine); });
  }
  std::expected<LookUpReply, GatewayError> look_up(const LookUpRequest& request) override {
    return turns_.without([&, mine = request] { return gateway_.look_up(mine); });
  }
  std::expected<ListPage, GatewayError> list(const ListRequest& request) override {
    return turns_.without([&, mine = request] { return gateway_.list(mine); });
  }

 private:
  Gateway& gateway_;
  Turns& turns_;
};

class TurnsBus : public EventBus {
 public:
  TurnsBus(EventBus& bus, Turns& turns) : bus_(bus), turns_(turns) {}

  std::expected<void, PublishError> publish(Consumer consumer, const Event& event) override {
    return turns_.without([&] { return bus_.publish(consumer, event); });
  }

 private:
  EventBus& bus_;
  Turns& turns_;
};

}  // namespace payments::server
