// Adding, and looking up. There are few of each: a list will do.
#include "harness/registry.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace assay::harness {

namespace {

template <class List>
auto find_in(const List& list, std::string_view name) {
  const auto found = std::ranges::find_if(list, [&](const auto* one) { return one->name == name; });
  return found == list.end() ? nullptr : *found;
}

template <class List>
std::vector<std::string_view> names_in(const List& list) {
  std::vector<std::string_view> names;
  for (const auto* const one : list) names.push_back(one->name);
  return names;
}

}  // namespace

std::vector<const Defect*> Registry::defects_of(std::string_view system) const {
  std::vector<const Defect*> found;
  for (const Defect* const one : defects_) {
    if (one->system.defect_of == system) found.push_back(one);
  }
  return found;
}

std::vector<std::string_view> Registry::system_names() const { return names_in(systems_); }

std::vector<std::string_view> Registry::defect_names() const { return names_in(defects_); }

const System* Registry::find(std::string_view name) const { return find_in(systems_, name); }

const Defect* Registry::find_defect(std::string_view name) const { return find_in(defects_, name); }

const System* Registry::find_either(std::string_view name) const {
  if (const System* const system = find(name)) return system;
  const Defect* const defect = find_defect(name);
  return defect == nullptr ? nullptr : &defect->system;
}

void Registry::must_be_free(std::string_view name) const {
  if (name.empty()) throw NotRegistered{"a system or defect without a name"};
  if (find_either(name) == nullptr) return;
  throw NotRegistered{fmt::format("two systems or defects go by the name \"{}\"", name)};
}

void Registry::add(System system) {
  must_be_free(system.name);
  owned_systems_.push_back(std::make_unique<const System>(std::move(system)));
  systems_.push_back(owned_systems_.back().get());
}

void Registry::add(Defect defect) {
  must_be_free(defect.name);
  if (defect.system.name != defect.name) {
    throw NotRegistered{fmt::format("the system of the defect \"{}\" goes by another name, \"{}\"",
                                    defect.name, defect.system.name)};
  }
  if (find(defect.system.defect_of) == nullptr) {
    throw NotRegistered{fmt::format("\"{}\" is a defect of \"{}\", which is not there", defect.name,
                                    defect.system.defect_of)};
  }
  owned_defects_.push_back(std::make_unique<const Defect>(std::move(defect)));
  const Defect* const added = owned_defects_.back().get();
  const auto place = std::ranges::upper_bound(defects_, added->name, {}, &Defect::name);
  defects_.insert(place, added);
}

void Registry::add(Registry more) {
  for (const System* const one : more.systems_) add(*one);
  for (const Defect* const one : more.defects_) add(*one);
}

}  // namespace assay::harness
