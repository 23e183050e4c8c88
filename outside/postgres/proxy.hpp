// A proxy between an unmodified service and a real PostgreSQL, on one event loop and loopback
// addresses: it sees each commit before the server does, and what the server made of it before the
// client does; whoever holds it decides what becomes of the two. Not a pooler, and no judge of SQL:
// what it cannot read passes through. It serves the edge "postgres" of a service under attack.
// Protocol 3.0: https://www.postgresql.org/docs/15/protocol.html
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

namespace assay::outside::postgres {

/// A cycle that may commit, when all its bytes from the client are in and nothing of it has reached
/// the server. (Of a cycle in parts, with Flush: the part that may commit.)
struct Commit {
  std::uint64_t connection = 0;           ///< counts from 1
  std::vector<std::string> statements{};  ///< of the whole transaction, bound values in place
  /// That it writes (INSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY FROM): sorted, each once, in
  /// lower case, without the schema "public". Empty for DDL.
  std::vector<std::string> tables{};
  std::string application{};  ///< application_name of the client
  std::string database{};
};

/// What becomes of it.
enum class Fate {
  pass,
  lose_reply,    ///< the server commits; the client's connection is reset before any of the answer
  lose_request,  ///< it never reaches the server, which rolls back; the client's is reset
  refuse,        ///< ROLLBACK at the server, 40001 to the client; the connection lives on
  silence,       ///< the server commits, and the client hears nothing until its own time-out
};

/// What the server made of it.
struct Ended {
  bool committed = false;
  std::string tag{};  ///< "COMMIT", "ROLLBACK", "INSERT 0 1", "ERROR 23505"; empty: it said nothing
  bool known = true;  ///< false: the server's connection broke before it said
};

/// Both are called on the loop. One commit of a connection is under way at a time.
struct Hooks {
  /// `decide` may be called later, on the loop, and once; the connection waits. Empty: all pass.
  std::function<void(const Commit&, std::function<void(Fate)> decide)> on_commit{};
  /// Once for each commit that was decided, whatever its fate and even if the client has gone
  /// meanwhile. The client hears nothing, and is not reset, before `go` is called. Empty: at once.
  std::function<void(const Commit&, const Ended&, std::function<void()> go)> on_ended{};
};

struct ProxySettings {
  /// An address ("127.0.0.1", "::1", "localhost"), or a Unix socket's folder ("/run/postgresql").
  std::string upstream_host = "127.0.0.1";
  unsigned short upstream_port = 5432;
  unsigned short port = 0;  ///< at 127.0.0.1; 0: the system chooses
  bool tls = true;          ///< whether SSLRequest is accepted, else answered N
};

/// It cannot listen there, or the upstream is no address.
class CannotProxy : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Contract: the loop outlives it.
class Proxy {
 public:
  /// Listens from now on. Errors: CannotProxy.
  Proxy(boost::asio::io_context& loop, const ProxySettings& settings, Hooks hooks);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  [[nodiscard]] unsigned short port() const;
  /// Transactions that the server said it committed: explicit ones, and others that wrote.
  [[nodiscard]] std::uint64_t commits() const;
  /// Of these, what no request announced (its self-check): a prepared statement of unknown text.
  [[nodiscard]] std::uint64_t unseen() const;
  /// The certificate that TLS clients are shown, in PEM; for "localhost" and 127.0.0.1.
  [[nodiscard]] const std::string& certificate() const;
  /// Takes nothing in any more, and closes all connections. No hook is called from then on.
  void close();

 private:
  class Sessions;
  std::shared_ptr<Sessions> sessions_;
};

}  // namespace assay::outside::postgres
