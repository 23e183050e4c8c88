// Reader and writer of scenario files: both walk over the fields that detail/fields.hpp lists.
#include "scenarios/files/scenario_file.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "scenarios/check.hpp"
#include "scenarios/detail/fields.hpp"
#include "scenarios/every_fault.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/own_properties.hpp"
#include "scenarios/files/schema.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::scenarios {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// How files name the draws of these settings that were written before a system had settings of its
/// own.
constexpr std::array<std::pair<const char*, const char*>, 3> older_draws{
    {{"leases", "lease"}, {"rpc_timeouts", "rpc_timeout"}, {"key_retentions", "key_retention"}}};

/// Fills fields from a document; a field that is absent keeps its default. So does one that is at
/// fault, which is then set aside: its schema has complained of what has another form.
class FieldReader {
 public:
  FieldReader(const json& object, std::string pointer, Complaints& complaints)
      : object_{object}, pointer_{std::move(pointer)}, complaints_{complaints} {}

  template <class Field>
  void operator()(const char* name, Field& field) {
    const auto found = object_.find(name);
    if (found != object_.end()) take(*found, step(pointer_, name), field);
  }
  template <class Field>
  void later(const char* name, Field& field) {
    (*this)(name, field);
  }

 private:
  template <class Field>
  void take(const json& value, const std::string& pointer, Field& field) {
    if (complaints_.is_at_fault(pointer)) return;
    if (!read(value, pointer, field)) complaints_.set_aside(pointer);
  }

  /// Returns of all: whether the value has the form that it should have.
  bool read(const json& value, const std::string&, std::string& field) {
    field.clear();
    if (value.is_string()) field = value.get<std::string>();
    if (!value.is_array()) return value.is_string();
    for (const json& line : value) {
      if (!line.is_string()) return false;
      if (!field.empty()) field += ' ';
      field += line.get_ref<const std::string&>();
    }
    return true;
  }

  bool read(const json& value, const std::string& pointer, history::Currency& field) {
    std::string code;
    const bool fits = read(value, pointer, code) && history::Currency::fits(code);
    if (fits) field = history::Currency{code};
    return fits;
  }

  template <std::integral Number>
  bool read(const json& value, const std::string&, Number& field) {
    if constexpr (std::same_as<Number, bool>) {
      if (value.is_boolean()) field = value.get<bool>();
      return value.is_boolean();
    } else {
      const bool is_signed = value.is_number_integer() && !value.is_number_unsigned();
      const bool fits = is_signed ? std::in_range<Number>(value.get<std::int64_t>())
                                  : value.is_number_unsigned() &&
                                        std::in_range<Number>(value.get<std::uint64_t>());
      if (fits) field = value.get<Number>();
      return fits;
    }
  }

  bool read(const json& value, const std::string& pointer, sim::Duration& field) {
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    const auto parsed = parse_duration(text);
    if (!parsed) complaints_.add({pointer, "a time that fits 64 bits of nanoseconds", text});
    field = parsed.value_or(field);
    return parsed.has_value();
  }

  bool read(const json& value, const std::string& pointer, sim::Ratio& field) {
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    const auto parsed = parse_ratio(text);
    if (!parsed) complaints_.add({pointer, "a ratio of at most one, such as \"1/6\"", text});
    field = parsed.value_or(field);
    return parsed.has_value();
  }

  /// Its form says what it is: a time, a count, a flag, or else a text.
  bool read(const json& value, const std::string&, harness::SettingValue& field) {
    if (value.is_string()) {
      const auto& text = value.get_ref<const std::string&>();
      const auto length = parse_duration(text);
      if (length) field = *length;
      if (!length) field = text;
    } else if (value.is_boolean()) {
      field = value.get<bool>();
    } else if (value.is_number_unsigned()) {
      field = value.get<std::uint64_t>();
    } else {
      return false;
    }
    return true;
  }
  bool read(const json& value, const std::string& pointer, harness::Settings& field) {
    if (!value.is_object()) return false;
    for (const auto& [name, given] : value.items()) {
      harness::SettingValue set;
      if (complaints_.is_at_fault(step(pointer, name))) continue;
      if (read(given, pointer, set)) {
        field.set(name, std::move(set));
      } else {
        complaints_.add(
            {step(pointer, name), "a time, a count, true or false, or a text", given.dump()});
      }
    }
    return true;
  }
  bool read(const json& value, const std::string& pointer, Swarm& field) {
    FieldReader inner{value, pointer, complaints_};
    if (!value.is_object()) return false;
    for (const auto& [key, name] : older_draws) {
      DrawnSetting drawn{name, {}, key};
      inner(key, drawn.values);
      if (!drawn.values.empty()) field.service.push_back(std::move(drawn));
    }
    detail::visit_fields(inner, field);
    std::ranges::stable_sort(field.service, {}, &DrawnSetting::name);
    return true;
  }
  /// Settings to draw, by name.
  bool read(const json& value, const std::string& pointer, std::vector<DrawnSetting>& field) {
    if (!value.is_object()) return false;
    for (const auto& [name, values] : value.items()) {
      field.push_back({name, {}, {}});
      take(values, step(pointer, name), field.back().values);
    }
    return true;
  }

  /// A list, or the word for every fault there is, which is read with the scenario.
  bool read(const json& value, const std::string& pointer, std::vector<AllowedFault>& field) {
    if (value.is_string()) return value.get_ref<const std::string&>() == every_fault_word;
    return read_list(value, pointer, field);
  }

  bool read(const json& value, const std::string& pointer, properties::own::Stated& field) {
    return read_property(value, pointer, complaints_, field);
  }

