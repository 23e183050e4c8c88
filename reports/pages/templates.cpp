// JSON values to Mustache's, and the rest is the library's.
#include "reports/pages/templates.hpp"

#include <algorithm>
#include <stdexcept>

#include <kainjow/mustache.hpp>

#include "scenarios/files/printable.hpp"

namespace assay::reports {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;
using nlohmann::json;

data to_data(const json& value) {
  if (value.is_object()) {
    data object{data::type::object};
    for (const auto& [name, member] : value.items()) object.set(name, to_data(member));
    return object;
  }
  if (value.is_array()) {
    data list{data::type::list};
    for (const json& element : value) list << to_data(element);
    return list;
  }
  if (value.is_boolean()) return data{value.get<bool>()};
  if (value.is_null() || value == "") return data{false};  // its section is left out
  if (!value.is_string()) return data{value.dump()};
  return data{scenarios::printable(value.get_ref<const std::string&>(), scenarios::Breaks::kept)};
}

}  // namespace

std::string template_text(std::string_view name) {
  const auto found = std::ranges::find(templates(), name, &Template::name);
  if (found == templates().end()) throw std::logic_error{"no template " + std::string{name}};
  return std::string{found->text};
}

std::string render(std::string_view name, const json& values) {
  data filled = to_data(values);
  for (const Template& one : templates()) {
    filled.set(std::string{one.name},
               data{kainjow::mustache::partial{[&one] { return std::string{one.text}; }}});
  }
  mustache page{template_text(name)};
  std::string text = page.render(filled);
  if (!page.is_valid()) throw std::logic_error{page.error_message()};
  return text;
}

}  // namespace assay::reports
