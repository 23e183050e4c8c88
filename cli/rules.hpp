// The rules of docs/rules.md as the program tells them: R1, E1, I01, L1, S01. They travel inside
// it, so that `explain` needs no file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay::cli {

struct Rule {
  std::string name;
  std::string text;  ///< plain: links are addresses in brackets
};

/// All rules, in the order of the document.
[[nodiscard]] std::vector<Rule> rules();

/// The document itself; generated from it when the program is built.
[[nodiscard]] std::string_view rules_text();

}  // namespace assay::cli
