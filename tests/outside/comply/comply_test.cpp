// assay comply against small services: no check accuses the right one, and each defect is caught by
// the check that is for it, with the truth at hand.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "key_service.hpp"
#include "outside/comply/comply.hpp"
#include "scenarios/files/bad_input.hpp"

using namespace assay;
using namespace assay::outside;
using nlohmann::json;
using tests::KeyService;
using tests::Wrong;

namespace {

json described(const std::string& base) {
  return {{"schema", "assay.comply/1"},
          {"name", "shop"},
          {"base", base},
          {"variables", {{"card", "good"}}},
          {"request",
           {{"path", "/pay"},
            {"headers", {{"Authorization", "Bearer one"}}},
            {"body", {{"reference", "{reference}"}, {"amount", "{amount}"}, {"card", "{card}"}}}}},
          {"answers",
           {{"success", {{"status", {201}}, {"pointer", "/status"}, {"is", {"paid"}}}},
            {"decline", {{"status", {402}}}},
            {"identity", "/id"}}},
          {"decline", {{"card", "declined"}}},
          {"failure", {{"card", "fails"}}},
          {"tenant", {{"Authorization", "Bearer two"}}},
          {"route",
           {{"path", "/pay/again"},
            {"headers", {{"Authorization", "Bearer one"}}},
            {"body", {{"reference", "{reference}"}, {"amount", "{amount}"}}}}},
          {"effects", {{"get", "/truth/{reference}"}, {"pointer", "/effects"}}},
          {"key", {{"kept", "200ms"}}},
          {"patience", "300ms"},
          {"settle", "5ms"}};
}

Compliance check_of(Wrong wrong, bool counts = true) {
  boost::asio::io_context loop{1};
  const KeyService service{loop, wrong};
  json file = described(service.address());
  if (!counts) file.erase("effects");
  return comply(loop, read_subject("comply.json", file.dump(), {}), "t");
}

std::string failures(const Compliance& made) {
  std::string text;
  for (const CheckOutcome& one : made.all) {
    if (one.result.verdict != CheckVerdict::fail) continue;
    text += std::string{one.check->name} + ": " + one.result.why + "\n";
  }
  return text;
}

bool fails(const Compliance& made, std::string_view name) {
  return std::ranges::any_of(made.all, [&](const CheckOutcome& one) {
    return one.check->name == name && one.result.verdict == CheckVerdict::fail;
  });
}

struct KeyDefect {
  Wrong wrong;
  const char* caught_by;
};

const std::vector<KeyDefect>& defects() {
  static const std::vector<KeyDefect> all{
      {Wrong::no_store, "replay"},
      {Wrong::no_store, "storm"},
      {Wrong::no_store, "other_body"},
      {Wrong::global_scope, "other_tenant"},
      {Wrong::global_scope, "other_route"},
      {Wrong::failure_stored, "after_failure"},
      {Wrong::body_ignored, "other_body"},
      {Wrong::race, "storm"},
      {Wrong::race, "in_flight"},
      {Wrong::fixed_answer, "two_payments"},
      {Wrong::decline_forgotten, "after_decline"},
      {Wrong::key_optional, "missing_key"},
      {Wrong::empty_is_a_key, "empty_key"},
      {Wrong::keys_cut, "long_keys"},
      {Wrong::two_are_none, "repeated_header"},
      {Wrong::quotes_count, "quoted_and_raw"},
      {Wrong::failure_repeats, "after_failure"},
      {Wrong::kept_too_short, "retention"},
  };
  return all;
}

}  // namespace

TEST_CASE("a right service passes every check, counted or judged by answers alone") {
  const Compliance counted = check_of(Wrong::nothing);
  CHECK(failures(counted) == "");
  CHECK(counted.count(CheckVerdict::pass) == checks().size());
  const Compliance told = check_of(Wrong::nothing, false);
  CHECK(failures(told) == "");
  CHECK_FALSE(told.counted);
}

TEST_CASE("each defect is caught by the check that is for it") {
  for (const KeyDefect& one : defects()) {
    const Compliance made = check_of(one.wrong);
    INFO(one.caught_by << "\n" << failures(made));
    CHECK(fails(made, one.caught_by));
    CHECK(made.all.front().result.verdict == CheckVerdict::pass);
  }
}

TEST_CASE("evidence of a failed check is the requests and their answers") {
  const Compliance made = check_of(Wrong::no_store);
  const auto replayed = std::ranges::find_if(
      made.all, [](const CheckOutcome& one) { return one.check->name == "replay"; });
  REQUIRE(replayed->result.said.size() == 2);
  const std::string words = words_of(replayed->result.said.front(), "Idempotency-Key");
  CHECK(words.find("POST /pay") != std::string::npos);
  CHECK(words.find("Bearer") == std::string::npos);
}

TEST_CASE("a subject elsewhere, or with a live key, is refused") {
  json file = described("http://pay.example.com");
  CHECK_THROWS_AS(read_subject("f", file.dump(), {}), scenarios::BadInput);
  const std::string allowed = "pay.example.com";
  CHECK_NOTHROW(read_subject("f", file.dump(), {&allowed, 1}));
  file = described("http://127.0.0.1:1");
  file["request"]["headers"]["Authorization"] = "Bearer sk_live_1";
  CHECK_THROWS_AS(read_subject("f", file.dump(), {&allowed, 1}), scenarios::BadInput);
  file = described("http://127.0.0.1:1");
  file["requst"] = 1;
  CHECK_THROWS_AS(read_subject("f", file.dump(), {}), scenarios::BadInput);
}

TEST_CASE("where nobody answers, the first check fails and nothing else is judged") {
  boost::asio::io_context loop{1};
  json file = described("http://127.0.0.1:1");
  file["patience"] = "1ms";
  const Compliance made = comply(loop, read_subject("f", file.dump(), {}), "t");
  CHECK(made.all.front().result.verdict == CheckVerdict::fail);
  CHECK(made.count(CheckVerdict::not_judged) == checks().size() - 1);
}
