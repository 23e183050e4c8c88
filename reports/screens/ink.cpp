// Tones as terminal escapes, from the sixteen colours that every theme makes readable.
#include "reports/screens/ink.hpp"

#include <algorithm>
#include <array>

#include "scenarios/files/printable.hpp"

namespace assay::reports {

namespace {

using scenarios::Breaks;
using scenarios::printable;

constexpr std::string_view back = "\x1b[0m";
constexpr std::array<std::string_view, 7> escapes{
    "", "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[1;31m", "\x1b[33m", "\x1b[36m"};

/// The escape of ours that the text begins with, or an empty text.
std::string_view own_escape(std::string_view text) {
  if (text.starts_with(back)) return back;
  for (const std::string_view escape : escapes) {
    if (!escape.empty() && text.starts_with(escape)) return escape;
  }
  return {};
}

}  // namespace

std::string Ink::operator()(Tone tone, std::string_view text) const {
  const std::string shown = printable(text, Breaks::kept);
  const std::string_view escape = escapes[static_cast<std::size_t>(tone)];
  if (!coloured_ || escape.empty() || shown.empty()) return shown;
  return std::string{escape} + shown + std::string{back};
}

std::string Ink::screen(std::string_view text) const {
  if (!coloured_) return printable(text, Breaks::kept);
  std::string shown;
  while (!text.empty()) {
    const std::string_view ours = own_escape(text);
    shown += ours;
    text.remove_prefix(ours.size());
    const std::size_t next = text.find('\x1b', ours.empty() ? 1 : 0);
    const std::size_t end = std::min(next, text.size());
    shown += printable(text.substr(0, end), Breaks::kept);
    text.remove_prefix(end);
  }
  return shown;
}

}  // namespace assay::reports
