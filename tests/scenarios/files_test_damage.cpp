// Random damage to good files: truncated, bytes flipped, nested deep, keys doubled, numbers blown
// up. Whatever comes of it is loaded or refused as bad input, and nothing else.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <string>

#include "scenarios/files/document.hpp"
#include "scenarios/files/failure_file.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/plan_file.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/systems/shipped.hpp"

namespace {

using namespace assay::scenarios;
using namespace assay::systems;

std::size_t place_in(const std::string& text) {
  return *rc::gen::inRange<std::size_t>(0, text.size());
}

void truncate(std::string& text) { text.resize(place_in(text)); }

void flip(std::string& text) {
  const int flips = *rc::gen::inRange(1, 6);
  for (int i = 0; i < flips; ++i) text[place_in(text)] = *rc::gen::arbitrary<char>();
}

void nest(std::string& text) {
  const auto depth = *rc::gen::inRange<std::size_t>(1, 100'000);
  text.insert(place_in(text), std::string(depth, *rc::gen::element('[', '{', ']')));
}

void double_key(std::string& text) {
  const auto key = text.find('"', place_in(text));
  const auto end = text.find('\n', key);
  if (end != std::string::npos) text.insert(end, text.substr(key, end - key));
}

void blow_up(std::string& text) {
  const auto digit = text.find_first_of("0123456789", place_in(text));
  if (digit == std::string::npos) return;
  const auto length = *rc::gen::inRange<std::size_t>(1, 5'000);
  text.insert(digit, std::string(length, *rc::gen::element('9', '0', '-', 'e', '.')));
}

void repeat(std::string& text) {
  const std::size_t from = place_in(text);
  text.insert(from, text.substr(from, *rc::gen::inRange<std::size_t>(1, 400)));
}

std::string damaged(std::string text) {
  const auto damage = *rc::gen::element(truncate, flip, nest, double_key, blow_up, repeat);
  damage(text);
  return text;
}

/// Whether the reader loads the text or refuses it with a message. Everything else gets out.
bool loads_or_refuses(const auto& read, std::string text) {
  try {
    (void)read("damaged.json", std::move(text));
  } catch (const BadInput& error) {
    return !error.facts().expected.empty() && std::string{error.what()}.size() < 4'000;
  }
  return true;
}

const std::string plan_text = R"({
  "schema": "assay.plan/1", "scenario": "lost_response",
  "scenario_digest": "0123456789abcdef0123456789abcdef", "behaviour": 3,
  "answers": [
    { "site": "acquirer.authorise/reply @ shop-1/pay-1/attempt-1", "n": 1, "answer": "lose" },
    { "site": "store.claim/before @ shop-1/pay-1", "n": 2, "answer": "crash", "kind": "crash" }
  ],
  "timing": [{ "site": "acquirer.capture/reply @ shop-1", "n": 1, "answer": "late" }]
}
)";

}  // namespace

TEST_CASE("a damaged scenario file is loaded or refused, whichever file and damage") {
  for (const std::string_view name : library_names()) {
    const std::string good = to_json_text(library_scenario(name));
    const auto read = [](const std::string& file, std::string text) {
      return read_scenario(file, std::move(text), assay::tests::shipped().systems());
    };
    CHECK(rc::check(std::string{name}, [&] { RC_ASSERT(loads_or_refuses(read, damaged(good))); }));
  }
}

TEST_CASE("a damaged plan or failure file is loaded or refused") {
  REQUIRE_NOTHROW(read_plan("plan.json", plan_text));
  CHECK(rc::check("plan", [] { RC_ASSERT(loads_or_refuses(read_plan, damaged(plan_text))); }));
  CHECK(
      rc::check("failure", [] { RC_ASSERT(loads_or_refuses(read_failure, damaged(plan_text))); }));
}

TEST_CASE("a file that is all elements or all one long key is refused in reasonable time") {
  const std::string many = "[" + [] {
    std::string text;
    for (int i = 0; i < 90'000; ++i) text += "1,";
    return text;
  }() + "1]";
  const std::string long_key = "{\"" + std::string(900'000, 'k') + "\":1}";
  const std::string deep = std::string(500'000, '[');
  const std::string wrapped = "{\"rules\": " + many + "}";
  for (const std::string& text : {many, long_key, deep, wrapped}) {
    CHECK_THROWS_AS(read_scenario("large.json", text), BadInput);
  }
}
