// A sequence diagram as an SVG element that stands inside a page and takes its colours from the
// page's style sheet, so that it is readable in light, in dark and on paper. No script.
#pragma once

#include <string>

#include "reports/sequence.hpp"

namespace assay::reports {

/// The element. `title` is what a screen reader says.
[[nodiscard]] std::string sequence_svg(const Sequence& sequence, const std::string& title);

/// Text inside of XML: escaped, and without what XML forbids.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace assay::reports
