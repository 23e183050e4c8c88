// The processor that tells a handler of payments: it makes events, signs and delivers them, and
// asks what became of them. Not what must become of them: cases.hpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "outside/comply/payments.hpp"
#include "outside/dialects/dialect.hpp"
#include "outside/handlers/subject.hpp"
#include "outside/http/asio_timers.hpp"

namespace assay::outside::handlers {

/// An event, before it is signed.
struct Told {
  std::string id, body;
};

/// How an event is signed.
struct Signing {
  enum class By : std::uint8_t { secret, wrong_secret, nobody, both };
  By by = By::secret;
  std::int64_t age = 0;  ///< of the signature, in nanoseconds
};

/// Whether the answer says that the event was taken.
[[nodiscard]] inline bool is_taken(unsigned status) { return status >= 200 && status < 300; }

class Sender {
 public:
  Sender(const HandlerSubject& subject, const std::string& run);

  [[nodiscard]] const HandlerSubject& subject() const { return subject_; }
  /// A payment of its own; known to the service where the file says how, unless `unknown`.
  [[nodiscard]] Payment payment(bool unknown = false);
  /// Makes it known. Returns: whether the service took it, or nobody says how.
  bool make_known(const Payment& payment);
  /// That it succeeded, in an event of its own. `age`: how long ago, in nanoseconds.
  [[nodiscard]] Told succeeded(const Payment& payment, std::int64_t age = 0);
  /// That so much of it was refunded so far.
  [[nodiscard]] Told refunded(const Payment& payment, std::uint64_t total);
  /// Something that nobody has heard of.
  [[nodiscard]] Told unheard_of(const Payment& payment);

  /// Delivers it so many times at once. Returns: the statuses; 0 where there was no answer.
  std::vector<unsigned> deliver(const Told& event, const Signing& how = {}, std::size_t times = 1);
  /// Delivers it with a space more than was signed. Returns: the status.
  unsigned deliver_changed(const Told& event);
  /// Delivers it until it is taken, as a processor does, five times at most.
  bool deliver_until_taken(const Told& event);

  [[nodiscard]] std::optional<std::int64_t> effect(const Payment& payment);
  [[nodiscard]] std::optional<std::int64_t> refunds(const Payment& payment);
  /// The text of its state; empty where nobody says where it stands.
  [[nodiscard]] std::string state(const Payment& payment);

  /// Why a query told nothing.
  [[nodiscard]] std::string trouble() const { return effects_.trouble() + refunds_.trouble(); }
  [[nodiscard]] std::vector<std::string> take_said() { return std::exchange(said_, {}); }

 private:
  [[nodiscard]] http::Request signed_request(const Told& event, const Signing& how) const;
  std::vector<unsigned> send(const std::vector<http::Request>& requests);
  [[nodiscard]] Told event(const nlohmann::ordered_json& form, const Payment& payment,
                           const Variables& more, std::int64_t age);
  [[nodiscard]] std::vector<http::Header> described(const Told& event, const std::string& secret,
                                                    std::int64_t seconds) const;

  const HandlerSubject& subject_;
  std::string run_;
  boost::asio::io_context loop_{1};
  http::AsioTimers timers_{loop_};
  Subject counted_, refunded_;  // as the checks of an endpoint know where effects are
  Payments effects_, refunds_;
  Asker asker_;
  std::unique_ptr<Dialect> dialect_;
  std::uint64_t events_ = 0;
  std::vector<std::string> said_;
};

}  // namespace assay::outside::handlers
