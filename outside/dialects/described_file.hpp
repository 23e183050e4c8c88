// A dialect as data, assay.dialect/1: which route means which operation, where amount, reference
// and key stand, what is answered, what a webhook says. The schema is published beside this file
// (schema/dialect.schema.json) and docs/serve.md explains it. Read here, played by described.hpp.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "history/words.hpp"

namespace assay::outside {

/// Where a value stands in a request: "body:/amount", "path:id", "query:x", "header:X-Key", or
/// "text:EUR" for a value that is always the same. Empty: nowhere.
using Source = std::string;

struct DescribedRoute {
  std::string method;
  std::vector<std::string> path;  ///< {"transactions", "{id}", "void"}
  /// Only where these values stand there.
  std::map<Source, std::string> when;
  std::optional<history::OperationKind> kind;  ///< none: a look-up
  bool captures_at_once = false;               ///< an authorisation, and its capture with it
  Source reference, payable, ordinal, attempt;
  Source parent;  ///< the caller's reference of the authorisation
  Source of;      ///< instead: the processor's reference of what it leans on
  Source amount, currency;
  bool major = false;  ///< amounts are "12.50", not 1250
};

struct DescribedAnswer {
  unsigned status = 200;
  nlohmann::ordered_json body;  ///< null: none
};

/// A dialect as its file has it.
struct Description {
  std::string name;
  bool form = false;  ///< bodies are forms, not JSON
  Source key;
  std::vector<DescribedRoute> routes;
  std::map<std::string, DescribedAnswer> answers;  ///< by ProcessorStatus's words
  std::optional<nlohmann::ordered_json> webhook;   ///< a template
};

/// The words for what can be answered.
inline constexpr std::array<std::string_view, 8> answer_words{
    "done", "declined", "malformed", "not_found", "in_flight", "too_late", "key_reused", "failed"};

/// Reads such a file; `file` is the name that errors carry. Errors: BadInput.
[[nodiscard]] Description read_description(const std::string& file, const std::string& text);
/// The text of the published schema.
[[nodiscard]] std::string_view dialect_schema();

}  // namespace assay::outside
