// A name is a word and then steps in brackets; an empty step or a number is a place in a list.
#include "outside/dialects/nested_form.hpp"

#include <algorithm>
#include <string>

namespace assay::outside {
namespace {

using nlohmann::json;

constexpr std::size_t depth_max = 10;
constexpr std::size_t list_max = 1000;

std::optional<std::vector<std::string>> steps_of(std::string_view name) {
  std::vector<std::string> steps;
  const std::size_t first = name.find('[');
  steps.emplace_back(name.substr(0, first));
  if (steps[0].empty()) return std::nullopt;
  std::string_view rest = first == std::string_view::npos ? "" : name.substr(first);
  while (!rest.empty()) {
    const std::size_t end = rest.find(']');
    if (rest.front() != '[' || end == std::string_view::npos) return std::nullopt;
    steps.emplace_back(rest.substr(1, end - 1));
    rest.remove_prefix(end + 1);
  }
  if (steps.size() > depth_max) return std::nullopt;
  return steps;
}

bool is_place(const std::string& step) {
  return step.size() <= 3 && std::ranges::all_of(step, [](char c) { return c >= '0' && c <= '9'; });
}

/// The member or element of that step, made where it is not there; nullptr where none can be.
json* below(json& value, const std::string& step, bool in_list) {
  if (in_list) {
    if (value.is_null()) value = json::array();
    if (!value.is_array()) return nullptr;
    const std::size_t place =
        step.empty() ? value.size() : static_cast<std::size_t>(std::stoul(step));
    if (place > value.size() || place >= list_max) return nullptr;
    if (place == value.size()) value.push_back(nullptr);
    return &value[place];
  }
  if (value.is_null()) value = json::object();
  return value.is_object() ? &value[step] : nullptr;
}

}  // namespace

std::optional<json> nested(const std::vector<http::Field>& fields) {
  json whole = json::object();
  for (const http::Field& field : fields) {
    const auto steps = steps_of(field.name);
    if (!steps) return std::nullopt;
    json* value = &whole;
    for (std::size_t i = 0; i < steps->size() && value != nullptr; ++i) {
      value = below(*value, (*steps)[i], i > 0 && is_place((*steps)[i]));
    }
    if (value == nullptr || value->is_structured()) return std::nullopt;
    *value = field.value;
  }
  return whole;
}

}  // namespace assay::outside
