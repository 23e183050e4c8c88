// Text that every XML reader accepts: what XML 1.0 forbids is left out. Not escaping: the writer
// of the document does that.
#pragma once

#include <string>
#include <string_view>

namespace assay::reports {

/// `text` without control characters other than tab and line ends, without surrogates, U+FFFE and
/// U+FFFF, and without bytes that are no UTF-8. Source: XML 1.0, production "Char".
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace assay::reports
