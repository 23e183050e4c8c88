// Steps are split before they are decoded, so that "%2F" is part of a name.
#include "payments/server/target.hpp"

namespace payments::server {
namespace {

constexpr std::string_view hexadecimal = "0123456789ABCDEF";

int digit(char sign) {
  if (sign >= 'a' && sign <= 'f') sign = static_cast<char>(sign - 'a' + 'A');
  const auto at = hexadecimal.find(sign);
  return at == hexadecimal.npos ? -1 : static_cast<int>(at);
}

std::optional<std::string> decoded(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      made += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = digit(text[i + 1]), low = digit(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    made += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return made;
}

/// Calls with each piece between separators; false where one of the calls was.
template <typename Take>
bool each(std::string_view text, char separator, Take take) {
  for (;;) {
    const auto end = text.find(separator);
    if (!take(text.substr(0, end))) return false;
    if (end == text.npos) return true;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::optional<Target> read_target(std::string_view text) {
  if (!text.starts_with('/')) return std::nullopt;
  const auto mark = text.find('?');
  Target target;
  const bool path = each(text.substr(1, mark == text.npos ? mark : mark - 1), '/', [&](auto step) {
    auto name = decoded(step);
    if (name) target.path.push_back(*std::move(name));
    return name.has_value();
  });
  if (!path) return std::nullopt;
  if (mark == text.npos || mark + 1 == text.size()) return target;
  const bool query = each(text.substr(mark + 1), '&', [&](auto pair) {
    const auto equals = pair.find('=');
    const auto name = decoded(pair.substr(0, equals));
    const auto value = decoded(equals == pair.npos ? "" : pair.substr(equals + 1));
    return name && value && target.query.emplace(*name, *value).second;
  });
  return query ? std::optional(std::move(target)) : std::nullopt;
}

std::string escaped(std::string_view step) {
  constexpr std::string_view plain = "-._~";
  std::string made;
  for (const char sign : step) {
    const bool letter = (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    if (letter || (sign >= '0' && sign <= '9') || plain.find(sign) != plain.npos) {
      made += sign;
      continue;
    }
    const auto byte = static_cast<unsigned char>(sign);
    made.append({'%', hexadecimal[byte / 16], hexadecimal[byte % 16]});
  }
  return made;
}

}  // namespace payments::server
