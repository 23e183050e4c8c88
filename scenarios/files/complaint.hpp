// The wording of a schema's complaint: what the schema at that place expects, what stands there,
// and the name that was probably meant. It explains a verdict; it does not reach one.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace assay::scenarios {

/// What to tell about one place of a document.
struct Complaint {
  std::string pointer;
  std::string expected;
  std::string found;
  std::string nearest;
};

/// Words a complaint about the value at `pointer`. `schema` is the whole schema document.
/// Returns: nothing where the schema's keywords at that place are all kept, so that another place
/// must be to blame.
[[nodiscard]] std::optional<Complaint> word_complaint(const nlohmann::json& schema,
                                                      const nlohmann::json& document,
                                                      const std::string& pointer);

/// A short word for what a value is: "the text \"abc\"", "the number 7", "an object".
[[nodiscard]] std::string describe(const nlohmann::json& value);

}  // namespace assay::scenarios
