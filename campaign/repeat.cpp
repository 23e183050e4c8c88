// Traces side by side.
#include "campaign/repeat.hpp"

#include <algorithm>

#include "campaign/digests.hpp"

namespace assay::campaign {

namespace {

constexpr int tries = 8;

std::string line_at(const std::vector<std::string>& lines, std::size_t index) {
  return index < lines.size() ? lines[index] : "(the run has ended)";
}

}  // namespace

scenarios::Parting parting_of(scenarios::Simulator& simulator,
                              const scenarios::RunRequest& request,
                              const std::function<void()>& between) {
  scenarios::RunRequest traced = request;
  traced.trace = true;
  const auto lines = [&] {
    between();
    simulator.run(traced);
    return trace_lines(simulator.trace().events());
  };
  const auto expected = lines();
  for (int i = 0; i < tries; ++i) {
    const auto found = lines();
    const auto [left, right] = std::ranges::mismatch(expected, found);
    if (left == expected.end() && right == found.end()) continue;
    const auto index = static_cast<std::size_t>(left - expected.begin());
    return {index + 1, line_at(expected, index), line_at(found, index)};
  }
  return {};
}

}  // namespace assay::campaign
