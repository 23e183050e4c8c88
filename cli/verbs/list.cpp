// assay list: what there is.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/verbs.hpp"
#include "models/profile.hpp"
#include "properties/property.hpp"
#include "reports/table.hpp"
#include "scenarios/defect.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::cli {

namespace {

struct Item {
  std::string name;
  std::string summary;
};

using Items = std::vector<Item>;

Items scenario_items() {
  Items items;
  for (const std::string_view name : scenarios::library_names()) {
    items.push_back({std::string{name}, scenarios::library_scenario(name).title});
  }
  return items;
}

Items fault_items() {
  Items items;
  for (const scenarios::Edge& edge : scenarios::edges()) {
    for (const scenarios::FaultWord& word : edge.answers) {
      items.push_back({fmt::format("{}: {}", edge.name, word.answer),
                       fmt::format("{}: {}", edge.meaning, word.meaning)});
    }
  }
  return items;
}

Items property_items() {
  Items items;
  for (const properties::Property& property : properties::all_properties()) {
    items.push_back({std::string{property.name}, std::string{property.claim}});
  }
  return items;
}

Items defect_items() {
  Items items;
  for (const scenarios::Defect& defect : scenarios::all_defects()) {
    items.push_back({std::string{defect.name}, std::string{defect.summary}});
  }
  return items;
}

Items strategy_items() {
  return {{"random", "each run draws every fault with the chance that its scenario states"},
          {"exhaustive", "every plan of at most K faults; `assay exhaust`"}};
}

Items profile_items() {
  Items items;
  for (const models::Profile& profile : models::profiles()) {
    items.push_back({std::string{profile.name}, std::string{profile.summary}});
  }
  return items;
}

struct Section {
  std::string_view kind;
  Items (*items)();
};

constexpr std::array<Section, 6> sections{{{"scenarios", scenario_items},
                                           {"faults", fault_items},
                                           {"properties", property_items},
                                           {"defects", defect_items},
                                           {"strategies", strategy_items},
                                           {"profiles", profile_items}}};

void add_json(nlohmann::ordered_json& array, const Section& section, bool with_kind) {
  for (const Item& item : section.items()) {
    nlohmann::ordered_json object = {{"name", item.name}, {"summary", item.summary}};
    if (with_kind) object["kind"] = section.kind;
    array.push_back(std::move(object));
  }
}

std::string text_of(const Section& section, const reports::Ink& ink) {
  std::vector<reports::Row> rows;
  for (const Item& item : section.items()) {
    rows.push_back({{item.name, reports::Tone::strong}, {item.summary}});
  }
  return ink(reports::Tone::faint, section.kind) + "\n" + reports::table(rows, ink);
}

}  // namespace

int list(const Options& options, Terminal& terminal) {
  const bool everything = options.names.empty();
  nlohmann::ordered_json array = nlohmann::ordered_json::array();
  std::string text;
  for (const Section& section : sections) {
    if (!everything && section.kind != options.names.front()) continue;
    add_json(array, section, everything);
    text += (text.empty() ? "" : "\n") + text_of(section, terminal.ink());
  }
  terminal.print(options.json ? array.dump(2) + "\n" : text);
  return 0;
}

}  // namespace assay::cli
