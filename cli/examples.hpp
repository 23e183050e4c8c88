// What a person may type, by verb and with the program as it was called: shown at the end of the
// program's help, and each verb's own at the end of that verb's.
#pragma once

#include <string>
#include <string_view>

#include "reports/screens/ink.hpp"

namespace assay::cli {

/// The examples of a verb, or of all where `verb` is empty; `defect` is one that the program has,
/// empty where it has none. Empty where the verb has no example.
[[nodiscard]] std::string examples_of(std::string_view verb, std::string_view defect,
                                      const reports::Ink& ink);

}  // namespace assay::cli
