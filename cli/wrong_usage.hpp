// What CLI11 complains of, in our words: what is wrong, the nearest option, and the command that
// tells more.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace assay::cli {

/// The verb's part of the command line, or nullptr where there is no such verb.
[[nodiscard]] const CLI::App* find_verb(const CLI::App& app, const std::string& name);

/// The complaint about a command line of these words, the verb the first of them.
[[nodiscard]] std::string wrong_usage(const CLI::ParseError& error, const CLI::App& app,
                                      const std::string& verb,
                                      const std::vector<std::string>& words);

}  // namespace assay::cli
