// Looking at one value.
#include "scenarios/files/json_part.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "scenarios/files/complaint.hpp"

namespace assay::scenarios {

bool JsonPart::has(const char* key) const { return value_->is_object() && value_->contains(key); }

JsonPart JsonPart::operator[](const char* key) const {
  if (!value_->is_object()) refuse("an object");
  const auto found = value_->find(key);
  if (found == value_->end()) refuse(fmt::format("the key \"{}\"", key), "an object without it");
  return {*document_, *found, step(pointer_, key)};
}

std::vector<std::pair<std::string, JsonPart>> JsonPart::members(std::size_t most) const {
  if (!value_->is_object()) refuse("an object");
  if (value_->size() > most) refuse(fmt::format("at most {} members", most), "more");
  std::vector<std::pair<std::string, JsonPart>> parts;
  for (const auto& [key, member] : value_->items()) {
    parts.emplace_back(key, JsonPart{*document_, member, step(pointer_, key)});
  }
  return parts;
}

std::vector<JsonPart> JsonPart::elements(std::size_t most) const {
  if (!value_->is_array()) refuse("an array");
  if (value_->size() > most) refuse(fmt::format("at most {} elements", most), "more");
  std::vector<JsonPart> parts;
  for (std::size_t i = 0; i < value_->size(); ++i) {
    parts.push_back(JsonPart{*document_, (*value_)[i], step(pointer_, i)});
  }
  return parts;
}

std::vector<JsonPart> JsonPart::exactly(std::size_t count) const {
  std::vector<JsonPart> parts = elements(count);
  if (parts.size() != count) refuse(fmt::format("{} elements", count), "fewer");
  return parts;
}

std::uint64_t JsonPart::number(std::uint64_t least, std::uint64_t most) const {
  const bool fits = value_->is_number_unsigned() && value_->get<std::uint64_t>() >= least &&
                    value_->get<std::uint64_t>() <= most;
  if (!fits) refuse(fmt::format("an integer from {} to {}", least, most));
  return value_->get<std::uint64_t>();
}

const std::string& JsonPart::text() const {
  if (!value_->is_string()) refuse("a text");
  return value_->get_ref<const std::string&>();
}

const std::string& JsonPart::word(std::size_t most) const {
  const std::string& given = text();
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  if (given.empty() || given.size() > most || !std::ranges::all_of(given, fits)) {
    refuse("lower-case letters, digits, \"_\" and \"-\"");
  }
  return given;
}

bool JsonPart::truth() const {
  if (!value_->is_boolean()) refuse("true or false");
  return value_->get<bool>();
}

void JsonPart::refuse(std::string expected, std::string found) const {
  document_->refuse(pointer_, std::move(expected), std::move(found));
}

void JsonPart::refuse(std::string expected) const {
  refuse(std::move(expected), describe(*value_));
}

}  // namespace assay::scenarios
