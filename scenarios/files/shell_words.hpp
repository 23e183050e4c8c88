// Commands that work when they are pasted into a shell: the program as it was called, and each word
// quoted where it has to be. Printable whatever the words hold. Not a shell: nothing is run here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay::scenarios {

/// A text as one word of a POSIX shell: as it is, in single quotes, or, where it holds what cannot
/// be shown, by way of printf.
[[nodiscard]] std::string shell_word(std::string_view text);

/// The words of a command, each quoted where it has to be.
[[nodiscard]] std::string shell_command(const std::vector<std::string>& words);

/// A command of the running program, which goes by the name that it was called by.
[[nodiscard]] std::string own_command(std::vector<std::string> arguments);

}  // namespace assay::scenarios
