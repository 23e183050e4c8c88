// True histories of the simulator, mutated: times moved within the clocks' uncertainty, cut at the
// front and the end, sampled. Nobody is accused. And lies about them, under the same mutations,
// are found.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include "mutated.hpp"
#include "true_histories.hpp"

using namespace assay;
using namespace assay::outside;
using properties::Verdict;
using tests::Mutation;

namespace {

constexpr std::int64_t ms = 1'000'000;

const std::vector<tests::TrueHistory>& mutable_histories() {
  static const std::vector<tests::TrueHistory> all = tests::true_histories(11, 2, 900);
  return all;
}

/// One of the ways in which a log differs from what happened.
Mutation mutation_of(std::uint64_t number, std::uint64_t facts) {
  const std::int64_t uncertainty = number % 3 == 0 ? 2 * ms : number % 3 == 1 ? 50 * ms : 500 * ms;
  const std::uint64_t some = facts * (number % 7 + 1) / 9;
  switch (number % 8) {
    case 0: return {.uncertainty = uncertainty, .one_file = false};
    case 1: return {.uncertainty = uncertainty, .one_file = false, .unordered = true};
    case 2: return {.skip = some};
    case 3: return {.keep = some};
    case 4: return {.facts_lost = 20};
    case 5: return {.payables_lost = 40};
    case 6: return {.uncertainty = uncertainty, .one_file = false, .skip = some};
    default: return {.uncertainty = uncertainty, .one_file = false, .keep = some};
  }
}

std::string accusations(const Judged& judged) {
  std::string text;
  for (const JudgedProperty& one : judged.properties) {
    if (one.violations == 0) continue;
    text += std::string{one.property.name} + ": " + one.shown.front().violation.explanation + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("nobody is accused by 200 true histories that were moved, cut or sampled") {
  REQUIRE(mutable_histories().size() > 20);
  for (std::uint64_t number = 0; number < 200; ++number) {
    const auto& one = mutable_histories()[number * 7 % mutable_histories().size()];
    const tests::LogFolder folder;
    const auto logs =
        write_logs(folder, one.history, mutation_of(number, one.history.size()), number);
    const Judged judged = judge_recording(logs.files, logs.mapping);
    INFO("mutation " << number << " (" << number % 8 << ") of " << one.scenario << ", seed "
                     << one.seed);
    CHECK(accusations(judged) == "");
  }
}

TEST_CASE("a whole history in one file is judged as in memory, to the payable") {
  std::uint64_t whole = 0, unknown = 0;
  for (const tests::TrueHistory& one : mutable_histories()) {
    const tests::LogFolder folder;
    const auto logs = write_logs(folder, one.history, {}, 1);
    const Judged judged = judge_recording(logs.files, logs.mapping);
    INFO(one.scenario);
    CHECK(judged.facts == one.history.size());
    whole += judged.payables.whole;
    unknown += judged.payables.unknown();
  }
  CHECK(whole > 50);
  // Three forged events name no payable, two reversals of the service's own have a key and none,
  // and in rounding_storm one payable is first asked for by a refund.
  CHECK(unknown <= 6);
}
