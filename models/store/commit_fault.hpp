// What may become of a transaction at the store, as data out of which the faults in faults/ are
// made. A commit that conflicts with what is stored is refused, whatever it was to come to.
#pragma once

#include <optional>

#include "harness/store.hpp"
#include "sim/decisions/fault.hpp"
#include "sim/time.hpp"

namespace assay::models {

using namespace sim::literals;

/// A commit is applied and acknowledged, but for what is said here. What is not applied is
/// reported, and what is reported as refused is not applied.
struct CommitEffect {
  bool applies = true;
  std::optional<harness::CommitFailure> reports{};  ///< an error instead of the acknowledgement
  bool spoils_row = false;  ///< the first row that it writes cannot be read afterwards
  sim::Duration everything_for{};  ///< whatever is to be committed is refused for so long, or until
                                   ///< faults stop

  /// Whether the error says for certain that nothing was applied.
  [[nodiscard]] bool is_definite() const {
    return reports && *reports != harness::CommitFailure::unknown;
  }
};

using CommitFault = sim::Fault<CommitEffect>;
using CommitFaultTable = sim::FaultTable<CommitEffect>;

/// One for each file of faults/, by name.
[[nodiscard]] const CommitFaultTable& commit_faults();

}  // namespace assay::models
