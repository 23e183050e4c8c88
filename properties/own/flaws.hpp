// What is wrong with a stated property: words that name nothing, fields that a fact does not have,
// values that no such field can hold. Told with the place in its file form, for whoever words it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "properties/own/stated.hpp"

namespace assay::properties::own {

/// One mistake.
struct Flaw {
  std::vector<std::string> path;  ///< the steps to it, from the property: "never", "where", "kind"
  std::string expected;           ///< "a field of effect_applied"
  std::string found;              ///< as it is given
  std::vector<std::string_view> valid{};  ///< what it could be, where that is a list; constants
};

/// All of them, in the order of the file form. Without any the property can be judged.
[[nodiscard]] std::vector<Flaw> flaws_of(const Stated& stated);

/// How the file form calls the parts of a form: {"never", "without"}, each a path.
struct PartNames {
  std::vector<std::string> fact;
  std::vector<std::string> other;
};
[[nodiscard]] PartNames part_names(Form form);

/// The words for tests and forms in files: constants.
[[nodiscard]] std::string_view to_text(Test test);
[[nodiscard]] std::string_view to_text(Form form);

}  // namespace assay::properties::own
