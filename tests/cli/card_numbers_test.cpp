// No card number stands in any file of this tree, or in any that a campaign leaves: docs/pci-dss.md
// says so. What looks like one: 13 to 19 digits in a row that begin as those of a scheme and pass
// the Luhn check. Source: ISO/IEC 7812-1, annex B.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/cli/program.hpp"

namespace {

namespace fs = std::filesystem;

bool passes_luhn(const std::string& digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1 && (digit *= 2) > 9) digit -= 9;
    sum += digit;
  }
  return sum % 10 == 0;
}

/// By scheme and length, so that times in nanoseconds and digests are seldom taken for one.
bool begins_like_a_card(const std::string& digits) {
  const std::size_t length = digits.size();
  const auto first_two = std::stoi(digits.substr(0, 2));
  if (digits[0] == '4') return length == 16;
  if (first_two >= 51 && first_two <= 55) return length == 16;
  if (first_two == 34 || first_two == 37) return length == 15;
  return first_two == 62 && length >= 16 && length <= 19;
}

/// A run of digits with no letter or digit next to it: part of a digest or a float is none.
std::string card_number_in(const std::string& text) {
  const auto is_digit = [](char sign) { return sign >= '0' && sign <= '9'; };
  const auto is_word = [&](char sign) {
    return is_digit(sign) || (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
           sign == '_' || sign == '.' || sign == '\'';
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    const std::size_t length = end - at;
    const bool alone =
        (at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]));
    if (length >= 13 && length <= 19 && alone) {
      const std::string digits = text.substr(at, length);
      if (begins_like_a_card(digits) && passes_luhn(digits)) return digits;
    }
    at = end + 1;
  }
  return {};
}

std::string text_of(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string card_numbers_below(const fs::path& folder) {
  std::string found;
  for (auto it = fs::recursive_directory_iterator{folder}; it != fs::end(it); ++it) {
    const std::string name = it->path().filename();
    if (it->is_directory() &&
        (name == ".git" || name == "build" || name == "assay-out" || name == "node_modules")) {
      it.disable_recursion_pending();
    }
    if (!it->is_regular_file()) continue;
    const std::string number = card_number_in(text_of(it->path()));
    // Two tests of the payment code hold that it refuses one: a number published for tests.
    if (number == "4111" + std::string(12, '1') &&
        it->path().string().contains("/tests/payments/")) {
      continue;
    }
    if (!number.empty()) found += it->path().string() + ": " + number + "\n";
  }
  return found;
}

}  // namespace

TEST_CASE("a card number is seen where there is one, and a digest or a time is none") {
  const std::string visa = "4111" + std::string(12, '1');  // in parts: this file is searched, too
  CHECK(card_number_in("card " + visa + ".") == "");
  CHECK(card_number_in("card: " + visa + ", 12/29") == visa);
  CHECK(card_number_in("\"" + visa + "\"") == visa);
  CHECK(card_number_in("a" + visa) == "");
  CHECK(card_number_in("4111" + std::string(11, '1') + "2") == "");
  CHECK(card_number_in("3782"
                       "82246310005 ") ==
        "3782"
        "82246310005");
}

TEST_CASE("no file of this tree holds a card number") {
  CHECK(card_numbers_below(ASSAY_SOURCE_DIR) == "");
}

TEST_CASE("no file that a campaign leaves holds a card number") {
  const program::Folder folder;
  REQUIRE(folder
              .assay("run lost_response webhook_before_commit --defect timeout_taken_for_failure "
                     "--seeds 30")
              .code == 1);
  REQUIRE(fs::exists(folder.path() / "assay-out/results.json"));
  CHECK(card_numbers_below(folder.path()) == "");
}
