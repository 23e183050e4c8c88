// The pages that are filled in from values: Mustache templates, which hold no logic of their own.
// The build puts reports/templates/ into the program.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace assay::reports {

/// A file of reports/templates by its stem.
struct Template {
  std::string_view name;
  std::string_view text;
};

/// All of them, sorted by path; and the list of questions that `readiness` answers.
[[nodiscard]] std::span<const Template> templates();

/// The text of one. Errors: std::logic_error for a template that is none.
[[nodiscard]] std::string template_text(std::string_view name);

/// A template filled in. Each template can also be included in another by its name. `{{name}}` is
/// escaped for HTML, `{{{name}}}` is not. Errors: std::logic_error for a template that is none.
[[nodiscard]] std::string render(std::string_view name, const nlohmann::json& values);

}  // namespace assay::reports
