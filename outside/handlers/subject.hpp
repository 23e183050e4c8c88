// A handler of webhooks, as its file says: where it listens, what its events look like, how they
// are signed, and how their side effect is asked for. Not how it is judged: cases.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "outside/comply/subject.hpp"

namespace assay::outside::handlers {

enum class Scheme : std::uint8_t { stripe, standard, described };

struct Signature {
  Scheme scheme = Scheme::stripe;
  std::map<std::string, std::string> headers{};  ///< of a described one
  std::string signed_text = "{body}";            ///< likewise
};

struct HandlerSubject {
  std::string name;
  std::string base, path;  ///< "http://127.0.0.1:8000" and "/webhooks"
  std::string secret;
  Signature signature{};
  nlohmann::ordered_json event;
  std::string type = "payment_intent.succeeded", unknown_type = "assay.unheard_of";
  std::optional<RequestTemplate> known_by{};
  EffectSource effect;
  bool each_is_amount = false;
  nlohmann::ordered_json refund_event{};
  std::optional<EffectSource> refund_effect{};
  std::optional<EffectSource> state{};
  std::uint64_t amount = 1250;
  std::int64_t tolerance = 300'000'000'000;  ///< nanoseconds
  std::int64_t settle = 100'000'000;         ///< nanoseconds
  std::vector<std::string> leave_out{};
};

/// The published schema.
[[nodiscard]] std::string_view handler_schema();

/// Errors: BadInput where the file is none, an address is not of this machine and not allowed, or a
/// live key stands in it.
[[nodiscard]] HandlerSubject read_handler(const std::string& file, std::string text,
                                          std::span<const std::string> allowed_hosts);

}  // namespace assay::outside::handlers
