// Quoting.
#include "scenarios/files/shell_words.hpp"

#include <algorithm>
#include <cerrno>

#include <fmt/core.h>

#include "scenarios/files/printable.hpp"

namespace assay::scenarios {

namespace {

bool is_harmless(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || std::string_view{"/._-+:@%,"}.contains(letter);
}

std::string single_quoted(std::string_view text) {
  std::string word = "'";
  for (const char letter : text) {
    if (letter == '\'') {
      word += "'\\''";
    } else {
      word += letter;
    }
  }
  return word + "'";
}

/// As the format of a printf, in octal wherever that, the shell or a terminal might read more into
/// a byte. Some shells take a leading "-" for an option, and `$(...)` drops line feeds at the end;
/// the latter needs a form that not every shell has.
std::string spelled_out(std::string_view text) {
  std::string format;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool plain = byte >= 0x20 && byte < 0x7f && letter != '\'' && letter != '\\' &&
                       letter != '%' && !(letter == '-' && format.empty());
    format += plain ? std::string{letter} : fmt::format("\\{:03o}", byte);
  }
  if (text.ends_with('\n')) return fmt::format("$'{}'", format);
  return fmt::format("\"$(printf '{}')\"", format);
}

}  // namespace

std::string shell_word(std::string_view text) {
  if (!text.empty() && std::ranges::all_of(text, is_harmless)) return std::string{text};
  return printable(text) == text ? single_quoted(text) : spelled_out(text);
}

std::string shell_command(const std::vector<std::string>& words) {
  std::string command;
  for (const std::string& word : words) {
    if (!command.empty()) command += ' ';
    command += shell_word(word);
  }
  return command;
}

std::string own_command(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), ::program_invocation_name);
  return shell_command(arguments);
}

}  // namespace assay::scenarios
