// What a person may type, by verb: shown at the end of the program's help, and each verb's own at
// the end of that verb's.
#pragma once

#include <string>
#include <string_view>

namespace assay::cli {

/// The examples of a verb, or of all where `verb` is empty. Empty where the verb has none.
[[nodiscard]] std::string examples_of(std::string_view verb);

}  // namespace assay::cli
