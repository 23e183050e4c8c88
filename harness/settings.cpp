// Few entries, kept by name.
#include "harness/settings.hpp"

#include <algorithm>
#include <stdexcept>

namespace assay::harness {

namespace {

template <typename Value>
const Value& value_of(const Settings& settings, std::string_view name) {
  const SettingValue* const found = settings.find(name);
  const Value* const value = found == nullptr ? nullptr : std::get_if<Value>(found);
  if (value == nullptr) {
    throw std::out_of_range{"no setting \"" + std::string{name} + "\" of that type"};
  }
  return *value;
}

}  // namespace

Settings::Settings(SettingsSchema schema, const Settings& given) {
  for (const Setting& setting : schema) {
    const SettingValue* const value = given.find(setting.name);
    set(setting.name, value == nullptr ? setting.usual : *value);
  }
}

void Settings::set(std::string_view name, SettingValue value) {
  const auto place = std::ranges::lower_bound(entries_, name, {}, &Entry::name);
  if (place != entries_.end() && place->name == name) {
    place->value = std::move(value);
  } else {
    entries_.insert(place, {std::string{name}, std::move(value)});
  }
}

const SettingValue* Settings::find(std::string_view name) const {
  const auto found = std::ranges::find(entries_, name, &Entry::name);
  return found == entries_.end() ? nullptr : &found->value;
}

Duration Settings::duration(std::string_view name) const { return value_of<Duration>(*this, name); }

std::uint64_t Settings::count(std::string_view name) const {
  return value_of<std::uint64_t>(*this, name);
}

bool Settings::flag(std::string_view name) const { return value_of<bool>(*this, name); }

const std::string& Settings::text(std::string_view name) const {
  return value_of<std::string>(*this, name);
}

}  // namespace assay::harness
