// The wording of a complaint about a file.
#include "scenarios/files/bad_input.hpp"

#include <fmt/core.h>

namespace assay::scenarios {

namespace {

constexpr std::size_t shown_max = 80;

std::string where(const BadInputFacts& facts) {
  std::string text = facts.file.empty() ? std::string{"input"} : printable(facts.file);
  if (facts.place.line > 0) text += fmt::format(":{}:{}", facts.place.line, facts.place.column);
  if (!facts.pointer.empty()) text += fmt::format(" at {}", printable(facts.pointer));
  return text;
}

std::string sentence(const BadInputFacts& facts) {
  std::string text = where(facts);
  text += fmt::format(": expected {}, found {}", facts.expected, facts.found);
  if (!facts.nearest.empty()) text += fmt::format("; did you mean \"{}\"?", facts.nearest);
  return text;
}

}  // namespace

BadInput::BadInput(BadInputFacts facts)
    : std::runtime_error{sentence(facts)}, facts_{std::move(facts)} {}

std::string printable(std::string_view text) {
  std::string shown;
  for (const char c : text.substr(0, shown_max)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f) {
      shown += c;
    } else {
      shown += fmt::format("\\x{:02x}", byte);
    }
  }
  if (text.size() > shown_max) shown += "...";
  return shown;
}

}  // namespace assay::scenarios
