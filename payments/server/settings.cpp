// One table of fields; units are those that people write.
#include "payments/server/settings.hpp"

#include <array>
#include <charconv>

#include "payments/adapters/http/client.hpp"

namespace payments::server {
namespace {

struct Length {
  std::string_view name;
  Duration Config::*field;
};

constexpr std::array<Length, 25> lengths{
    {{"rpc_timeout", &Config::rpc_timeout},
     {"pause_budget", &Config::pause_budget},
     {"clock_skew", &Config::clock_skew},
     {"effect_max", &Config::effect_max},
     {"client_retry_horizon", &Config::client_retry_horizon},
     {"lease", &Config::lease},
     {"key_retention", &Config::key_retention},
     {"redrive_horizon", &Config::redrive_horizon},
     {"capture_margin", &Config::capture_margin},
     {"ask_delay_min", &Config::ask_delay_min},
     {"ask_delay_max", &Config::ask_delay_max},
     {"parked_delay_min", &Config::parked_delay_min},
     {"parked_delay_max", &Config::parked_delay_max},
     {"relay_delay", &Config::relay_delay},
     {"relay_pause", &Config::relay_pause},
     {"reconcile_delay", &Config::reconcile_delay},
     {"reconcile_grace", &Config::reconcile_grace},
     {"reap_delay", &Config::reap_delay},
     {"retry_hint", &Config::retry_hint},
     {"event_delay_min", &Config::event_delay_min},
     {"event_delay_max", &Config::event_delay_max},
     {"event_patience", &Config::event_patience},
     {"event_tolerance", &Config::event_tolerance},
     {"event_retention", &Config::event_retention},
     {"processor_key_retention", &Config::processor_key_retention}}};

struct Count {
  std::string_view name;
  std::uint32_t Config::*field;
};

constexpr std::array<Count, 6> counts{{{"attempts_max", &Config::attempts_max},
                                       {"attempts_immediate", &Config::attempts_immediate},
                                       {"asks_max", &Config::asks_max},
                                       {"relay_tries_max", &Config::relay_tries_max},
                                       {"relay_silences_max", &Config::relay_silences_max},
                                       {"commit_tries_max", &Config::commit_tries_max}}};

std::optional<std::int64_t> unit_of(std::string_view word) {
  struct Unit {
    std::string_view word;
    std::int64_t count;
  };
  constexpr std::array<Unit, 5> units{{{"ms", 1'000'000},
                                       {"s", 1'000'000'000},
                                       {"min", 60'000'000'000},
                                       {"h", 3'600'000'000'000},
                                       {"d", 86'400'000'000'000}}};
  for (const Unit& unit : units) {
    if (word == unit.word) return unit.count;
  }
  return std::nullopt;
}

/// A whole number and what stands behind it.
std::optional<std::pair<std::uint32_t, std::string_view>> number_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{}) return std::nullopt;
  return std::pair(number, text.substr(static_cast<std::size_t>(read.ptr - text.data())));
}

std::string names() {
  std::string all;
  for (const Length& one : lengths) all += " " + std::string(one.name);
  for (const Count& one : counts) all += " " + std::string(one.name);
  return all;
}

}  // namespace

std::optional<std::string> set_field(Config& config, std::string_view assignment) {
  const auto equals = assignment.find('=');
  const std::string_view name = assignment.substr(0, equals);
  const auto value = equals == assignment.npos ? std::nullopt
                                               : number_of(assignment.substr(equals + 1));
  const std::string found = std::string(assignment) + ": ";
  for (const Length& one : lengths) {
    if (one.name != name) continue;
    const auto unit = value ? unit_of(value->second) : std::nullopt;
    if (!unit) return found + "expected a length of time, such as 500ms, 30s, 5min, 24h, 30d";
    config.*one.field = Duration{*unit} * value->first;
    return std::nullopt;
  }
  for (const Count& one : counts) {
    if (one.name != name) continue;
    if (!value || !value->second.empty()) return found + "expected a whole number";
    config.*one.field = value->first;
    return std::nullopt;
  }
  return found + "no such field; there are:" + names();
}

std::vector<std::string> faults_of(const Settings& settings) {
  std::vector<std::string> faults = payments::faults_of(settings.config);
  if (!http::address_of(settings.processor)) {
    faults.push_back("--processor " + settings.processor + ": expected http://HOST:PORT");
  }
  if (settings.workers == 0) faults.emplace_back("--workers must be greater than 0");
  if (settings.folder.empty()) faults.emplace_back("--data must name a folder");
  return faults;
}

}  // namespace payments::server
