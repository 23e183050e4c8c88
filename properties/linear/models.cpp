// Each model is one function: what a call may have said in a state, and the state behind it.
#include "properties/linear/models.hpp"

#include <fmt/format.h>

namespace assay::properties::linear {

namespace {

std::string shown(const Value& value) { return value ? *value : "nil"; }

}  // namespace

std::string to_text(const Operation& call) {
  std::string text = fmt::format("process {}: {}", call.process, call.function);
  if (!call.key.empty()) text += " of " + call.key;
  if (call.expected) text += " " + *call.expected + " ->";
  if (call.argument) text += " " + *call.argument;
  if (call.ending == Ending::unknown) text += ", with what effect nobody knows";
  if (call.ending == Ending::refused) text += ", refused";
  if (call.ending == Ending::done && (call.result || !call.argument)) {
    text += ", said " + shown(call.result);
  }
  if (call.returned == never) return text + fmt::format(" (line {} and no end)", call.called);
  return text + fmt::format(" (lines {} to {})", call.called, call.returned);
}

std::optional<Value> CasRegister::after(const Value& state, const Operation& call) {
  if (call.function == "write") return call.argument;
  if (call.function == "cas") {
    const bool equal = state == call.expected;
    const bool fits = call.ending == Ending::unknown || equal == (call.ending == Ending::done);
    if (!fits) return std::nullopt;
    return std::optional<Value>{equal ? call.argument : state};
  }
  const bool fits = call.ending == Ending::unknown || call.result == state;
  return fits ? std::optional<Value>{state} : std::nullopt;
}

std::string CasRegister::text(const Value& state) { return shown(state); }

std::optional<std::string> KeyValue::after(const std::string& state, const Operation& call) {
  if (call.function == "put") return call.argument.value_or("");
  if (call.function == "append") return state + call.argument.value_or("");
  const bool fits = call.ending == Ending::unknown || call.result.value_or("") == state;
  return fits ? std::optional<std::string>{state} : std::nullopt;
}

std::string KeyValue::text(const std::string& state) { return fmt::format("\"{}\"", state); }

std::optional<IdempotencyKey::Bound> IdempotencyKey::after(const Bound& state,
                                                           const Operation& call) {
  const bool same = state.taken && state.request == call.argument;
  if (call.ending == Ending::refused) {
    const bool fits = call.result != "mismatch" || (state.taken && !same);
    return fits ? std::optional<Bound>{state} : std::nullopt;
  }
  if (call.ending == Ending::unknown) {
    return state.taken ? state : Bound{.taken = true, .request = call.argument};
  }
  if (state.taken && !same) return std::nullopt;
  if (state.known && state.result != call.result) return std::nullopt;
  return Bound{true, call.argument, true, call.result};
}

std::string IdempotencyKey::text(const Bound& state) {
  if (!state.taken) return "free";
  return fmt::format("bound to {}, {}", shown(state.request),
                     state.known ? "which said " + shown(state.result) : "of unknown result");
}

}  // namespace assay::properties::linear
