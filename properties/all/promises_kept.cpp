// The code under test checks what it claims of itself, and here such a claim turned out untrue. No
// rule of payments: whatever the code does next, it does on grounds that it had ruled out. Only
// code that says so can be caught by it; silence is no proof of anything.
#include <fmt/format.h>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

void check(const Index& index, Violations& violations) {
  for (const auto& broken : index.of<PromiseBroken>()) {
    violations.add(
        detail::violation(fmt::format("{} broke a promise of its own at {}: it is not true that {}",
                                      broken.observer, detail::moment(broken.at), broken.reason),
                          {}, {&broken}));
  }
}

}  // namespace

Property promises_kept() {
  return {.name = "promises_kept",
          .claim = "The service never finds itself in a state that it had ruled out.",
          .rule = "own",
          .severity = Severity::stuck,
          .needs = bit(Source::world),
          .check = check};
}

}  // namespace assay::properties
