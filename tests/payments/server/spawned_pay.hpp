// assay-pay as a program of its own, which can be killed.
// Not a test.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace payments::testing {

/// One life of the program. It is killed when this goes, and never by its name.
class SpawnedPay {
 public:
  /// Starts it and waits until it listens. `port` 0: a free one. Throws: std::runtime_error, with
  /// what it said, where it does not.
  SpawnedPay(const std::string& folder, const std::string& processor, std::uint16_t port,
             const std::vector<std::string>& fields);
  SpawnedPay(const SpawnedPay&) = delete;
  SpawnedPay& operator=(const SpawnedPay&) = delete;
  ~SpawnedPay() { kill(); }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const std::string& token() const { return token_; }  ///< of a first start

  /// SIGKILL, and waits until it is gone.
  void kill();
  /// SIGTERM. Returns: its exit code.
  int terminate();

 private:
  int wait();
  void read_until_listening(int from);

  pid_t pid_ = 0;
  std::uint16_t port_ = 0;
  std::string token_;
};

}  // namespace payments::testing
