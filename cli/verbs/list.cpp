// assay list: what there is.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/catalogue.hpp"
#include "cli/system_words.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/screens/table.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::cli {

namespace {

/// Of "reply: lose": which promise of the environment the fault keeps or breaks.
void add_promises(nlohmann::ordered_json& object, std::string_view name) {
  const sim::FaultAbout* const fault = scenarios::fault_named(name.substr(name.rfind(' ') + 1));
  if (!fault->keeps.empty()) object["keeps"] = fault->keeps;
  if (!fault->breaks.empty()) object["breaks"] = fault->breaks;
}

/// What there is of a kind, those of the scenario that the options name behind the others.
Items items_of(const Section& section, const Options& options) {
  Items items = section.items(options.registry);
  if (section.kind != "properties" || options.scenario.empty()) return items;
  for (const auto& stated : target_named(options.scenario, options).scenario.properties) {
    items.push_back({stated.name, stated.meaning});
  }
  return items;
}

void add_json(nlohmann::ordered_json& array, const Section& section, const Options& options,
              bool with_kind) {
  const harness::Registry& registry = options.registry;
  for (const Item& item : items_of(section, options)) {
    nlohmann::ordered_json object = {{"name", item.name}, {"summary", item.summary}};
    if (with_kind) object["kind"] = section.kind;
    if (section.kind == "faults") add_promises(object, item.name);
    if (section.kind == "systems") add_details(object, *registry.find(item.name));
    array.push_back(std::move(object));
  }
}

std::string text_of(const Section& section, const Options& options, const reports::Ink& ink) {
  std::vector<reports::Row> rows;
  for (const Item& item : items_of(section, options)) {
    rows.push_back({{item.name, reports::Tone::strong}, {item.summary}});
  }
  return ink(reports::Tone::faint, section.kind) + "\n" + reports::table(rows, ink);
}

}  // namespace

int list(const Options& options, Terminal& terminal) {
  const auto& wanted = options.names;
  nlohmann::ordered_json array = nlohmann::ordered_json::array();
  std::string text;
  for (const Section& section : catalogue()) {
    if (!wanted.empty() && std::ranges::find(wanted, section.kind) == wanted.end()) continue;
    add_json(array, section, options, wanted.size() != 1);
    text += (text.empty() ? "" : "\n") + text_of(section, options, terminal.ink());
  }
  terminal.print(options.json ? scenarios::json_text(array, 2) + "\n" : text);
  return 0;
}

}  // namespace assay::cli
