// A dialect: how one kind of wire says what the rules of a processor know. It reads what a request
// asks for and writes what came of it; it decides nothing about money. Some remember objects of
// their own, which only mirror effects. What goes wrong on the way is not its business either.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/processor.hpp"
#include "models/rules/processor_rules.hpp"
#include "outside/http/message.hpp"

namespace assay::outside {

/// Money is to move. `steps` are carried out one after another until one is not done: a sale is an
/// authorisation and its capture.
struct Operation {
  std::vector<harness::ProcessorRequest> steps;
  std::uint64_t body = 0;               ///< a fingerprint of what must be equal under one key
  std::uint32_t attempt = 0;            ///< from 1; 0: the wire does not say which try it is
  std::optional<sim::TimePoint> sent{};  ///< none: when it arrives
  /// Of a dialect that minds its keys itself: what facts name as the key, instead of the steps'.
  std::string key{};
  /// The instrument itself says no, as one that is meant for tests does.
  bool declines = false;
  /// Where the dialect needs it again: the request itself.
  http::Request request{};
};

/// What became of an operation is asked for.
struct LookUp {
  harness::ProcessorRequest about;
};

/// A page of effects is asked for.
struct Listing {
  harness::ListQuestion question;
};

/// Something else is asked for, of which no rule of money speaks: an object is made or read.
struct Call {
  std::string about;  ///< the scope of its site: "payment_intents.create"
  http::Request request;
};

/// What goes wrong inside with a call.
enum class CallFault : std::uint8_t {
  none,
  error_before,  ///< it fails, and has done nothing
  error_after,   ///< it has done it, and fails
};

/// What a request comes to. A reply: it is answered at once, and touches no money.
using Ask = std::variant<http::Reply, Operation, LookUp, Listing, Call>;

/// What came of the steps of an operation, those that were begun.
struct Outcome {
  std::vector<harness::ProcessorReply> replies;
  bool replayed = false;
};

/// An event for whoever listens to webhooks.
struct Event {
  std::string id;
  std::string body;
  std::string about;  ///< the scope of its site: "pay-1/authorise-1"
  std::string kind;   ///< of the operation, for the action of its site: "authorise"
};

class Dialect {
 public:
  virtual ~Dialect() = default;

  [[nodiscard]] virtual std::string_view name() const = 0;
  /// What a request asks for. Of an operation that is all: it may get lost on its way.
  virtual Ask read(const http::Request& request, sim::TimePoint now) = 0;
  /// An operation has come through. Returns: its answer, where that is known without the rules.
  virtual std::optional<http::Reply> begin(Operation& asked, sim::TimePoint now) {
    (void)asked, (void)now;
    return std::nullopt;
  }
  virtual http::Reply reply(const Operation& asked, const Outcome& outcome, sim::TimePoint now) = 0;
  virtual http::Reply reply(const LookUp& asked, const harness::ProcessorReply& found) = 0;
  /// `page`: none where the question names no place of one.
  virtual http::Reply reply(const Listing& asked, const std::optional<harness::ListPage>& page) = 0;
  /// Does what a call asks for.
  virtual http::Reply perform(const Call& asked, CallFault fault, sim::TimePoint now) {
    (void)asked, (void)fault, (void)now;
    return failure();
  }
  /// Something moved, whoever hears of it: what mirrors it changes.
  virtual void moved(const models::Movement& movement, sim::TimePoint now) {
    (void)movement, (void)now;
  }
  /// The processor fails, and says no more than that; also where a question fails.
  virtual http::Reply failure() = 0;
  /// The event that tells of it; none where this dialect tells nothing of such things.
  virtual std::optional<Event> event(const models::Movement& moved, sim::TimePoint now) = 0;
  /// The headers that sign an event's body; several secrets while one takes over from another.
  [[nodiscard]] virtual std::vector<http::Header> sign(const Event& event,
                                                       const std::vector<std::string>& secrets,
                                                       sim::TimePoint now) const = 0;
  /// Forgets all objects.
  virtual void reset() {}
};

}  // namespace assay::outside
