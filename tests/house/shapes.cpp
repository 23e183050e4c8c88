// Sizes, openings and names of files.
#include <algorithm>
#include <array>
#include <string_view>

#include "tests/house/rules.hpp"

namespace house {

namespace {

constexpr std::size_t lines_max = 400;
constexpr std::size_t columns_max = 100;

std::size_t columns(const std::string& line) {
  const auto begins_one = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return static_cast<std::size_t>(std::ranges::count_if(line, begins_one));
}

std::size_t opening_comment(const SourceFile& file) {
  std::size_t lines = 0;
  while (lines < file.lines.size() && file.lines[lines].starts_with("//")) ++lines;
  return lines;
}

bool has_line(const SourceFile& file, std::string_view start) {
  return std::ranges::any_of(file.lines,
                             [&](const std::string& line) { return line.starts_with(start); });
}

std::string expected_namespace(const std::string& layer) {
  if (layer == "payments") return "namespace payments";
  for (const char* free : {"tests", "bench", "examples"}) {
    if (layer == free) return {};
  }
  return "namespace assay::" + layer;
}

std::string stem_of(const std::string& path) {
  const auto start = path.rfind('/') + 1;
  return path.substr(start, path.rfind('.') - start);
}

}  // namespace

std::vector<Offence> too_large(const SourceFile& file) {
  std::vector<Offence> offences;
  if (file.lines.size() > lines_max) {
    offences.push_back({lines_max, "a file of " + std::to_string(file.lines.size()) + " lines"});
  }
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    if (columns(file.lines[i]) <= columns_max) continue;
    offences.push_back({i + 1, "a line of " + std::to_string(columns(file.lines[i])) + " columns"});
  }
  return offences;
}

std::vector<Offence> own_header_late(const SourceFile& file) {
  if (is_header(file)) return {};
  const std::string own = file.path.substr(0, file.path.size() - 4) + ".hpp";
  const auto includes = includes_of(file);
  const auto found = std::ranges::find(includes, own, &Include::path);
  if (found == includes.end() || found == includes.begin()) return {};
  return {{found->line, "the own header is not the first include"}};
}

std::vector<Offence> wrong_opening(const SourceFile& file) {
  std::vector<Offence> offences;
  const std::size_t least = is_header(file) ? 2 : 1;
  if (opening_comment(file) < least) offences.push_back({1, "no opening comment that says enough"});
  if (!is_header(file)) return offences;
  if (!has_line(file, "#pragma once")) offences.push_back({1, "no #pragma once"});
  const std::string wanted = expected_namespace(layer_of(file.path));
  if (!has_line(file, wanted)) offences.push_back({1, "does not open " + wanted});
  return offences;
}

std::vector<Offence> vague_name(const SourceFile& file) {
  constexpr std::array<std::string_view, 9> vague{
      "util", "utils", "helper", "helpers", "common", "manager", "managers", "base", "misc"};
  const std::string stem = stem_of(file.path);
  for (const std::string_view word : vague) {
    const std::string tail = "_" + std::string{word};
    if (stem == word || stem.ends_with(tail)) return {{1, "a name that says nothing: " + stem}};
  }
  return {};
}

}  // namespace house
