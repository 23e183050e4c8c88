// The program is killed again and again while clients pay, and each time another one takes up its
// folder: what a client was told is in the books, and nothing is there twice or lost.
#include <catch2/catch.hpp>

#include <atomic>

#include "tests/payments/server/shop.hpp"
#include "tests/payments/server/spawned_pay.hpp"

namespace {

using namespace payments::testing;

/// What one client was told of one payment.
struct Outcome {
  std::string reference;
  bool authorised = false, captured = false;
};

/// Clients who pay and capture one order after the other, and insist on an answer under the same
/// key until they have a final one, whoever is killed meanwhile.
class Clients {
 public:
  Clients(int count, std::uint16_t port, std::string token)
      : port_(port), token_(std::move(token)) {
    for (int i = 0; i < count; ++i) {
      threads_.emplace_back([this, i] {
        for (int n = 0; !ending_; ++n) buy("c" + std::to_string(i) + "-" + std::to_string(n));
      });
    }
  }
  /// Lets each finish what it has begun. Returns: what they were told.
  std::vector<Outcome> finish() {
    ending_ = true;
    threads_.clear();
    return outcomes_;
  }
  [[nodiscard]] int asking() const { return asking_; }
  /// Answers that the books bore out at once, and those that they did not.
  [[nodiscard]] int backed() const { return backed_; }
  [[nodiscard]] int unbacked() const { return unbacked_; }

 private:
  void buy(const std::string& reference) {
    Outcome outcome{reference};
    const std::string amount = R"("amount":{"minor":100,"currency":"EUR"}})";
    outcome.authorised = insist("/v1/payments", reference + "-a",
                                R"({"reference":")" + reference +
                                    R"(","customer":"ada","instrument":"tok_shaky",)" + amount);
    if (outcome.authorised) {
      outcome.captured = insist("/v1/payments/" + reference + "/captures", reference + "-c",
                                R"({"reference":"c",)" + amount);
    }
    const std::lock_guard lock(mutex_);
    outcomes_.push_back(outcome);
  }

  /// Whether it was done in the end.
  bool insist(const std::string& target, const std::string& key, const std::string& body) {
    for (;;) {
      ++asking_;
      const auto told =
          ask(port_, "POST", target,
              {{"Authorization", "Bearer " + token_}, {"Idempotency-Key", key}}, body);
      --asking_;
      if (told && told->status == 201) return check_books(*told), true;
      if (told && (told->status == 402 || told->status == 422 || told->status == 400)) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  /// What was told a moment ago is in the books, unless nobody is there to show them.
  void check_books(const Told& told) {
    const std::string operation = "/v1/payments/" + told.body()["payment"].get<std::string>() +
                                  "/operations/" + told.body()["id"].get<std::string>();
    const auto shown = ask(port_, "GET", operation, {{"Authorization", "Bearer " + token_}});
    if (!shown) return;
    const bool backed = shown->status == 200 && shown->body()["status"] == "succeeded";
    ++(backed ? backed_ : unbacked_);
  }

  std::uint16_t port_;
  std::string token_;
  std::atomic<int> backed_ = 0, unbacked_ = 0;
  std::atomic<bool> ending_ = false;
  std::atomic<int> asking_ = 0;
  std::mutex mutex_;
  std::vector<Outcome> outcomes_;
  std::vector<std::jthread> threads_;
};

/// How often each payable was authorised and captured at the processor.
std::map<std::string, std::pair<int, int>> counted(const std::vector<nlohmann::json>& effects) {
  std::map<std::string, std::pair<int, int>> counts;
  for (const auto& effect : effects) {
    auto& [authorised, captured] = counts[effect["payable"].get<std::string>()];
    ++(effect["kind"] == "authorise" ? authorised : captured);
  }
  return counts;
}

TEST_CASE("killed again and again, it loses nothing that was told and does nothing twice") {
  constexpr int kills = 20, clients = 12;
  const Folder folder;
  FakeAcquirer acquirer;
  std::vector<std::string> fields = quick_fields;
  fields.insert(fields.end(), {"attempts_max=50", "reconcile_delay=500ms"});
  auto pay = std::make_unique<SpawnedPay>(folder / "data", acquirer.url(), 0, fields);
  const std::uint16_t port = pay->port();
  const std::string token = pay->token();
  REQUIRE_FALSE(token.empty());
  Clients all(clients, port, token);
  std::mt19937 drawn(5);
  for (int i = 0; i < kills; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100 + drawn() % 300));
    REQUIRE(comes_true([&] { return all.asking() >= clients / 3; }));
    pay->kill();
    pay = std::make_unique<SpawnedPay>(folder / "data", acquirer.url(), port, fields);
  }
  const std::vector<Outcome> outcomes = all.finish();

  CHECK(all.backed() > 0);
  CHECK(all.unbacked() == 0);
  const auto counts = counted(acquirer.effects());
  int paid = 0;
  for (const Outcome& outcome : outcomes) {
    INFO(outcome.reference);
    REQUIRE(outcome.authorised);
    REQUIRE(outcome.captured);
    CHECK(counts.at(outcome.reference) == std::pair(1, 1));
    const auto shown = ask(port, "GET", "/v1/payments/" + outcome.reference,
                           {{"Authorization", "Bearer " + token}});
    REQUIRE(shown.has_value());
    CHECK(shown->body()["status"] == "captured");
    ++paid;
  }
  CHECK(counts.size() == outcomes.size());
  CHECK(paid >= clients);
  const auto balances = ask(port, "GET", "/v1/balances", {{"Authorization", "Bearer " + token}});
  CHECK(balances->body()["balances"][0]["amount"]["minor"] == 100 * paid);
  CHECK(pay->terminate() == 0);
}

TEST_CASE("the program refuses a configuration that cannot be kept, with exit code 78") {
  const Folder folder;
  CHECK_THROWS(SpawnedPay(folder / "data", "http://127.0.0.1:1", 0, {"lease=1ms"}));
  CHECK_FALSE(std::filesystem::exists(folder / "data"));
}

TEST_CASE("without its processor the program starts, says so, and takes nothing") {
  const Folder folder;
  SpawnedPay pay(folder / "data", "http://127.0.0.1:1", 0, quick_fields);
  CHECK(ask(pay.port(), "GET", "/healthz")->status == 503);
  const auto told = ask(pay.port(), "POST", "/v1/payments",
                        {{"Authorization", "Bearer " + pay.token()}, {"Idempotency-Key", "k"}},
                        R"({"reference":"o","customer":"ada","instrument":"tok_ok",)"
                        R"("amount":{"minor":1,"currency":"EUR"}})");
  CHECK(told->status == 503);
  CHECK(told->header("retry-after") == "1");
  CHECK(pay.terminate() == 0);
}

}  // namespace
