// What the payment service needs of others: a database and a way to the gateway. In production
// these are PostgreSQL and HTTPS.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

namespace shop {

/// The database gave no answer. What was to be written may have been.
class DatabaseDown : public std::runtime_error {
 public:
  DatabaseDown() : std::runtime_error{"database down"} {}
};

class Database {
 public:
  virtual ~Database() = default;

  // Errors of both: DatabaseDown.
  virtual std::optional<std::string> select(const std::string& table, const std::string& id) = 0;
  virtual void upsert(const std::string& table, const std::string& id, const std::string& row) = 0;
};

struct HttpRequest {
  std::string path;
  std::string idempotency_key;
  std::map<std::string, std::string> form;
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;

  /// The status of the answer; nothing where none came in time.
  virtual std::optional<int> post(const HttpRequest& request,
                                  std::chrono::milliseconds timeout) = 0;
};

}  // namespace shop
