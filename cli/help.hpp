// The text of --help: what a verb takes, laid out for the terminal, with commands that work when
// they are pasted. The options themselves are told once, where they are read.
#pragma once

#include <string>
#include <string_view>

#include "reports/screens/ink.hpp"

namespace CLI {
class App;
}

namespace assay::cli {

/// The help of the whole program, which lists the verbs. `defect` is one that it has, or empty.
[[nodiscard]] std::string program_help(const CLI::App& app, std::string_view defect,
                                       const reports::Ink& ink);

/// The help of one verb: its usage, its options and its own examples.
[[nodiscard]] std::string verb_help(const CLI::App& verb, std::string_view defect,
                                    const reports::Ink& ink);

}  // namespace assay::cli
