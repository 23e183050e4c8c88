// Reads the keywords of the subschema at a place and finds the first that the value breaks.
#include "scenarios/files/complaint.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <ranges>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/core.h>
#include <fmt/format.h>

#include "scenarios/files/document.hpp"
#include "scenarios/files/nearest_name.hpp"

namespace assay::scenarios {

namespace {

using nlohmann::json;

std::vector<std::string_view> keys_of(const json& object) {
  std::vector<std::string_view> keys;
  for (auto member = object.begin(); member != object.end(); ++member) {
    keys.push_back(member.key());
  }
  return keys;
}

std::vector<std::string_view> texts_of(const json& array) {
  std::vector<std::string_view> texts;
  for (const json& item : array) {
    if (item.is_string()) texts.push_back(item.get_ref<const std::string&>());
  }
  return texts;
}

const json& resolve(const json& schema, const json& node) {
  const auto reference = node.find("$ref");
  if (reference == node.end()) return node;
  const auto& target = reference->get_ref<const std::string&>();
  return schema.at(json::json_pointer{target.substr(1)});
}

/// The subschema for a member or element of `value`, or nullptr where there is none.
const json* child_of(const json& node, const json& value, const std::string& token) {
  const auto within = node.find(value.is_array() ? "items" : "properties");
  if (within == node.end()) return nullptr;
  if (value.is_array()) return &*within;
  const auto member = within->find(token);
  return member == within->end() ? nullptr : &*member;
}

/// A place in the document and the subschema that governs it.
struct Governed {
  const json* schema = nullptr;
  const json* value = nullptr;
};

std::optional<Governed> govern(const json& schema, const json& document,
                               const std::string& pointer) {
  std::vector<std::string> tokens;
  for (json::json_pointer rest{pointer}; !rest.empty(); rest.pop_back()) {
    tokens.push_back(rest.back());
  }
  Governed at{&schema, &document};
  for (const std::string& token : std::views::reverse(tokens)) {
    const json* child = child_of(*at.schema, *at.value, token);
    const auto one = json::json_pointer{} / token;
    if (child == nullptr || !at.value->contains(one)) return {};
    at = {&resolve(schema, *child), &at.value->at(one)};
  }
  return at;
}

bool has_type(const json& value, std::string_view type) {
  if (type == "integer") return value.is_number_integer();
  if (type == "string") return value.is_string();
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "boolean") return value.is_boolean();
  return type == "null" && value.is_null();
}

std::string article(std::string_view type) {
  if (type == "string") return "a text";
  if (type == "null") return "null";
  const bool vowel = type == "integer" || type == "object" || type == "array";
  return fmt::format("{} {}", vowel ? "an" : "a", type);
}

using Found = std::optional<Complaint>;

std::string expected_by(const json& node, std::string otherwise) {
  return node.value("description", std::move(otherwise));
}

Found wrong_type(const json& node, const json& value, const std::string& pointer) {
  if (!node.contains("type")) return {};
  const json& type = node.at("type");
  const json types = type.is_array() ? type : json::array({type});
  std::vector<std::string> wanted;
  for (const json& one : types) {
    const auto& name = one.get_ref<const std::string&>();
    if (has_type(value, name)) return {};
    wanted.push_back(article(name));
  }
  return Complaint{pointer, expected_by(node, fmt::format("{}", fmt::join(wanted, " or "))),
                   describe(value)};
}

/// Returns: the keys that were probably meant by those that do not exist; nothing where all do.
std::optional<std::set<std::string>> wrong_keys(const json& node, const json& value,
                                                const std::string& pointer,
                                                Complaints& complaints) {
  const auto others = node.find("additionalProperties");
  const bool closed = others != node.end() && others->is_boolean() && !others->get<bool>();
  if (!value.is_object() || !closed) return {};
  const json& known = node.at("properties");
  const auto names = keys_of(known);
  std::optional<std::set<std::string>> meant;
  for (const auto& [key, member] : value.items()) {
    if (known.contains(key)) continue;
    if (!meant) meant.emplace();
    const bool is_told = complaints.kept().size() < Complaints::kept_max;
    const std::string nearest = is_told ? nearest_name(key, names) : "";
    meant->insert(nearest);
    complaints.add({step(pointer, key),
                    nearest.empty() ? fmt::format("one of the keys {}", fmt::join(names, ", "))
                                    : "a key of this format",
                    fmt::format("the unknown key \"{}\"", excerpt(key)), nearest});
  }
  return meant;
}

/// All keys that are missing and not just misspelt, as one complaint: it has one place.
bool missing_keys(const json& node, const json& value, const std::string& pointer,
                  const std::set<std::string>& meant, Complaints& complaints) {
  if (!value.is_object() || !node.contains("required")) return false;
  std::vector<std::string> missing;
  for (const std::string_view key : texts_of(node.at("required"))) {
    if (value.contains(key)) continue;
    complaints.set_aside(step(pointer, key));
    if (!meant.contains(std::string{key})) missing.emplace_back(key);
  }
  if (missing.empty()) return false;
  const bool one = missing.size() == 1;
  complaints.add_absent(
      {pointer, fmt::format("the key{} \"{}\"", one ? "" : "s", fmt::join(missing, "\", \"")),
       fmt::format("an object without {}", one ? "it" : "them")},
      missing);
  return true;
}

Found wrong_choice(const json& node, const json& value, const std::string& pointer) {
  const bool constant = node.contains("const");
  if (!constant && !node.contains("enum")) return {};
  const json choices = constant ? json::array({node.at("const")}) : node.at("enum");
  if (std::ranges::find(choices, value) != choices.end()) return {};
  const auto names = texts_of(choices);
  const std::string given = value.is_string() ? value.get<std::string>() : std::string{};
  const std::string expected =
      fmt::format("{}\"{}\"", constant ? "" : "one of ", fmt::join(names, "\", \""));
  return Complaint{pointer, expected, describe(value), nearest_name(given, names)};
}

/// Size of whatever a bound may speak of: an integer itself, else a count of bytes or elements.
struct Measure {
  std::string_view least;
  std::string_view most;
  std::string_view unit;
  std::int64_t size;
};

std::optional<Measure> measure(const json& value) {
  if (value.is_number_unsigned()) {
    const auto big = value.get<std::uint64_t>();
    const auto top = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return Measure{"minimum", "maximum", "", static_cast<std::int64_t>(std::min(big, top))};
  }
  if (value.is_number_integer()) {
    return Measure{"minimum", "maximum", "", value.get<std::int64_t>()};
  }
  if (value.is_string()) {
    const auto bytes = static_cast<std::int64_t>(value.get_ref<const std::string&>().size());
    return Measure{"minLength", "maxLength", " bytes of text", bytes};
  }
  if (!value.is_array()) return {};
  return Measure{"minItems", "maxItems", " elements", static_cast<std::int64_t>(value.size())};
}

Found out_of_bounds(const json& node, const json& value, const std::string& pointer) {
  const auto measured = measure(value);
  if (!measured) return {};
  const auto [least, most, unit, size] = *measured;
  const std::string found = unit.empty() ? describe(value) : fmt::format("{}{}", size, unit);
  const auto low = node.find(least);
  if (low != node.end() && size < low->get<std::int64_t>()) {
    return Complaint{pointer, fmt::format("at least {}{}", low->dump(), unit), found};
  }
  const auto high = node.find(most);
  if (high != node.end() && size > high->get<std::int64_t>()) {
    return Complaint{pointer, fmt::format("at most {}{}", high->dump(), unit), found};
  }
  return {};
}

/// Comes last: where everything else is in order, it is the pattern that was broken.
Found wrong_form(const json& node, const json& value, const std::string& pointer) {
  if (!value.is_string() || !node.contains("pattern")) return {};
  return Complaint{pointer, expected_by(node, node.at("pattern").get<std::string>()),
                   describe(value)};
}

}  // namespace

bool word_complaints(const json& schema, const json& document, const std::string& pointer,
                     Complaints& complaints) {
  const auto at = govern(schema, document, pointer);
  if (!at) return false;
  const auto meant = wrong_keys(*at->schema, *at->value, pointer, complaints);
  const bool missing = missing_keys(*at->schema, *at->value, pointer,
                                    meant.value_or(std::set<std::string>{}), complaints);
  if (meant || missing) return true;
  for (const auto rule : {wrong_type, wrong_choice, out_of_bounds, wrong_form}) {
    if (auto complaint = rule(*at->schema, *at->value, pointer)) {
      complaints.add(std::move(*complaint));
      return true;
    }
  }
  return false;
}

std::string describe(const json& value) {
  if (value.is_string()) {
    return fmt::format("\"{}\"", excerpt(value.get_ref<const std::string&>()));
  }
  if (value.is_number() || value.is_boolean() || value.is_null()) return value.dump();
  if (value.is_array()) return value.empty() ? "an empty array" : "an array";
  return "an object";
}

}  // namespace assay::scenarios
