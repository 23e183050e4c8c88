// A raw key has no blanks, quotes or backslashes, so that it is never half of a quoted one.
#include "payments/server/idempotency_header.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "payments/server/problems.hpp"

namespace payments::server {
namespace {

constexpr std::size_t length_max = 255;

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

std::optional<std::string> unquoted(std::string_view text) {
  if (text.size() < 2 || !text.ends_with('"')) return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::string key;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char sign = text[i];
    if (sign == '"' || sign < ' ' || sign > '~') return std::nullopt;
    if (sign == '\\') {
      if (++i == text.size()) return std::nullopt;
      sign = text[i];
      if (sign != '"' && sign != '\\') return std::nullopt;
    }
    key += sign;
  }
  return key;
}

std::optional<std::string> raw(std::string_view text) {
  const bool fine = std::ranges::all_of(text, [](char sign) {
    return sign > ' ' && sign <= '~' && sign != '"' && sign != '\\';
  });
  return fine ? std::optional<std::string>(text) : std::nullopt;
}

[[noreturn]] void refuse(std::string_view word, std::string_view detail) {
  throw Refusal{problem(400, word, "The header Idempotency-Key is missing or malformed.", detail)};
}

}  // namespace

IdempotencyKey idempotency_key(const HttpRequest& request) {
  const auto [first, last] = request.headers.equal_range("idempotency-key");
  if (first == last) refuse("idempotency-key-missing", "every request that moves money has one");
  if (std::next(first) != last) refuse("idempotency-key-malformed", "it came more than once");
  const std::string_view value = trimmed(first->second);
  auto key = value.starts_with('"') ? unquoted(value) : raw(value);
  if (!key || key->empty() || key->size() > length_max) {
    refuse("idempotency-key-malformed",
           "expected a quoted string, or 1 to 255 visible characters without quotes");
  }
  return {*std::move(key)};
}

}  // namespace payments::server
