// What operators watch: counters by name, for /metrics, and a log on standard error. Write-only for
// the payment code.
#pragma once

#include "payments/ports/telemetry.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace payments::server {

/// Threads: any.
class Metrics : public Telemetry {
 public:
  void count(std::string_view name, std::string_view subject) override;
  void alarm(std::string_view name, std::string_view subject) override;
  /// One answer at the edge.
  void answered(std::string_view route, unsigned status);

  /// In the text format that Prometheus reads.
  [[nodiscard]] std::string text() const;

 private:
  void add(std::string series);

  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t> counts_;
};

}  // namespace payments::server
