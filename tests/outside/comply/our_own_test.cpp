// assay comply against what is ours: the processor of `assay serve`, on the same loop, and the
// program assay-pay, which pays through it. All is right there.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "outside/comply/comply.hpp"
#include "outside/dialects/by_name.hpp"
#include "outside/http/asio_timers.hpp"
#include "outside/http/listener.hpp"
#include "outside/serve/admin.hpp"
#include "outside/serve/service.hpp"
#include "tests/payments/server/spawned_pay.hpp"

using namespace assay;
using namespace assay::outside;
using nlohmann::json;

namespace {

/// `assay serve`, on a loop of the test's.
class ServedProcessor {
 public:
  explicit ServedProcessor(boost::asio::io_context& loop)
      : timers_{loop},
        dialect_{dialect_named("plain", {})},
        service_{{}, *dialect_, timers_},
        listener_{loop, 0, [this](const http::Request& request, const http::Respond& respond) {
                    const auto reply = administer(service_, "secret", request);
                    return reply ? respond(*reply) : service_.take(request, respond);
                  }} {}

  [[nodiscard]] std::string address() const {
    return "http://127.0.0.1:" + std::to_string(listener_.port());
  }

 private:
  http::AsioTimers timers_;
  std::unique_ptr<Dialect> dialect_;
  Service service_;
  http::Listener listener_;
};

std::string failed_checks(const Compliance& made) {
  std::string text;
  for (const CheckOutcome& one : made.all) {
    if (one.left_out || one.result.verdict == CheckVerdict::pass) continue;
    text += std::string{one.check->name} + ": " + one.result.why + "\n";
  }
  return text;
}

json counted_at(const ServedProcessor& processor) {
  return {{"serve", processor.address()}, {"token", "secret"}};
}

}  // namespace

TEST_CASE("the processor of assay serve passes what applies to it") {
  boost::asio::io_context loop{1};
  const ServedProcessor processor{loop};
  const json amount{{"minor", "{amount}"}, {"currency", "EUR"}};
  const json file{{"schema", "assay.comply/1"},
                  {"base", processor.address()},
                  {"request",
                   {{"path", "/v1/operations"},
                    {"body",
                     {{"kind", "authorise"},
                      {"reference", "op-{reference}"},
                      {"payable", "{reference}"},
                      {"ordinal", 1},
                      {"attempt", 1},
                      {"amount", amount}}}}},
                  {"answers",
                   {{"success", {{"status", {200}}, {"pointer", "/outcome"}, {"is", {"success"}}}},
                    {"identity", "/reference"}}},
                  {"effects", counted_at(processor)},
                  {"key", {{"required", false}}},
                  {"leave_out",
                   {"other_tenant", "other_route", "missing_key", "empty_key", "after_decline",
                    "after_failure", "retention"}},
                  {"settle", "5ms"}};
  CHECK(failed_checks(comply(loop, read_subject("f", file.dump(), {}), "own")) == "");
}

TEST_CASE("assay-pay passes what applies to it, counted at its processor") {
  boost::asio::io_context loop{1};
  const ServedProcessor processor{loop};
  std::string folder = (std::filesystem::temp_directory_path() / "assay-pay-XXXXXX").string();
  REQUIRE(::mkdtemp(folder.data()) != nullptr);
  std::string failures;
  {
    payments::testing::SpawnedPay pay{folder, processor.address(), 0, {}};
    const json amount{{"minor", "{amount}"}, {"currency", "EUR"}};
    const json file{
        {"schema", "assay.comply/1"},
        {"base", "http://127.0.0.1:" + std::to_string(pay.port())},
        {"request",
         {{"path", "/v1/payments"},
          {"headers", {{"Authorization", "Bearer " + pay.token()}}},
          {"body",
           {{"reference", "{reference}"},
            {"customer", "ada"},
            {"instrument", "tok_visa"},
            {"amount", amount}}}}},
        {"answers",
         {{"success", {{"status", {201}}}},
          {"decline", {{"status", {402}}}},
          {"pending", {{"status", {202}}}}}},
        {"effects", counted_at(processor)},
        {"leave_out",
         {"other_tenant", "other_route", "after_decline", "after_failure", "retention"}},
        {"settle", "5ms"}};
    failures = failed_checks(comply(loop, read_subject("f", file.dump(), {}), "own"));
  }
  std::filesystem::remove_all(folder);
  CHECK(failures == "");
}
