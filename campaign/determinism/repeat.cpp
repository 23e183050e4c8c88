// Traces side by side.
#include "campaign/determinism/repeat.hpp"

#include <algorithm>

#include "campaign/determinism/digests.hpp"

namespace assay::campaign {

namespace {

constexpr int tries = 8;

/// What a line of a trace says, without what was digested by then.
std::string words_at(const std::vector<std::string>& lines, std::size_t index) {
  if (index >= lines.size()) return "the run has ended";
  return lines[index].substr(0, lines[index].rfind('\t'));
}

}  // namespace

std::optional<runs::Parting> parting_between(const std::vector<std::string>& expected,
                                             const std::vector<std::string>& found) {
  const auto [left, right] = std::ranges::mismatch(expected, found);
  if (left == expected.end() && right == found.end()) return {};
  const auto index = static_cast<std::size_t>(left - expected.begin());
  runs::Parting parting{index + 1, words_at(expected, index), words_at(found, index)};
  if (parting.expected == parting.found) parting.found += " (the same words, another content)";
  return parting;
}

runs::Parting parting_of(runs::World& world, const runs::RunRequest& request,
                         const std::function<void()>& between) {
  runs::RunRequest traced = request;
  traced.trace = true;
  const auto lines = [&] {
    between();
    const sim::Digest digest = world.run(traced).behaviour;
    return trace_lines(world.trace().events(), digest);
  };
  const auto expected = lines();
  for (int i = 0; i < tries; ++i) {
    if (const auto parting = parting_between(expected, lines())) return *parting;
  }
  return {};
}

}  // namespace assay::campaign
