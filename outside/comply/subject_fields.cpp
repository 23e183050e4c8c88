// The schema has judged the form.
#include "outside/comply/subject_fields.hpp"

#include <algorithm>

#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::outside {

std::int64_t length_of(const nlohmann::ordered_json& parent, const char* name,
                       std::int64_t otherwise) {
  if (!parent.contains(name)) return otherwise;
  const auto length = scenarios::parse_duration(parent.at(name).get<std::string>());
  return length ? length->ns() : otherwise;
}

std::vector<std::string> left_out(const scenarios::Document& document,
                                  const nlohmann::ordered_json& value,
                                  std::span<const std::string_view> optional,
                                  std::string_view expected) {
  auto told = value.value("leave_out", std::vector<std::string>{});
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (std::ranges::find(optional, told[i]) != optional.end()) continue;
    document.refuse(scenarios::step("/leave_out", i), std::string{expected}, told[i],
                    scenarios::nearest_name(told[i], {optional.begin(), optional.end()}));
  }
  return told;
}

}  // namespace assay::outside
