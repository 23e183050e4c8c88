// What there is, by kind: scenarios, faults, properties, defects, strategies, profiles, systems.
// `list` shows it and `explain` looks things up in it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/registry.hpp"
#include "properties/property.hpp"

namespace assay::cli {

struct Item {
  std::string name;
  std::string summary;
};

using Items = std::vector<Item>;

/// A kind of thing and what there is of it.
struct Section {
  std::string_view kind;
  Items (*items)(const harness::Registry& registry);
};

/// All kinds, in the order in which they are listed.
[[nodiscard]] std::span<const Section> catalogue();

/// The properties that the systems of a program bring.
[[nodiscard]] std::vector<properties::Property> properties_brought(
    const harness::Registry& registry);

}  // namespace assay::cli
