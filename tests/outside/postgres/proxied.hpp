// A proxy before the tests' database, on a loop in a thread of its own, with one fate for the
// commits of the test and a note of what was seen. Clients are other processes, or of this thread.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "outside/postgres/proxy.hpp"
#include "tests/outside/postgres/database.hpp"

namespace assay::outside::postgres::testing {

/// A commit that was seen, and what became of it.
struct Seen {
  Commit commit;
  std::vector<Ended> ended{};  ///< one, where all is well
};

class Proxied {
 public:
  explicit Proxied(const ProxySettings& settings);
  ~Proxied();
  Proxied(const Proxied&) = delete;
  Proxied& operator=(const Proxied&) = delete;

  /// The fate of commits from now on whose statements hold that text; others pass.
  void strike(Fate fate, const std::string& text);
  [[nodiscard]] unsigned short port() const { return port_; }
  [[nodiscard]] std::string certificate() const { return proxy_.certificate(); }
  /// Whose statements hold that text.
  [[nodiscard]] std::vector<Seen> seen(const std::string& text) const;
  /// Counts, as they are on the loop.
  [[nodiscard]] std::uint64_t commits();
  [[nodiscard]] std::uint64_t unseen();
  /// What the loop's thread has used, with the hooks of the test.
  [[nodiscard]] std::chrono::microseconds cpu();

 private:
  [[nodiscard]] Hooks hooks();
  template <class Value>
  [[nodiscard]] Value on_loop(Value (Proxy::*what)() const);

  mutable std::mutex mutex_;
  Fate fate_ = Fate::pass;
  std::string struck_;
  std::vector<Seen> seen_;
  boost::asio::io_context loop_;
  Proxy proxy_;
  unsigned short port_;
  std::thread thread_;
};

/// Before the tests' database, over TCP.
[[nodiscard]] ProxySettings over_tcp();

}  // namespace assay::outside::postgres::testing
