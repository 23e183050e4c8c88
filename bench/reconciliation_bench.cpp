// What it takes to match so many lines of a shop's days, in memory, on one core. Goal: 100,000 in
// less than a second.
#include <benchmark/benchmark.h>

#include <string>

#include "tests/payments/reconciliation/clean_batches.hpp"

namespace payments::testing {
namespace {

std::vector<reconciliation::Line> lines_of_days(std::size_t wanted) {
  std::vector<reconciliation::Line> lines;
  Dice dice(1);
  for (int day = 0; lines.size() < wanted; ++day) {
    CleanBatch batch = sold(dice, 1'000, "d" + std::to_string(day) + "-");
    pay(batch, dice);
    lines.insert(lines.end(), batch.lines.begin(), batch.lines.end());
  }
  return lines;
}

void match_lines(benchmark::State& state) {
  const auto lines = lines_of_days(static_cast<std::size_t>(state.range(0)));
  std::size_t differences = 0;
  for (auto _ : state) {
    const auto made = reconciliation::match(lines, usual(), today);
    for (const auto& one : made.differences) {
      if (is_break(one.bucket)) ++differences;
    }
  }
  if (differences != 0) state.SkipWithError("clean lines have breaks");
  state.counters["lines"] = static_cast<double>(lines.size());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(lines.size()));
}
BENCHMARK(match_lines)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace payments::testing
