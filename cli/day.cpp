// From an environment variable or the clock to a day.
#include "cli/day.hpp"

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "scenarios/files/nearest_name.hpp"

namespace assay::cli {

std::optional<std::int64_t> source_date() {
  const char* const set = std::getenv("SOURCE_DATE_EPOCH");  // NOLINT(concurrency-mt-unsafe)
  if (set == nullptr) return {};
  constexpr std::int64_t year_10000 = 253'402'300'800;
  const std::string_view text{set};
  std::int64_t seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  if (whole && seconds >= 0 && seconds < year_10000) return seconds;
  throw Usage{fmt::format("SOURCE_DATE_EPOCH: expected whole seconds since 1970, found \"{}\"",
                          scenarios::excerpt(std::string{text}))};
}

std::string today() {
  using namespace std::chrono;
  const auto set = source_date();
  const auto now = set ? sys_seconds{seconds{*set}} : floor<seconds>(system_clock::now());
  const year_month_day day{floor<days>(now)};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace assay::cli
