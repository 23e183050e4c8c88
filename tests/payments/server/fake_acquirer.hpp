// A processor that speaks the plain dialect on loopback and owns the truth: what took effect, once
// per key. What it does beside that is said by the instrument's token, or by the test.
#pragma once

#include "tests/payments/adapters/scripted_server.hpp"

#include <condition_variable>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace payments::testing {

/// tok_ok succeeds. tok_declined is declined: expired_card. tok_lost_reply takes effect, and the
/// first try is not answered. tok_lost_request gets lost the first time. tok_held waits for
/// `let_go`. tok_shaky loses the first reply of every third operation.
class FakeAcquirer {
 public:
  FakeAcquirer() : server_([this](const Heard& heard) { return answer(heard); }) {}
  FakeAcquirer(const FakeAcquirer&) = delete;
  FakeAcquirer& operator=(const FakeAcquirer&) = delete;
  ~FakeAcquirer() { let_go(); }

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + server_.port(); }
  [[nodiscard]] std::vector<Heard> heard() const { return server_.heard(); }
  /// Every effect, with kind, payable, operation, amount.
  [[nodiscard]] std::vector<nlohmann::json> effects() const;
  /// Returns once an operation with tok_held has come.
  void wait_until_held();
  void let_go();

 private:
  Said answer(const Heard& heard);
  Said operate(const Heard& heard);
  Said look_up(const std::string& target) const;
  Said list(const std::string& target) const;
  nlohmann::json carry_out(const nlohmann::json& body);
  void hold(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] bool loses(const nlohmann::json& body, const std::string& token, bool effect);

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool holding_ = false, released_ = false;
  std::map<std::string, nlohmann::json> by_key_, by_operation_;
  std::set<std::string> lost_;
  std::map<std::string, std::string> tokens_;  ///< of payables, for what follows
  std::vector<nlohmann::json> effects_;
  ScriptedServer server_;  ///< last: it speaks until it is gone
};

}  // namespace payments::testing
