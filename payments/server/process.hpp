// The payment service as a process: SQLite beneath it, HTTP in front of it and towards the
// processor, its background work in threads. Put together here, and nowhere else.
#pragma once

#include "payments/server/settings.hpp"

#include <cstdint>
#include <expected>
#include <memory>
#include <string>

namespace payments::server {

class Process {
 public:
  /// Opens the store, reads or makes tokens, listens. Errors: a sentence for people.
  static std::expected<std::unique_ptr<Process>, std::string> start(const Settings& settings);

  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  [[nodiscard]] std::uint16_t port() const;
  /// The token of the first start, to be told once; empty: it was told before.
  [[nodiscard]] const std::string& made_token() const;
  /// The same of the operator's.
  [[nodiscard]] const std::string& made_operator_token() const;
  /// Serves until `stop`, or where it heeds signals until SIGTERM or SIGINT: no more requests are
  /// taken, those under way are answered, and the steps of background work end. Returns: false,
  /// where the processor promises too little for the configuration.
  bool run(bool heeds_signals);
  /// Threads: any.
  void stop();

 private:
  struct Running;
  struct Parts;
  explicit Process(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace payments::server
