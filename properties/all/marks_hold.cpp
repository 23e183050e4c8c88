// What the code under test marks in its own code as certain holds there, and what it marks as
// unreachable is not reached. No rule of payments, as promises_kept: the system is held to its own
// word. Marks that must be met sometimes are a matter of the whole campaign: runs/sufficiency.hpp.
#include <fmt/format.h>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

std::string_view what_happened(MarkKind kind) {
  return kind == MarkKind::unreachable ? "came to what it marks as unreachable"
                                       : "found untrue what it marks as always true";
}

void check(const Index& index, Violations& violations) {
  for (const auto& broken : index.of<MarkBroken>()) {
    const std::string details =
        broken.details.empty() ? "" : fmt::format(" ({})", broken.details);
    violations.add(detail::violation(
        fmt::format("{} {} at {}: {}{}", broken.observer, what_happened(broken.claims),
                    detail::moment(broken.at), broken.mark, details),
        {}, {&broken}));
  }
}

}  // namespace

Property marks_hold() {
  return {.name = "marks_hold",
          .claim = "What the service marks in its own code as certain is so.",
          .rule = "own",
          .severity = Severity::stuck,
          .needs = bit(Source::world),
          .check = check};
}

}  // namespace assay::properties
