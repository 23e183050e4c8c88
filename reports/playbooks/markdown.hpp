// Pieces of Markdown in the form that GitHub and GitLab read: tables, lists, quotes.
// Not a parser, and no layout beyond what the text needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay::reports::markdown {

/// Text in which no character is taken for markup.
[[nodiscard]] std::string plain(std::string_view text);

/// `text` as code.
[[nodiscard]] std::string code(std::string_view text);

/// A table; cells are Markdown already. An empty head is a table of two columns without one.
[[nodiscard]] std::string table(const std::vector<std::string>& head,
                                const std::vector<std::vector<std::string>>& rows);

/// The sentences of a prose, one by one: "Stop it. Ask first." is two.
[[nodiscard]] std::vector<std::string> sentences(std::string_view prose);

/// A numbered list.
[[nodiscard]] std::string numbered(const std::vector<std::string>& items);

/// A list to be ticked off.
[[nodiscard]] std::string checklist(const std::vector<std::string>& items);

}  // namespace assay::reports::markdown
