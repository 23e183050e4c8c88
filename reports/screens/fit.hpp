// Makes lines of text fit a terminal: they are broken between words, never within a command that
// somebody may paste. Text alone: how wide the terminal is, its user knows.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay::reports {

/// `text`, no line of it wider than `columns` where a blank allows it. What follows a break stands
/// under what it belongs to. A command ("assay run …") stays whole, on a line of its own where
/// there is no room beside its label.
[[nodiscard]] std::string fit(std::string_view text, std::size_t columns);

}  // namespace assay::reports
