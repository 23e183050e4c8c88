// Objects as they are made, with the fields that clients read; and how they are read again.
#include "outside/dialects/stripe/objects.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace assay::outside::stripe {

std::int64_t seconds(sim::TimePoint now) { return now.ns() / 1'000'000'000; }

std::optional<std::int64_t> whole_number(const std::string& text) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (text.empty() || read.ptr != end || read.ec != std::errc{}) return std::nullopt;
  return value;
}

Json& Objects::add(std::string_view kind, Json object) {
  const std::string id = object.at("id");
  by_id_[id] = kept_.size();
  return kept_.emplace_back(std::string{kind}, std::move(object)).object;
}

Json* Objects::find(std::string_view id) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end() || kept_[found->second].removed) return nullptr;
  return &kept_[found->second].object;
}

Json* Objects::find(std::string_view kind, std::string_view id) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end() || kept_[found->second].kind != kind) return nullptr;
  return find(id);
}

void Objects::remove(std::string_view kind, std::string_view id) {
  if (find(kind, id) != nullptr) kept_[by_id_.find(id)->second].removed = true;
}

std::vector<const Json*> Objects::all(std::string_view kind) const {
  std::vector<const Json*> found;
  for (const Kept& one : kept_) {
    if (one.kind == kind && !one.removed) found.push_back(&one.object);
  }
  std::ranges::reverse(found);
  return found;
}

std::string Objects::next_id(std::string_view prefix) {
  std::string id{prefix};
  return id + "_" + std::to_string(++ids_[std::string{prefix}]);
}

void Objects::clear() {
  kept_.clear();
  by_id_.clear();
  ids_.clear();
}

Json new_payment_intent(const std::string& id, sim::TimePoint now) {
  return {{"id", id},
          {"object", "payment_intent"},
          {"amount", 0},
          {"amount_capturable", 0},
          {"amount_received", 0},
          {"automatic_payment_methods", nullptr},
          {"canceled_at", nullptr},
          {"cancellation_reason", nullptr},
          {"capture_method", "automatic"},
          {"client_secret", id + "_secret_assay"},
          {"confirmation_method", "automatic"},
          {"created", seconds(now)},
          {"currency", ""},
          {"customer", nullptr},
          {"description", nullptr},
          {"last_payment_error", nullptr},
          {"latest_charge", nullptr},
          {"livemode", false},
          {"metadata", Json::object()},
          {"next_action", nullptr},
          {"payment_method", nullptr},
          {"payment_method_types", {"card"}},
          {"receipt_email", nullptr},
          {"setup_future_usage", nullptr},
          {"shipping", nullptr},
          {"statement_descriptor", nullptr},
          {"status", "requires_payment_method"}};
}

Json new_charge(const std::string& id, const Json& intent, sim::TimePoint now) {
  return {{"id", id},
          {"object", "charge"},
          {"amount", intent.at("amount")},
          {"amount_captured", 0},
          {"amount_refunded", 0},
          {"balance_transaction", nullptr},
          {"captured", false},
          {"created", seconds(now)},
          {"currency", intent.at("currency")},
          {"customer", intent.at("customer")},
          {"description", intent.at("description")},
          {"disputed", false},
          {"failure_code", nullptr},
          {"failure_message", nullptr},
          {"livemode", false},
          {"metadata", intent.at("metadata")},
          {"outcome",
           {{"network_status", "approved_by_network"},
            {"reason", nullptr},
            {"type", "authorized"}}},
          {"paid", true},
          {"payment_intent", intent.at("id")},
          {"payment_method", intent.at("payment_method")},
          {"payment_method_details",
           {{"type", "card"}, {"card", {{"brand", "visa"}, {"last4", "4242"}}}}},
          {"refunded", false},
          {"status", "succeeded"}};
}

Json new_refund(const std::string& id, const Json& charge, std::int64_t minor,
                sim::TimePoint now) {
  return {{"id", id},
          {"object", "refund"},
          {"amount", minor},
          {"balance_transaction", nullptr},
          {"charge", charge.at("id")},
          {"created", seconds(now)},
          {"currency", charge.at("currency")},
          {"metadata", Json::object()},
          {"payment_intent", charge.at("payment_intent")},
          {"reason", nullptr},
          {"receipt_number", nullptr},
          {"status", "succeeded"}};
}

