// The systems that a program can put under test, and their defects. `main` fills it and passes it
// down; whatever is named on the command line or in a file is looked up in it. Not a global: two
// registries in one program know nothing of each other.
#pragma once

#include <memory>
#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "harness/defect.hpp"
#include "harness/system.hpp"

namespace assay::harness {

/// What a registry throws that is given something it cannot hold: a name that is taken, or a defect
/// of nothing. A mistake in somebody's `main`.
class NotRegistered : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

using Defects = std::span<const Defect* const>;

/// What is in it stays where it is, also when the registry is moved.
class Registry {
 public:
  Registry() = default;
  Registry(Registry&&) = default;
  Registry& operator=(Registry&&) = default;

  /// In the order in which they were added. The first stands in for the shipped code where that is
  /// not there: scenarios::system_of.
  [[nodiscard]] Systems systems() const { return systems_; }
  /// By name.
  [[nodiscard]] Defects defects() const { return defects_; }
  /// The defects of that system, by name. They live as long as what the registry holds.
  [[nodiscard]] std::vector<const Defect*> defects_of(std::string_view system) const;

  /// In the order of systems(). The names live as long as what their systems view.
  [[nodiscard]] std::vector<std::string_view> system_names() const;
  /// In the order of defects(). The names live as long as what their defects view.
  [[nodiscard]] std::vector<std::string_view> defect_names() const;

  /// The system of that name, or nullptr. It lives as long as what the registry holds.
  [[nodiscard]] const System* find(std::string_view name) const;
  /// The defect of that name, or nullptr. It lives as long as what the registry holds.
  [[nodiscard]] const Defect* find_defect(std::string_view name) const;
  /// What runs under that name, a system or one with a defect in it, or nullptr. Findings and
  /// failure files go by such names. It lives as long as what the registry holds.
  [[nodiscard]] const System* find_either(std::string_view name) const;

  /// Names are unique over systems and defects. Errors: NotRegistered for a name that is empty or
  /// taken.
  void add(System system);
  /// After the system that it is a defect of. Errors: NotRegistered, also where that one is not
  /// there, or the defect goes by another name than its system.
  void add(Defect defect);
  /// All that is in another one, behind what is here. Errors: those of the others.
  void add(Registry more);

 private:
  void must_be_free(std::string_view name) const;

  std::vector<std::unique_ptr<const System>> owned_systems_;
  std::vector<std::unique_ptr<const Defect>> owned_defects_;
  std::vector<const System*> systems_;
  std::vector<const Defect*> defects_;  // by name
};

}  // namespace assay::harness
