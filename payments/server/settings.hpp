// What a person may set, and what of it is refused before anything is opened. The durations and
// bounds of the payment code go by the names that its own Config gives them.
#pragma once

#include "payments/types/config.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace payments::server {

struct Settings {
  std::string folder = "assay-pay-data";
  std::uint16_t port = 8480;
  std::string processor = "http://127.0.0.1:8490";
  std::string webhook_secrets = {};  ///< file with the processor's secrets, one a line; empty: none
  std::uint32_t workers = 64;     ///< requests at work at the same time
  std::uint32_t queue_max = 256;  ///< requests that wait for one of them
  /// Above so many minor units two operators have to agree.
  std::int64_t second_person_above = 100'000;
  /// Within how many days a settlement file brings a capture, and the bank a payout; none: neither
  /// is expected.
  std::optional<std::int32_t> settlement_days = {}, bank_days = {};
  Config config;
};

/// Sets one field of a configuration: "lease=30s", "asks_max=10".
/// Returns: none, or a sentence that says what is wrong, with the names that there are.
[[nodiscard]] std::optional<std::string> set_field(Config& config, std::string_view assignment);

/// What is wrong with all of them together, a sentence each.
[[nodiscard]] std::vector<std::string> faults_of(const Settings& settings);

}  // namespace payments::server
