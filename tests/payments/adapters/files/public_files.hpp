// The real files that tests read where they are: in the folder that ASSAY_PUBLIC_DATA names, or
// beside the project. No copy of them is kept here; their licences are their authors'.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace payments::testing {

/// The text of "camt/NAME" or "nacha/NAME". None, with a word about it: it is not at hand.
[[nodiscard]] std::optional<std::string> public_file(const std::string& path);

/// The paths of all of both kinds, sorted; none where they are not at hand.
[[nodiscard]] std::vector<std::string> public_files();

}  // namespace payments::testing
