// The settings of a system: which there are, which values they may have, and what a scenario says
// of them. Not their meaning: only the system reads them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/time.hpp"

namespace assay::harness {

/// What one setting is set to.
using SettingValue = std::variant<Duration, std::uint64_t, bool, std::string>;

/// One setting that a system has.
struct Setting {
  std::string_view name;     ///< lower-case words joined by "_"
  std::string_view meaning;  ///< one line
  SettingValue usual;        ///< where a scenario says nothing; its type is the setting's
  SettingValue least{};      ///< of a time or a count; both inclusive
  SettingValue most{};
};

/// Every setting of a system. One that is not there cannot be set.
using SettingsSchema = std::span<const Setting>;

/// Values by name. A name that is not set has the value that its schema calls usual.
class Settings {
 public:
  /// A setting that is set.
  struct Entry {
    std::string name;
    SettingValue value;
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  /// Nothing is set.
  Settings() = default;
  /// Everything is set as usual, but what `given` says.
  Settings(SettingsSchema schema, const Settings& given);

  /// Sets one; a name that was set before is set anew.
  void set(std::string_view name, SettingValue value);
  /// The value, or nullptr where it is not set. Valid until the next `set`.
  [[nodiscard]] const SettingValue* find(std::string_view name) const;
  /// All that are set, by name. Valid until the next `set`.
  [[nodiscard]] std::span<const Entry> entries() const { return entries_; }

  /// A time. Errors: std::out_of_range where the setting is not set, or is of another type.
  [[nodiscard]] Duration duration(std::string_view name) const;
  /// A count. Errors: as for a time.
  [[nodiscard]] std::uint64_t count(std::string_view name) const;
  /// A yes or no. Errors: as for a time.
  [[nodiscard]] bool flag(std::string_view name) const;
  /// A text, valid until the next `set`. Errors: as for a time.
  [[nodiscard]] const std::string& text(std::string_view name) const;

  friend bool operator==(const Settings&, const Settings&) = default;

 private:
  std::vector<Entry> entries_;  // by name
};

}  // namespace assay::harness
