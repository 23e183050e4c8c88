// A small payment service over HTTP on a loop of its test: right, or with one thing wrong about
// its keys. What it did is asked at /truth/REFERENCE. What is checked is assay comply.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <nlohmann/json.hpp>

#include "outside/http/listener.hpp"

namespace assay::tests {

/// What is wrong with the service.
enum class Wrong {
  nothing,
  no_store,           ///< keys mean nothing
  global_scope,       ///< a key is one for all tenants and routes
  failure_stored,     ///< a 5xx is told again for good
  body_ignored,       ///< another body is told the first answer
  race,               ///< a key is stored only when its payment is done
  fixed_answer,       ///< whatever is asked is told the first answer of all
  decline_forgotten,  ///< the key of a decline is free again
  key_optional,       ///< a request without a key is carried out
  empty_is_a_key,     ///< so is one with an empty key
  keys_cut,           ///< only the first 64 characters count
  two_are_none,       ///< a request with two headers is one without a key
  quotes_count,       ///< "k" and k are two keys
  failure_repeats,    ///< a request that failed behind its effect is carried out again
  kept_too_short,     ///< a key is forgotten after 50 ms
};

class KeyService {
 public:
  KeyService(boost::asio::io_context& loop, Wrong wrong);

  [[nodiscard]] std::string address() const;

 private:
  struct Stored {
    std::string body;
    outside::http::Reply reply;
    bool done = false;
  };

  void take(const outside::http::Request& request, const outside::http::Respond& respond);
  void pay(const outside::http::Request& request, const outside::http::Respond& respond);
  [[nodiscard]] std::string scope_of(const outside::http::Request& request) const;
  [[nodiscard]] outside::http::Reply carried_out(const nlohmann::json& body, bool first);
  void later(int ms, std::function<void()> what);

  boost::asio::io_context& loop_;
  Wrong wrong_;
  std::map<std::string, Stored> keys_;
  std::map<std::string, int> effects_;
  std::set<std::string> failed_;
  std::optional<outside::http::Reply> first_answer_;
  int payments_ = 0;
  outside::http::Listener listener_;
};

}  // namespace assay::tests
