// What an object does when its calls come one after another: a function of its state and a call. A
// history is linearizable where some order that keeps to what ended before what began makes every
// call say what it said. Of a call whose effect nobody knows, an order has to allow that it
// happened; that it never did is the same as that it came last.
#pragma once

#include <optional>
#include <string>

#include "properties/linear/operation.hpp"

namespace assay::properties::linear {

/// One register: read, write, and cas, which writes where the expected value is there. Begins at
/// nil.
struct CasRegister {
  using State = Value;
  /// The state after it; none where it cannot have said that there.
  [[nodiscard]] static std::optional<State> after(const State& state, const Operation& call);
  [[nodiscard]] static std::string text(const State& state);
};

/// A text by its key: get, put, append. Begins empty; a key that is not there reads as empty.
struct KeyValue {
  using State = std::string;
  [[nodiscard]] static std::optional<State> after(const State& state, const Operation& call);
  [[nodiscard]] static std::string text(const State& state);
};

/// An idempotency key: post, with a request as its argument. The first that takes effect binds the
/// key to its request and its result; the same request again says that result, another request is
/// refused as a mismatch (result "mismatch"). Any may be refused for being in flight, or for
/// another reason that changes nothing. Source: the IETF draft on Idempotency-Key; R1, R2.
struct IdempotencyKey {
  struct Bound {
    bool taken = false;
    Value request;
    bool known = false;  ///< whether anybody has been told the result
    Value result;
    friend bool operator==(const Bound&, const Bound&) = default;
  };
  using State = Bound;
  [[nodiscard]] static std::optional<State> after(const State& state, const Operation& call);
  [[nodiscard]] static std::string text(const State& state);
};

}  // namespace assay::properties::linear