  bool read(const json& value, const std::string& pointer, ClientKind& field) {
    const auto index = index_of(value, pointer, client_kind_names());
    if (index) field = static_cast<ClientKind>(*index);
    return index.has_value();
  }
  bool read(const json& value, const std::string& pointer, Flow& field) {
    const auto index = index_of(value, pointer, flow_names());
    if (index) field = static_cast<Flow>(*index);
    return index.has_value();
  }
  bool read(const json& value, const std::string& pointer, history::CoverageMark& field) {
    std::vector<std::string_view> names;
    for (const auto& entry : history::coverage_marks()) names.push_back(entry.name);
    const auto index = index_of(value, pointer, names);
    if (index) field = history::coverage_marks()[*index].mark;
    return index.has_value();
  }

  template <class Item>
  bool read(const json& value, const std::string& pointer, std::vector<Item>& field) {
    return read_list(value, pointer, field);
  }
  template <class Item>
  bool read_list(const json& value, const std::string& pointer, std::vector<Item>& field) {
    if (!value.is_array()) return false;
    field.clear();
    for (std::size_t i = 0; i < value.size(); ++i) {
      take(value[i], step(pointer, i), field.emplace_back());
    }
    return true;
  }

  template <class Part>
  requires std::is_class_v<Part>
  bool read(const json& value, const std::string& pointer, Part& field) {
    FieldReader inner{value, pointer, complaints_};
    if (value.is_object()) detail::visit_fields(inner, field);
    return value.is_object();
  }

  [[nodiscard]] std::optional<std::size_t> index_of(const json& value, const std::string& pointer,
                                                    const std::vector<std::string_view>& names) {
    if (!value.is_string()) return {};
    const auto& text = value.get_ref<const std::string&>();
    const auto found = std::ranges::find(names, text);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    complaints_.add({pointer, fmt::format("one of \"{}\"", fmt::join(names, "\", \"")),
                     fmt::format("\"{}\"", excerpt(text)), nearest_name(text, names)});
    return {};
  }

  const json& object_;
  std::string pointer_;
  Complaints& complaints_;
};

/// Writes fields in declared order.
class FieldWriter {
 public:
  explicit FieldWriter(ordered_json& object) : object_{object} {}

  template <class Field>
  void operator()(const char* name, const Field& field) {
    object_[name] = written(field);
  }
  template <class Field>
  void later(const char* name, const Field& field) {
    if (!(field == Field{})) (*this)(name, field);
  }

 private:
  static ordered_json written(const std::string& text) { return text; }
  static ordered_json written(history::Currency currency) { return currency.code(); }
  static ordered_json written(sim::Duration length) { return to_text(length); }
  static ordered_json written(const sim::Ratio& ratio) { return to_text(ratio); }
  static ordered_json written(const harness::SettingValue& value) {
    if (const auto* const count = std::get_if<std::uint64_t>(&value)) return *count;
    if (const auto* const flag = std::get_if<bool>(&value)) return *flag;
    return to_text(value);
  }
  static ordered_json written(const harness::Settings& settings) {
    ordered_json object = ordered_json::object();
    for (const auto& [name, value] : settings.entries()) object[name] = written(value);
    return object;
  }
  static ordered_json written(const std::vector<DrawnSetting>& drawn) {
    ordered_json object = ordered_json::object();
    for (const DrawnSetting& one : drawn) object[one.name] = written(one.values);
    return object;
  }
  static ordered_json written(const properties::own::Stated& stated) {
    return property_json(stated);
  }
  static ordered_json written(ClientKind kind) { return name_of(kind); }
  static ordered_json written(Flow flow) { return name_of(flow); }
  static ordered_json written(history::CoverageMark fact) { return name_of(fact); }

  template <std::integral Number>
  static ordered_json written(Number number) {
    return number;
  }
  template <class Item>
  static ordered_json written(const std::vector<Item>& list) {
    ordered_json array = ordered_json::array();
    for (const Item& item : list) array.push_back(written(item));
    return array;
  }
  template <class Part>
  requires std::is_class_v<Part>
  static ordered_json written(const Part& part) {
    ordered_json object = ordered_json::object();
    FieldWriter inner{object};
    detail::visit_fields(inner, part);
    return object;
  }

  ordered_json& object_;
};

Scenario checked_scenario(const Document& document, harness::Systems systems) {
  Complaints complaints;
  check_schema(document, "scenario", complaints);
  Scenario scenario;
  FieldReader reader{document.value(), "", complaints};
  if (document.value().is_object()) {
    detail::visit_fields(reader, scenario);
    const auto faults = document.value().find("faults");
    scenario.every_fault = faults != document.value().end() && faults->is_string();
  }
  if (scenario.title.empty()) {
    scenario.title = scenario.name;
    std::ranges::replace(scenario.title, '_', ' ');
  }
  if (systems.empty()) check(scenario, complaints);
  if (!systems.empty()) check(scenario, systems, complaints);
  refuse_if_any(document, complaints);
  return scenario;
}

}  // namespace

Scenario load_scenario(const std::string& path, harness::Systems systems) {
  return checked_scenario(Document::read(path), systems);
}

Scenario read_scenario(const std::string& file, std::string text, harness::Systems systems) {
  return checked_scenario(Document{file, std::move(text)}, systems);
}

std::string to_json_text(const Scenario& scenario) {
  ordered_json object = ordered_json::object();
  object["schema"] = scenario_schema;
  FieldWriter writer{object};
  detail::visit_fields(writer, scenario);
  if (scenario.every_fault) object["faults"] = every_fault_word;
  return json_text(object, 2) + "\n";
}

}  // namespace assay::scenarios
