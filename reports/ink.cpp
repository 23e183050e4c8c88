// Tones as terminal escapes, from the sixteen colours that every theme makes readable.
#include "reports/ink.hpp"

#include <array>

namespace assay::reports {

std::string Ink::operator()(Tone tone, std::string_view text) const {
  static constexpr std::array<std::string_view, 7> escapes{
      "", "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[1;31m", "\x1b[33m", "\x1b[36m"};
  const std::string_view escape = escapes[static_cast<std::size_t>(tone)];
  if (!coloured_ || escape.empty() || text.empty()) return std::string{text};
  return std::string{escape} + std::string{text} + "\x1b[0m";
}

}  // namespace assay::reports
