// Values in the form in which a scenario file gives them.
#include "cli/system_words.hpp"

#include <array>

#include <fmt/format.h>

#include "scenarios/files/text_values.hpp"

namespace assay::cli {

namespace {

using harness::Setting;
using harness::SettingValue;
using nlohmann::ordered_json;

/// In the order of the variant's types.
constexpr std::array<std::string_view, 4> types{"time", "count", "truth", "text"};

bool is_bounded(const Setting& setting) { return setting.usual.index() < 2; }

std::string_view type_of(const Setting& setting) { return types[setting.usual.index()]; }

ordered_json to_json(const SettingValue& value) {
  if (const auto* const count = std::get_if<std::uint64_t>(&value)) return *count;
  if (const auto* const truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* const text = std::get_if<std::string>(&value)) return *text;
  return scenarios::to_text(std::get<harness::Duration>(value));
}

ordered_json to_json(const Setting& setting) {
  ordered_json object = {{"name", setting.name},
                         {"meaning", setting.meaning},
                         {"type", type_of(setting)},
                         {"usual", to_json(setting.usual)}};
  if (!is_bounded(setting)) return object;
  object["least"] = to_json(setting.least);
  object["most"] = to_json(setting.most);
  return object;
}

}  // namespace

std::string words_for(const Setting& setting) {
  std::string text = fmt::format("{}. A {}, usually {}", setting.meaning, type_of(setting),
                                 scenarios::to_text(setting.usual));
  if (is_bounded(setting)) {
    text += fmt::format(", from {} to {}", scenarios::to_text(setting.least),
                        scenarios::to_text(setting.most));
  }
  return text + ".";
}

void add_details(ordered_json& object, const harness::System& system) {
  object["settings"] = ordered_json::array();
  for (const Setting& one : system.settings) object["settings"].push_back(to_json(one));
  object["purposes"] = system.purposes;
  object["calls"] = system.calls;
}

}  // namespace assay::cli