Json new_balance_transaction(const std::string& id, const Json& source, std::string_view type,
                             std::int64_t minor, sim::TimePoint now) {
  return {{"id", id},
          {"object", "balance_transaction"},
          {"amount", minor},
          {"available_on", seconds(now)},
          {"created", seconds(now)},
          {"currency", source.at("currency")},
          {"description", nullptr},
          {"exchange_rate", nullptr},
          {"fee", 0},
          {"fee_details", Json::array()},
          {"net", minor},
          {"reporting_category", type},
          {"source", source.at("id")},
          {"status", "available"},
          {"type", type}};
}

Json new_event(const std::string& id, std::string_view type, const Json& object,
               sim::TimePoint now) {
  return {{"id", id},
          {"object", "event"},
          {"api_version", api_version},
          {"created", seconds(now)},
          {"data", {{"object", object}}},
          {"livemode", false},
          {"pending_webhooks", 0},
          {"request", {{"id", nullptr}, {"idempotency_key", nullptr}}},
          {"type", type}};
}

namespace {

constexpr std::array<std::string_view, 4> paging{"limit", "starting_after", "ending_before",
                                                 "expand"};

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

/// "created[gte]=...": from and until when.
bool fits_time(const Json& created, const Json& range) {
  for (const auto& [word, value] : range.items()) {
    const auto than = whole_number(text_of(value));
    const auto time = created.get<std::int64_t>();
    if (!than) return false;
    if (word == "gt" && time <= *than) return false;
    if (word == "gte" && time < *than) return false;
    if (word == "lt" && time >= *than) return false;
    if (word == "lte" && time > *than) return false;
  }
  return true;
}

bool fits(const Json& object, const Json& query) {
  for (const auto& [name, value] : query.items()) {
    if (name == "created" && value.is_object() && !fits_time(object.at("created"), value)) {
      return false;
    }
    if (name == "types" && value.is_array() &&
        std::ranges::find(value, object.at("type")) == value.end()) {
      return false;
    }
    if (std::ranges::find(paging, name) != paging.end() || value.is_structured()) continue;
    if (!object.contains(name) || text_of(object.at(name)) != text_of(value)) return false;
  }
  return true;
}

std::optional<std::size_t> limit_of(const Json& query) {
  if (!query.contains("limit")) return 10;
  const std::string text = text_of(query.at("limit"));
  std::size_t limit = 0;
  const char* const end = text.data() + text.size();
  if (std::from_chars(text.data(), end, limit).ptr != end || limit < 1 || limit > 100) return {};
  return limit;
}

std::optional<std::size_t> place_of(const std::vector<const Json*>& all, const Json& query,
                                    const char* name) {
  const std::string id = text_of(query.at(name));
  const auto found =
      std::ranges::find_if(all, [&](const Json* one) { return one->at("id") == id; });
  if (found == all.end()) return std::nullopt;
  return static_cast<std::size_t>(found - all.begin());
}

Json page_of(const std::vector<const Json*>& all, std::size_t begin, std::size_t end,
             const std::string& url, bool has_more) {
  Json data = Json::array();
  for (std::size_t i = begin; i < end; ++i) data.push_back(*all[i]);
  return {{"object", "list"}, {"data", data}, {"has_more", has_more}, {"url", url}};
}

/// One clause: a field, "metadata['name']" among them, and the value that it must have.
struct Clause {
  std::string field, key, value;
};

std::optional<Clause> read_clause(std::string_view text) {
  Clause clause;
  const std::size_t open = text.find("['");
  const std::size_t colon = text.find(':', open == std::string_view::npos ? 0 : text.find("']"));
  if (colon == std::string_view::npos) return std::nullopt;
  if (open != std::string_view::npos && open < colon) {
    const std::size_t close = text.find("']", open);
    clause.key = text.substr(open + 2, close - open - 2);
    clause.field = text.substr(0, open);
  } else {
    clause.field = text.substr(0, colon);
  }
  std::string_view value = text.substr(colon + 1);
  const bool quoted = value.size() >= 2 && (value.front() == '\'' || value.front() == '"') &&
                      value.back() == value.front();
  clause.value = quoted ? value.substr(1, value.size() - 2) : value;
  if (clause.field.empty()) return std::nullopt;
  return clause;
}

std::optional<std::vector<Clause>> read_clauses(std::string_view text) {
  std::vector<Clause> clauses;
  while (true) {
    const std::size_t end = text.find(" AND ");
    const auto clause = read_clause(text.substr(0, end));
    if (!clause) return std::nullopt;
    clauses.push_back(*clause);
    if (end == std::string_view::npos) return clauses;
    text.remove_prefix(end + 5);
  }
}

bool fits(const Json& object, const Clause& clause) {
  if (!object.contains(clause.field)) return false;
  const Json& value = object.at(clause.field);
  if (clause.key.empty()) return text_of(value) == clause.value;
  return value.is_object() && value.contains(clause.key) &&
         text_of(value.at(clause.key)) == clause.value;
}

void expand_at(Objects& objects, Json& value, std::string_view path) {
  const std::size_t dot = path.find('.');
  const std::string step{path.substr(0, dot)};
  if (!value.is_object() || !value.contains(step)) return;
  Json& member = value[step];
  if (member.is_string()) {
    const Json* const found = objects.find(member.get<std::string>());
    if (found == nullptr) return;
    member = Json(*found);
  }
  if (dot == std::string_view::npos) return;
  const std::string_view rest = path.substr(dot + 1);
  if (member.is_array()) {
    for (Json& one : member) expand_at(objects, one, rest);
  } else {
    expand_at(objects, member, rest);
  }
}

}  // namespace

