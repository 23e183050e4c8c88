// The objects that the Stripe dialect serves, as JSON, and the ways in which they are read: by id,
// as lists, by search, expanded. They mirror effects and decide nothing.
// Source: docs.stripe.com/api (objects, pagination, expanding), as of API version 2024-06-20.
#pragma once

#include <cstdint>
#include <deque>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "sim/time.hpp"

namespace assay::outside::stripe {

using Json = nlohmann::ordered_json;

inline constexpr std::string_view api_version = "2024-06-20";
/// Search is behind by so much. Source: R16.
inline constexpr std::int64_t search_lag_seconds = 60;

/// All objects of one account.
class Objects {
 public:
  /// Keeps an object under its "id", in the list of that kind: "payment_intents".
  Json& add(std::string_view kind, Json object);
  /// nullptr where there is none. Valid until all is forgotten.
  Json* find(std::string_view id);
  /// The same, of that kind alone.
  Json* find(std::string_view kind, std::string_view id);
  void remove(std::string_view kind, std::string_view id);
  /// Newest first.
  [[nodiscard]] std::vector<const Json*> all(std::string_view kind) const;
  /// "pi_1", "pi_2": the next id with that prefix.
  std::string next_id(std::string_view prefix);
  void clear();

 private:
  struct Kept {
    std::string kind;
    Json object;
    bool removed = false;
  };
  std::deque<Kept> kept_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::map<std::string, std::uint64_t, std::less<>> ids_;
};

/// A whole number of minor units, or of seconds. Returns: nothing where the text is none.
[[nodiscard]] std::optional<std::int64_t> whole_number(const std::string& text);
[[nodiscard]] std::int64_t seconds(sim::TimePoint now);

[[nodiscard]] Json new_payment_intent(const std::string& id, sim::TimePoint now);
[[nodiscard]] Json new_charge(const std::string& id, const Json& intent, sim::TimePoint now);
[[nodiscard]] Json new_refund(const std::string& id, const Json& charge, std::int64_t minor,
                              sim::TimePoint now);
[[nodiscard]] Json new_balance_transaction(const std::string& id, const Json& source,
                                           std::string_view type, std::int64_t minor,
                                           sim::TimePoint now);
[[nodiscard]] Json new_event(const std::string& id, std::string_view type, const Json& object,
                             sim::TimePoint now);

/// A page after `limit`, `starting_after` and `ending_before`; the other fields of the query filter
/// by equality. Errors: the name of the parameter that is wrong.
[[nodiscard]] std::expected<Json, std::string> list(const Objects& objects, std::string_view kind,
                                                    const Json& query, const std::string& url);
/// `query`: clauses such as "status:'succeeded' AND metadata['order_id']:'7'". What was made less
/// than a minute ago is not found yet. Errors: the query cannot be read.
[[nodiscard]] std::expected<Json, std::string> search(const Objects& objects, std::string_view kind,
                                                      const Json& query, const std::string& url,
                                                      sim::TimePoint now);
/// Puts objects in the place of their ids, where `expand` asks for that.
[[nodiscard]] Json expanded(Objects& objects, Json object, const Json& expand);

}  // namespace assay::outside::stripe
