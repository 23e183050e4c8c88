// A payment service in this process, on SQLite in a folder of its own, and its processor: what the
// tests of the server ask. Not a test.
#pragma once

#include "payments/server/process.hpp"
#include "tests/payments/adapters/files.hpp"
#include "tests/payments/server/fake_acquirer.hpp"
#include "tests/payments/server/loopback_client.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <thread>

namespace payments::testing {

/// Times that let a test see what takes minutes in service: fields as --set takes them.
inline const std::vector<std::string> quick_fields{
    "rpc_timeout=250ms",    "pause_budget=100ms",   "clock_skew=10ms",    "effect_max=200ms",
    "lease=500ms",          "ask_delay_min=30ms",   "ask_delay_max=100ms", "relay_delay=50ms",
    "reconcile_delay=5s", "reconcile_grace=5s",  "retry_hint=1s"};

/// The same for what is held back on its way: nobody gives up.
inline const std::vector<std::string> patient_fields{
    "rpc_timeout=60s",  "pause_budget=100ms", "clock_skew=10ms",    "lease=70s",
    "relay_delay=50ms", "reconcile_delay=5s", "effect_max=200ms", "reconcile_grace=5s"};

inline server::Settings settings_of(const std::string& folder, const std::string& processor,
                                    const std::vector<std::string>& fields) {
  server::Settings settings{.folder = folder, .port = 0, .processor = processor, .workers = 16,
                            .queue_max = 64, .config = {}};
  for (const std::string& field : fields) {
    if (const auto why = server::set_field(settings.config, field)) throw std::logic_error(*why);
  }
  return settings;
}

/// Asks again until it is so, for at most ten seconds.
inline bool comes_true(const std::function<bool()>& is_so) {
  for (int i = 0; i < 1'000; ++i) {
    if (is_so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

/// One life of the service in a folder.
class RunningShop {
 public:
  explicit RunningShop(const server::Settings& settings) {
    spdlog::set_level(spdlog::level::off);
    auto started = server::Process::start(settings);
    if (!started) throw std::runtime_error(started.error());
    process_ = std::move(*started);
    thread_ = std::jthread([this] { (void)process_->run(false); });
    const bool ready = comes_true([this] { return ask(port(), "GET", "/healthz")->status == 200; });
    if (!ready) throw std::runtime_error("the service is not ready");
  }
  RunningShop(const RunningShop&) = delete;
  RunningShop& operator=(const RunningShop&) = delete;
  ~RunningShop() { process_->stop(); }

  /// Asks it to end, and does not wait for that.
  void stop() { process_->stop(); }
  [[nodiscard]] std::uint16_t port() const { return process_->port(); }
  [[nodiscard]] const std::string& made_token() const { return process_->made_token(); }

 private:
  std::unique_ptr<server::Process> process_;
  std::jthread thread_;  ///< ended before the process is gone
};

class Shop {
 public:
  explicit Shop(const std::vector<std::string>& fields = quick_fields) : fields_(fields) {
    std::ofstream(folder / "secrets") << "whsec_b2xk\nnew-secret\n";
    restart();
  }

  /// The process ends gracefully, and another one begins on its folder.
  void restart() {
    running.reset();
    server::Settings settings = settings_of(folder / "data", acquirer.url(), fields_);
    settings.webhook_secrets = folder / "secrets";
    running = std::make_unique<RunningShop>(settings);
    if (!running->made_token().empty()) token = running->made_token();
  }

  [[nodiscard]] Told get(const std::string& target) const {
    return *ask(running->port(), "GET", target, {{"Authorization", "Bearer " + token}});
  }
  [[nodiscard]] Told post(const std::string& target, const std::string& key,
                          const std::string& body) const {
    return *ask(running->port(), "POST", target,
                {{"Authorization", "Bearer " + token},
                 {"Content-Type", "application/json"},
                 {"Idempotency-Key", key}},
                body);
  }
  /// Asks for an authorisation of 12.50 EUR.
  [[nodiscard]] Told pay(const std::string& reference, const std::string& key,
                         const std::string& instrument = "tok_ok") const {
    return post("/v1/payments", key,
                R"({"reference":")" + reference + R"(","customer":"ada","instrument":")" +
                    instrument + R"(","amount":{"minor":1250,"currency":"EUR"}})");
  }
  /// Asks for a capture, void or refund: "captures".
  [[nodiscard]] Told move(const std::string& payment, const std::string& what,
                          const std::string& reference, const std::string& key,
                          int minor = 1250) const {
    return post("/v1/payments/" + payment + "/" + what, key,
                R"({"reference":")" + reference + R"(","amount":{"minor":)" +
                    std::to_string(minor) + R"(,"currency":"EUR"}})");
  }

  Folder folder;
  FakeAcquirer acquirer;
  std::string token;
  std::unique_ptr<RunningShop> running;

 private:
  std::vector<std::string> fields_;
};

}  // namespace payments::testing
