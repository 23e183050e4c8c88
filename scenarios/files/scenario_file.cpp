// Reader and writer of scenario files: both walk over the fields that detail/fields.hpp lists.
#include "scenarios/files/scenario_file.hpp"

#include <algorithm>
#include <concepts>
#include <optional>
#include <span>

#include <fmt/format.h>

#include "scenarios/check.hpp"
#include "scenarios/detail/fields.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/schema.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::scenarios {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// Fills fields from a document that its schema accepts; a field that is absent keeps its default.
class FieldReader {
 public:
  FieldReader(const Document& document, const json& object, std::string pointer)
      : document_{document}, object_{object}, pointer_{std::move(pointer)} {}

  template <class Field>
  void operator()(const char* name, Field& field) {
    const auto found = object_.find(name);
    if (found != object_.end()) read(*found, step(pointer_, name), field);
  }

 private:
  void read(const json& value, const std::string&, std::string& field) {
    field.clear();
    if (value.is_string()) field = value.get<std::string>();
    if (!value.is_array()) return;
    for (const json& line : value) {
      if (!field.empty()) field += ' ';
      field += line.get_ref<const std::string&>();
    }
  }

  template <std::integral Number>
  void read(const json& value, const std::string&, Number& field) {
    field = value.get<Number>();
  }

  void read(const json& value, const std::string& pointer, sim::Duration& field) {
    const auto& text = value.get_ref<const std::string&>();
    const auto parsed = parse_duration(text);
    if (!parsed) document_.refuse(pointer, "a time that fits 64 bits of nanoseconds", text);
    field = *parsed;
  }

  void read(const json& value, const std::string& pointer, sim::Ratio& field) {
    const auto& text = value.get_ref<const std::string&>();
    const auto parsed = parse_ratio(text);
    if (!parsed) document_.refuse(pointer, "a ratio of at most one, such as \"1/6\"", text);
    field = *parsed;
  }

  void read(const json& value, const std::string& pointer, ClientKind& field) {
    field = static_cast<ClientKind>(index_of(value, pointer, client_kind_names()));
  }
  void read(const json& value, const std::string& pointer, Flow& field) {
    field = static_cast<Flow>(index_of(value, pointer, flow_names()));
  }
  void read(const json& value, const std::string& pointer, Sometimes& field) {
    std::vector<std::string_view> names;
    for (const SometimesEntry& entry : sometimes_table()) names.push_back(entry.name);
    field = sometimes_table()[index_of(value, pointer, names)].fact;
  }

  template <class Item>
  void read(const json& value, const std::string& pointer, std::vector<Item>& field) {
    field.clear();
    for (std::size_t i = 0; i < value.size(); ++i) {
      read(value[i], step(pointer, i), field.emplace_back());
    }
  }

  template <class Part>
  requires std::is_class_v<Part>
  void read(const json& value, const std::string& pointer, Part& field) {
    FieldReader inner{document_, value, pointer};
    detail::visit_fields(inner, field);
  }

  [[nodiscard]] std::size_t index_of(const json& value, const std::string& pointer,
                                     const std::vector<std::string_view>& names) const {
    const auto& text = value.get_ref<const std::string&>();
    const auto found = std::ranges::find(names, text);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    document_.refuse(pointer, fmt::format("one of \"{}\"", fmt::join(names, "\", \"")),
                     fmt::format("\"{}\"", excerpt(text)), nearest_name(text, names));
  }

  const Document& document_;
  const json& object_;
  std::string pointer_;
};

/// Writes fields in declared order.
class FieldWriter {
 public:
  explicit FieldWriter(ordered_json& object) : object_{object} {}

  template <class Field>
  void operator()(const char* name, const Field& field) {
    object_[name] = written(field);
  }

 private:
  static ordered_json written(const std::string& text) { return text; }
  static ordered_json written(sim::Duration length) { return to_text(length); }
  static ordered_json written(const sim::Ratio& ratio) { return to_text(ratio); }
  static ordered_json written(ClientKind kind) { return name_of(kind); }
  static ordered_json written(Flow flow) { return name_of(flow); }
  static ordered_json written(Sometimes fact) { return name_of(fact); }

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

Scenario checked_scenario(const Document& document, Systems systems) {
  check_schema(document, "scenario");
  Scenario scenario;
  FieldReader reader{document, document.value(), ""};
  detail::visit_fields(reader, scenario);
  if (scenario.title.empty()) {
    scenario.title = scenario.name;
    std::ranges::replace(scenario.title, '_', ' ');
  }
  const auto flaw = systems.empty() ? first_flaw(scenario) : first_flaw(scenario, systems);
  if (flaw) {
    document.refuse(flaw->pointer, flaw->expected, flaw->found, flaw->nearest);
  }
  return scenario;
}

}  // namespace

Scenario load_scenario(const std::string& path, Systems systems) {
  return checked_scenario(Document::read(path), systems);
}

Scenario read_scenario(const std::string& file, std::string text, Systems systems) {
  return checked_scenario(Document{file, std::move(text)}, systems);
}

std::string to_json_text(const Scenario& scenario) {
  ordered_json object = ordered_json::object();
  object["schema"] = scenario_schema;
  FieldWriter writer{object};
  detail::visit_fields(writer, scenario);
  return json_text(object, 2) + "\n";
}

}  // namespace assay::scenarios
