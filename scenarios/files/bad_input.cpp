// The wording of a complaint about a file.
#include "scenarios/files/bad_input.hpp"

#include <fmt/core.h>

namespace assay::scenarios {

namespace {

std::string where(const BadInputFacts& facts) {
  std::string text = facts.file.empty() ? std::string{"input"} : facts.file;
  if (facts.place.line > 0) text += fmt::format(":{}:{}", facts.place.line, facts.place.column);
  if (!facts.pointer.empty()) text += fmt::format(" at {}", excerpt(facts.pointer));
  return text;
}

std::string sentence(const BadInputFacts& facts) {
  std::string text = where(facts);
  text += fmt::format(": expected {}, found {}", facts.expected, facts.found);
  if (!facts.nearest.empty()) text += fmt::format("; did you mean \"{}\"?", facts.nearest);
  return printable(text);
}

std::string sentences(const BadInputFacts& facts) {
  std::string text = sentence(facts);
  for (const BadInputFacts& other : facts.others) text += "\nand " + sentence(other);
  if (facts.more > 0) text += fmt::format("\nand {} more", facts.more);
  return text;
}

}  // namespace

BadInput::BadInput(BadInputFacts facts)
    : std::runtime_error{sentences(facts)}, facts_{std::move(facts)} {}

void refuse_input(const std::string& input, std::string expected, std::string found) {
  throw BadInput{{.file = input, .expected = std::move(expected), .found = std::move(found)}};
}

}  // namespace assay::scenarios
