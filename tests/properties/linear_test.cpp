// Linearizability: against recordings with known verdicts, and against trying every order.
#include "properties/linear/check.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "properties/linear/models.hpp"
#include "properties/linear/search.hpp"

namespace {

using namespace assay::properties::linear;
using assay::properties::Verdict;

Verdict verdict_of(const std::vector<Operation>& calls, std::string_view model) {
  for (const Model& one : models()) {
    if (one.name == model) return one.check(calls, {}).verdict;
  }
  throw std::runtime_error{"no such model"};
}

Operation post(std::uint64_t called, std::uint64_t returned, const char* request, Ending ending,
               const char* result) {
  return {.process = "p",
          .function = "post",
          .key = "k",
          .argument = request,
          .ending = ending,
          .result = result == nullptr ? Value{} : Value{result},
          .called = called,
          .returned = returned};
}

/// By trying every order: what the search is held against.
template <class Model>
bool some_order_fits(const std::vector<Operation>& calls) {
  std::vector<std::size_t> order(calls.size());
  std::iota(order.begin(), order.end(), 0);
  do {
    bool fits = true;
    typename Model::State state{};
    for (std::size_t i = 0; i < order.size() && fits; ++i) {
      const Operation& one = calls[order[i]];
      for (std::size_t later = i + 1; later < order.size(); ++later) {
        if (calls[order[later]].returned < one.called) fits = false;
      }
      if (!fits) break;
      const auto next = Model::after(state, one);
      fits = next.has_value();
      if (fits) state = *next;
    }
    if (fits) return true;
  } while (std::ranges::next_permutation(order).found);
  return false;
}

/// Calls on a register in a small world, so that some fit and some do not.
std::vector<Operation> few_calls(bool on_register) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 7);
  std::vector<Operation> calls;
  for (std::size_t i = 0; i < size; ++i) {
    Operation one{.process = std::to_string(i)};
    const auto value = [] { return Value{std::to_string(*rc::gen::inRange(0, 2))}; };
    one.called = *rc::gen::inRange<std::uint64_t>(1, 20) * 20 + i;
    one.returned = one.called + *rc::gen::inRange<std::uint64_t>(1, 10) * 20;
    one.ending = *rc::gen::element(Ending::done, Ending::done, Ending::refused, Ending::unknown);
    one.argument = value();
    if (on_register) {
      one.function = *rc::gen::element("read", "write", "cas");
      one.expected = value();
      if (one.ending == Ending::refused && one.function != "cas") one.ending = Ending::done;
      if (one.ending == Ending::unknown && *rc::gen::arbitrary<bool>()) one.returned = never;
    } else {
      one.function = "post";
    }
    if (one.ending != Ending::unknown) one.result = value();
    if (!on_register && one.ending == Ending::refused && *rc::gen::arbitrary<bool>()) {
      one.result = "mismatch";
    }
    calls.push_back(std::move(one));
  }
  return calls;
}

/// Both answers have to come.
template <class Model>
void agrees_with_every_order(const char* model, bool on_register) {
  std::array<int, 2> seen{};
  rc::prop(model, [&] {
    const auto calls = few_calls(on_register);
    const bool fits = some_order_fits<Model>(calls);
    ++seen.at(fits ? 1 : 0);
    RC_ASSERT((verdict_of(calls, model) == Verdict::holds) == fits);
  });
  CHECK(seen.at(0) > 0);
  CHECK(seen.at(1) > 0);
}

}  // namespace

TEST_CASE("on a register the search finds an order exactly where trying every order does") {
  agrees_with_every_order<CasRegister>("cas-register", true);
}

TEST_CASE("on a key the search finds an order exactly where trying every order does") {
  agrees_with_every_order<IdempotencyKey>("idempotency-key", false);
}

TEST_CASE("an idempotency key binds its first request to one result") {
  using enum Ending;
  const auto holds = [](const std::vector<Operation>& calls) {
    return verdict_of(calls, "idempotency-key") == Verdict::holds;
  };
  CHECK(holds({post(1, 2, "a", done, "1"), post(3, 4, "a", done, "1")}));
  CHECK_FALSE(holds({post(1, 2, "a", done, "1"), post(3, 4, "a", done, "2")}));
  CHECK_FALSE(holds({post(1, 2, "a", done, "1"), post(3, 4, "b", done, "1")}));
  CHECK(holds({post(1, 2, "a", done, "1"), post(3, 4, "b", refused, "mismatch")}));
  CHECK_FALSE(holds({post(1, 2, "a", refused, "mismatch"), post(3, 4, "a", done, "1")}));
  CHECK(holds({post(1, 4, "a", done, "1"), post(2, 3, "a", refused, "in flight")}));
  // A reply that was lost: the first may have taken effect, with a result that shows later.
  CHECK(holds({post(1, never, "a", unknown, nullptr), post(2, 3, "a", done, "7"),
               post(4, 5, "a", done, "7")}));
  CHECK(holds({post(1, never, "a", unknown, nullptr), post(2, 3, "b", refused, "mismatch")}));
  CHECK_FALSE(holds({post(1, never, "a", unknown, nullptr), post(2, 3, "b", refused, "mismatch"),
                     post(4, 5, "b", done, "7")}));
}

TEST_CASE("where there is no order the call that fits nowhere is named") {
  const Model& model = models().back();
  const Answer answer =
      model.check({post(1, 2, "a", Ending::done, "1"), post(3, 4, "a", Ending::done, "2")}, {});
  REQUIRE(answer.dead_end);
  CHECK(answer.dead_end->key == "k");
  CHECK(answer.dead_end->longest == 1);
  CHECK(answer.dead_end->stuck.called == 3);
  CHECK(answer.dead_end->state == "bound to a, which said 1");
}

TEST_CASE("a hard object does not hide an easy violation, and a limit is no verdict") {
  std::vector<Operation> calls;
  for (std::uint64_t i = 0; i < 24; ++i) {  // all at once, and the last read fits nowhere
    calls.push_back({.process = std::to_string(i),
                     .function = "append",
                     .key = "hard",
                     .argument = std::to_string(i) + ",",
                     .ending = Ending::done,
                     .called = 1 + i,
                     .returned = 100 + i});
  }
  calls.push_back({.process = "r",
                   .function = "get",
                   .key = "hard",
                   .ending = Ending::done,
                   .result = "nothing like it",
                   .called = 200,
                   .returned = 201});
  const Model& texts = models()[1];
  const Answer hard = texts.check(calls, {.steps = 200'000});
  CHECK(hard.verdict == Verdict::unknown);
  CHECK(hard.steps == 200'000);
  CHECK(texts.check(calls, {.bytes = 1'000'000}).verdict == Verdict::unknown);
  calls.push_back({.process = "z",
                   .function = "get",
                   .key = "z-easy",
                   .ending = Ending::done,
                   .result = "x",
                   .called = 300,
                   .returned = 301});
  const Answer both = texts.check(calls, {.steps = 200'000});
  CHECK(both.verdict == Verdict::violated);
  REQUIRE(both.dead_end);
  CHECK(both.dead_end->key == "z-easy");
}
