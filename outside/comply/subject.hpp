// An endpoint that is checked, as its file says: how it is asked, what its answers mean, and where
// its effects are counted. Not how it is judged: checks.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "outside/http/message.hpp"
#include "scenarios/files/document.hpp"

namespace assay::outside {

using Variables = std::map<std::string, std::string>;

/// A request with {key}, {amount}, {reference} and variables in it.
struct RequestTemplate {
  std::string method = "POST";
  std::string path;
  std::vector<http::Header> headers{};
  nlohmann::ordered_json body{};  ///< a text stands for itself
};

/// What an answer of one sort looks like.
struct AnswerForm {
  std::vector<unsigned> statuses{};
  std::string pointer{};  ///< empty: the status alone says it
  std::vector<std::string> is{};
};

enum class AnswerSort : std::uint8_t { success, decline, pending, other, nothing };

/// Where effects are counted; at most one of `get`, `command` and `serve` is given.
struct EffectSource {
  std::string get{};
  std::vector<http::Header> headers{};
  std::string pointer{};
  std::vector<std::string> command{};
  std::string serve{}, token{};
  std::string kind = "authorise";
  [[nodiscard]] bool given() const { return !get.empty() || !command.empty() || !serve.empty(); }
};

struct Subject {
  std::string name = "endpoint";
  std::string base;
  RequestTemplate request;
  Variables variables{};
  std::string key_header = "Idempotency-Key";
  bool key_required = true;
  bool stores_declines = true;
  bool stores_failures = false;
  std::int64_t kept = 0;  ///< nanoseconds; 0 where nobody said
  std::array<std::uint64_t, 2> amounts{1250, 1300};
  AnswerForm success, decline, pending;
  std::string identity{};
  std::optional<Variables> declining{}, failing{};
  std::vector<http::Header> tenant{};
  std::optional<RequestTemplate> route{};
  EffectSource effects{};
  std::vector<std::string> leave_out{};    ///< checks by name
  std::int64_t patience = 10'000'000'000;  ///< nanoseconds
  std::int64_t settle = 100'000'000;       ///< nanoseconds
};

/// Whatever a host is, a live key is never sent. Errors: BadInput where one stands in the file.
void must_have_no_live_key(const std::string& file, const std::string& text);

/// Errors: BadInput where the address is no plain HTTP, or neither of this machine nor allowed.
void must_be_allowed(const scenarios::Document& document, const std::string& pointer,
                     const std::string& url, std::span<const std::string> allowed);

/// The published schema.
[[nodiscard]] std::string_view comply_schema();

/// Errors: BadInput where the file is none, an address is not of this machine and not allowed, or a
/// live key stands in it.
[[nodiscard]] Subject read_subject(const std::string& file, std::string text,
                                   std::span<const std::string> allowed_hosts);

/// What an answer is, by its forms.
[[nodiscard]] AnswerSort sort_of(const Subject& subject, const http::Reply& reply);
[[nodiscard]] std::string_view to_text(AnswerSort sort);

/// The text at a pointer of a JSON body; empty where there is none.
[[nodiscard]] std::string text_at(const std::string& body, const std::string& pointer);
/// A text with its variables in place.
[[nodiscard]] std::string filled(std::string text, const Variables& variables);
/// A body with everything in its place; "{amount}" alone is the number.
[[nodiscard]] nlohmann::ordered_json filled(const nlohmann::ordered_json& body,
                                            const Variables& variables);

}  // namespace assay::outside
