// One pass over the pattern.
#include "outside/dialects/templates.hpp"

#include <string_view>

namespace assay::outside {
namespace {

using nlohmann::ordered_json;
using Values = std::map<std::string, ordered_json, std::less<>>;

std::string text_of(const ordered_json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

ordered_json filled_text(std::string_view pattern, const Values& values) {
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find("${");
    const std::size_t close = pattern.find('}', open == std::string_view::npos ? open : open + 2);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    const auto value = values.find(pattern.substr(open + 2, close - open - 2));
    const bool whole = text.empty() && open == 0 && close + 1 == pattern.size();
    if (whole) return value == values.end() ? ordered_json{} : value->second;
    text += pattern.substr(0, open);
    if (value != values.end()) text += text_of(value->second);
    pattern.remove_prefix(close + 1);
  }
  return text + std::string{pattern};
}

bool is_empty(const ordered_json& value) {
  return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty());
}

}  // namespace

ordered_json filled(const ordered_json& pattern, const Values& values) {
  if (pattern.is_string()) return filled_text(pattern.get_ref<const std::string&>(), values);
  if (!pattern.is_structured()) return pattern;
  ordered_json whole = pattern.is_array() ? ordered_json::array() : ordered_json::object();
  for (const auto& [name, member] : pattern.items()) {
    ordered_json value = filled(member, values);
    if (pattern.is_array()) {
      whole.push_back(std::move(value));
    } else if (!is_empty(value)) {
      whole[name] = std::move(value);
    }
  }
  return whole;
}

}  // namespace assay::outside
