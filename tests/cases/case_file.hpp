// Inputs that once showed a fault of the program lie beside the checkout, in shared/data/cases,
// with what is right for each. Where that folder is absent a test says so and checks nothing.
#pragma once

#include <string>

#include "tests/cli/program.hpp"

namespace cases {

/// Whether a case file is there; says on the way which one is not.
[[nodiscard]] bool present(const std::string& name);

/// The path of a case file, quoted for the shell.
[[nodiscard]] std::string path(const std::string& name);

/// Runs `assay <verb> <file> <options>` in an empty folder.
[[nodiscard]] program::Said assay(const std::string& verb, const std::string& name,
                                  const std::string& options = "");

}  // namespace cases
