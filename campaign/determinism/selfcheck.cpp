// Comparing, and finding the first event that differs.
#include "campaign/determinism/selfcheck.hpp"

#include <algorithm>

#include "campaign/determinism/repeat.hpp"
#include "campaign/pool/pool.hpp"

namespace assay::campaign {

namespace {

constexpr std::size_t explained_max = 3;  // mismatches per way and scenario

/// Runs both again and looks for the place at which they part.
Mismatch explain(const std::string& scenario, std::uint64_t seed,
                 const DeterminismVariant& reference, const DeterminismVariant& variant) {
  const auto parting =
      parting_between(reference.trace(scenario, seed), variant.trace(scenario, seed));
  return mismatch(variant.name, scenario, seed, parting.value_or(runs::Parting{}));
}

void compare(SelfcheckResult& result, const std::string& scenario, const Lines& expected,
             const Lines& found, const DeterminismVariant& reference,
             const DeterminismVariant& variant) {
  std::size_t explained = 0;
  for (std::size_t seed = 0; seed < expected.size(); ++seed) {
    ++result.comparisons;
    if (seed < found.size() && expected[seed] == found[seed]) continue;
    if (explained++ < explained_max) {
      result.mismatches.push_back(explain(scenario, seed, reference, variant));
    } else {
      result.mismatches.push_back({.scenario = scenario, .variant = variant.name, .seed = seed});
    }
  }
}

void note_skipped(SelfcheckResult& result, const DeterminismVariant& variant,
                  const std::string& why) {
  const std::string line = variant.name + ": " + why;
  if (std::ranges::find(result.skipped, line) == result.skipped.end()) {
    result.skipped.push_back(line);
  }
}

}  // namespace

SelfcheckResult selfcheck(std::span<const std::string> scenarios, std::uint64_t count,
                          std::span<const DeterminismVariant> variants,
                          const std::function<bool()>& stop) {
  SelfcheckResult result;
  for (const DeterminismVariant& variant : variants) result.variants.push_back(variant.name);
  for (const std::string& scenario : scenarios) {
    const auto expected = variants.front().digests(scenario, count);
    if (stop()) return result;  // what was stopped with us says nothing
    if (!expected) {
      note_skipped(result, variants.front(), expected.error());
      continue;
    }
    if (expected->size() != count) {
      throw WorkFailed{"the reference runs of the determinism check did not come to an end"};
    }
    result.runs += count;
    for (const DeterminismVariant& variant : variants.subspan(1)) {
      if (stop()) return result;
      const auto found = variant.digests(scenario, count);
      if (stop()) return result;
      if (!found) {
        note_skipped(result, variant, found.error());
        continue;
      }
      compare(result, scenario, *expected, *found, variants.front(), variant);
    }
  }
  return result;
}

}  // namespace assay::campaign
