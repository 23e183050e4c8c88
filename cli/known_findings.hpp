// The file of accepted findings that the options name, read before anything runs, and what is said
// of it afterwards.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/results/accepted.hpp"
#include "cli/options.hpp"

namespace assay::cli {

class KnownFindings {
 public:
  /// Reads the file of --accepted; none where that is not given. Errors: BadInput, Usage.
  explicit KnownFindings(const Options& options);

  /// Says of each finding how it stands, and adds what that comes to to the summary.
  void hold(campaign::Results& results, std::string& summary) const;

 private:
  std::optional<std::vector<campaign::Acceptance>> accepted_;
  std::string day_;
};

}  // namespace assay::cli
