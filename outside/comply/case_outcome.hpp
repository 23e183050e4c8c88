// What came of a case: something that was done to a subject that is not asked by idempotency keys
// alone, an agent's tool or a handler of events, and what is to be thought of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "outside/comply/checks.hpp"

namespace assay::outside {

struct CaseOutcome {
  std::string name;
  std::string claim;  ///< what a user can rely on
  CheckVerdict verdict = CheckVerdict::pass;
  std::string why;                        ///< one sentence
  std::optional<std::int64_t> effects{};  ///< that the case had, where they were counted
  std::vector<std::string> said{};        ///< what was sent and answered, a line each
  bool left_out = false;                  ///< the file says that it does not apply
};

struct CaseResults {
  std::string name;
  std::string kind;  ///< "agent", "handler"
  std::vector<CaseOutcome> all{};
  /// Of those that were not left out.
  [[nodiscard]] std::size_t count(CheckVerdict verdict) const;
};

}  // namespace assay::outside
