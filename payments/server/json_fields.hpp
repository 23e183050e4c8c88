// The fields of a JSON object that a client sent: each is asked for by name and type, and what
// nobody asked for is refused. Whatever is wrong ends as a Refusal with the field's place.
#pragma once

#include "payments/types/money.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace payments::server {

class JsonFields {
 public:
  /// Reads an object. Throws: Refusal, also where a name occurs twice.
  explicit JsonFields(std::string_view body);

  /// A text of 1 to 255 bytes, in which no card number stands. Throws: Refusal.
  [[nodiscard]] std::string text(const char* name);
  [[nodiscard]] std::optional<std::string> text_if_any(const char* name);
  [[nodiscard]] bool truth_if_any(const char* name, bool otherwise = false);
  /// {"minor": 1250, "currency": "EUR"}, above 0. Throws: Refusal.
  [[nodiscard]] Money amount(const char* name);
  /// To be called when all have been asked for. Throws: Refusal, where there are others.
  void finish() const;

 private:
  JsonFields(nlohmann::json object, std::string place);
  [[nodiscard]] const nlohmann::json* find(const char* name);
  [[nodiscard]] std::int64_t whole(const char* name);

  nlohmann::json object_;
  std::string place_;  ///< of the object: "" or "/amount"
  std::set<std::string> asked_;
};

}  // namespace payments::server
