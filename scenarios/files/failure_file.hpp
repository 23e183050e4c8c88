// Findings as files: schema assay.failure/1. Each holds the plan that shows the failure again and
// the digest that its run must have. Not a report: those are rendered from results.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "history/amount.hpp"
#include "scenarios/files/bad_input.hpp"
#include "sim/decisions/plan.hpp"

namespace assay::scenarios {

inline constexpr std::string_view failure_schema = "assay.failure/1";

/// One finding with everything that it takes to see it again.
struct FailureFile {
  std::string id;  ///< stable: the same failure has the same id in every run of a build
  std::string scenario;
  std::string scenario_digest;
  std::uint32_t behaviour = 1;
  std::optional<std::string> defect;  ///< none: the shipped code
  std::string system = "payments";
  std::optional<std::uint64_t> seed;  ///< none where a search found it
  sim::Plan plan;
  std::string property;
  std::string severity;
  std::string digest;  ///< of the run of `plan` on the benign baseline
  std::string replay;  ///< the command that shows it again
  std::optional<history::Amount> amount_at_risk;
  friend bool operator==(const FailureFile&, const FailureFile&) = default;
};

/// Errors: BadInput.
[[nodiscard]] FailureFile load_failure(const std::string& path);
[[nodiscard]] FailureFile read_failure(const std::string& file, std::string text);

[[nodiscard]] std::string to_json_text(const FailureFile& file);

/// Writes the file whole or not at all. Errors: CannotWrite.
void save_failure(const std::string& path, const FailureFile& file);

}  // namespace assay::scenarios
