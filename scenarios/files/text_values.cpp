// Reading and writing of "30s" and "1/6".
#include "scenarios/files/text_values.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <limits>

#include <fmt/core.h>

namespace assay::scenarios {

namespace {

struct Unit {
  std::string_view name;
  std::int64_t ns;
};

constexpr std::array<Unit, 6> units{{{"h", 3'600'000'000'000},
                                     {"min", 60'000'000'000},
                                     {"s", 1'000'000'000},
                                     {"ms", 1'000'000},
                                     {"us", 1'000},
                                     {"ns", 1}}};

/// Takes an unsigned number off the front of `text`.
template <class Number>
std::optional<Number> take_number(std::string_view& text) {
  Number value{};
  if (text.empty() || text.front() < '0' || text.front() > '9') return {};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{}) return {};
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return value;
}

}  // namespace

std::optional<sim::Duration> parse_duration(std::string_view text) {
  const auto count = take_number<std::int64_t>(text);
  if (!count) return {};
  for (const Unit& unit : units) {
    if (unit.name != text) continue;
    if (*count > std::numeric_limits<std::int64_t>::max() / unit.ns) return {};
    return sim::Duration{*count * unit.ns};
  }
  return {};
}

std::string to_text(sim::Duration length) {
  if (length.ns() == 0) return "0s";
  for (const Unit& unit : units) {
    if (length.ns() % unit.ns == 0) return fmt::format("{}{}", length.ns() / unit.ns, unit.name);
  }
  return fmt::format("{}ns", length.ns());
}

std::optional<sim::Ratio> parse_ratio(std::string_view text) {
  const auto numerator = take_number<std::uint32_t>(text);
  if (!numerator || !text.starts_with('/')) return {};
  text.remove_prefix(1);
  const auto denominator = take_number<std::uint32_t>(text);
  const bool whole = denominator && text.empty() && *denominator > 0;
  if (!whole || *numerator > *denominator) return {};
  return sim::Ratio{*numerator, *denominator};
}

std::string to_text(const sim::Ratio& ratio) {
  return fmt::format("{}/{}", ratio.numerator, ratio.denominator);
}

std::string to_text(const harness::SettingValue& value) {
  if (const auto* const length = std::get_if<sim::Duration>(&value)) return to_text(*length);
  if (const auto* const count = std::get_if<std::uint64_t>(&value)) return std::to_string(*count);
  if (const auto* const flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  return std::get<std::string>(value);
}

}  // namespace assay::scenarios