std::expected<Json, std::string> list(const Objects& objects, std::string_view kind,
                                      const Json& query, const std::string& url) {
  std::vector<const Json*> all = objects.all(kind);
  std::erase_if(all, [&](const Json* one) { return !fits(*one, query); });
  const auto limit = limit_of(query);
  if (!limit) return std::unexpected{"limit"};
  if (query.contains("ending_before")) {
    const auto place = place_of(all, query, "ending_before");
    if (!place) return std::unexpected{"ending_before"};
    const std::size_t begin = *place > *limit ? *place - *limit : 0;
    return page_of(all, begin, *place, url, begin > 0);
  }
  std::size_t begin = 0;
  if (query.contains("starting_after")) {
    const auto place = place_of(all, query, "starting_after");
    if (!place) return std::unexpected{"starting_after"};
    begin = *place + 1;
  }
  const std::size_t end = std::min(all.size(), begin + *limit);
  return page_of(all, begin, end, url, end < all.size());
}

std::expected<Json, std::string> search(const Objects& objects, std::string_view kind,
                                        const Json& query, const std::string& url,
                                        sim::TimePoint now) {
  const auto clauses =
      read_clauses(query.contains("query") ? text_of(query.at("query")) : std::string{});
  const auto limit = limit_of(query);
  if (!clauses) return std::unexpected{"query"};
  if (!limit) return std::unexpected{"limit"};
  std::vector<const Json*> all = objects.all(kind);
  std::erase_if(all, [&](const Json* one) {
    const bool is_new = seconds(now) - one->at("created").get<std::int64_t>() < search_lag_seconds;
    return is_new || !std::ranges::all_of(
                         *clauses, [&](const Clause& clause) { return fits(*one, clause); });
  });
  Json page = page_of(all, 0, std::min(all.size(), *limit), url, all.size() > *limit);
  page["object"] = "search_result";
  page["next_page"] = nullptr;
  return page;
}

Json expanded(Objects& objects, Json object, const Json& expand) {
  if (expand.is_array()) {
    for (const Json& path : expand) expand_at(objects, object, text_of(path));
  }
  return object;
}

}  // namespace assay::outside::stripe
