// Calls that move no money: objects are made, changed and read.
#include <array>

#include <fmt/format.h>

#include "outside/dialects/stripe/stripe.hpp"

namespace assay::outside {

using stripe::Error;
using stripe::Json;

namespace {

using Made = std::expected<Json, Error>;

/// What an API object of that kind is called, and the prefix of its ids.
struct Kind {
  std::string_view kind, object, prefix;
};

constexpr std::array<Kind, 8> kinds{{{"payment_intents", "payment_intent", "pi"},
                                     {"refunds", "refund", "re"},
                                     {"charges", "charge", "ch"},
                                     {"events", "event", "evt"},
                                     {"customers", "customer", "cus"},
                                     {"payment_methods", "payment_method", "pm"},
                                     {"webhook_endpoints", "webhook_endpoint", "we"},
                                     {"balance_transactions", "balance_transaction", "txn"}}};

const Kind& kind_of(std::string_view name) {
  for (const Kind& one : kinds) {
    if (one.kind == name) return one;
  }
  return kinds.front();
}

/// Texts of a form that are truths become such, however deep.
Json typed(const Json& value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    return stripe::is_true(text) || stripe::is_false(text) ? Json(stripe::is_true(text)) : value;
  }
  if (!value.is_structured()) return value;
  Json whole = value;
  for (Json& part : whole) part = typed(part);
  return whole;
}

/// What a form says stands there; metadata key by key, where an empty text takes one away.
void merge(Json& object, const Json& params) {
  for (const auto& [name, value] : params.items()) {
    if (!object.contains(name) || name == "id" || name == "object") continue;
    if (name == "metadata" && value.is_object()) {
      for (const auto& [key, text] : value.items()) {
        if (text == "") object["metadata"].erase(key);
        if (text != "") object["metadata"][key] = text;
      }
    } else if (object.at(name).is_boolean()) {
      object[name] = value.is_string() && stripe::is_true(value.get_ref<const std::string&>());
    } else if (!object.at(name).is_number()) {
      object[name] = value == "" ? Json{} : typed(value);
    }
  }
}

Json bare(const Kind& kind, const std::string& id, sim::TimePoint now) {
  return {{"id", id},
          {"object", kind.object},
          {"created", stripe::seconds(now)},
          {"livemode", false},
          {"metadata", Json::object()}};
}

Json new_customer(const std::string& id, sim::TimePoint now) {
  Json made = bare(kind_of("customers"), id, now);
  for (const char* const name : {"address", "description", "email", "name", "phone", "shipping",
                                 "invoice_settings", "default_source"}) {
    made[name] = nullptr;
  }
  made["balance"] = 0;
  return made;
}

Json new_payment_method(const std::string& id, sim::TimePoint now) {
  Json made = bare(kind_of("payment_methods"), id, now);
  made["type"] = "card";
  made["customer"] = nullptr;
  made["billing_details"] = {{"address", nullptr}, {"email", nullptr}, {"name", nullptr}};
  return made;
}

Json new_endpoint(const std::string& id, sim::TimePoint now) {
  Json made = bare(kind_of("webhook_endpoints"), id, now);
  made["api_version"] = nullptr;
  made["description"] = nullptr;
  made["enabled_events"] = Json::array();
  made["status"] = "enabled";
  made["url"] = nullptr;
  return made;
}

/// The card as it is shown: no number is kept.
Json card_of(const Json& params) {
  const Json given = params.value("card", Json::object());
  const std::string number = given.value("number", std::string{"4242"});
  const auto year = stripe::whole_number(given.value("exp_year", std::string{"2034"}));
  const auto month = stripe::whole_number(given.value("exp_month", std::string{"12"}));
  return {{"brand", "visa"},
          {"country", "US"},
          {"exp_month", month.value_or(12)},
          {"exp_year", year.value_or(2034)},
          {"funding", "credit"},
          {"last4", number.size() < 4 ? number : number.substr(number.size() - 4)}};
}

}  // namespace

Made Stripe::new_intent(const Asked& asked, const std::string& id, sim::TimePoint now) {
  const std::string currency = asked.text("currency");
  if (asked.text("amount").empty()) return std::unexpected{stripe::missing("amount")};
  if (currency.empty()) return std::unexpected{stripe::missing("currency")};
  const auto minor = stripe::whole_number(asked.text("amount"));
  if (!minor || *minor < 1) {
    return std::unexpected{stripe::invalid("amount", "This value must be greater than or equal to "
                                                     "1.")};
  }
  if (currency.size() != 3) {
    return std::unexpected{stripe::invalid("currency", "Invalid currency: " + currency)};
  }
  const std::string capture = asked.text("capture_method");
  if (!capture.empty() && capture != "manual" && !capture.starts_with("automatic")) {
    return std::unexpected{stripe::invalid("capture_method", "Invalid capture_method")};
  }
  Json intent = stripe::new_payment_intent(id, now);
  merge(intent, asked.params);
  intent["amount"] = *minor;
  if (intent.at("payment_method").is_string()) intent["status"] = "requires_confirmation";
  return intent;
}

Made Stripe::create(const Asked& asked, sim::TimePoint now) {
  const Kind& kind = kind_of(asked.kind);
  const std::string id = id_for(asked, kind.prefix);
  if (asked.kind == "payment_intents") {
    const Made intent = new_intent(asked, id, now);
    if (!intent) return intent;
    return objects_.add(asked.kind, *intent);
  }
  if (asked.kind == "customers") {
    Json made = new_customer(id, now);
    merge(made, asked.params);
    return objects_.add(asked.kind, made);
  }
  if (asked.kind == "payment_methods") {
    if (asked.text("type").empty()) return std::unexpected{stripe::missing("type")};
    Json made = new_payment_method(id, now);
    merge(made, asked.params);
    if (made.at("type") == "card") made["card"] = card_of(asked.params);
    return objects_.add(asked.kind, made);
  }
  if (asked.text("url").empty()) return std::unexpected{stripe::missing("url")};
  Json made = new_endpoint(id, now);
  merge(made, asked.params);
  Json told = objects_.add(asked.kind, made);
  told["secret"] = "whsec_" + id;  // shown once, as the API has it
  return told;
}

Made Stripe::change(const Asked& asked, Json& object, sim::TimePoint now) {
  if (asked.verb == "attach") {
    if (asked.text("customer").empty()) return std::unexpected{stripe::missing("customer")};
    if (objects_.find("customers", asked.text("customer")) == nullptr) {
      return std::unexpected{stripe::no_such("customer", asked.text("customer"))};
    }
    object["customer"] = asked.text("customer");
    return object;
  }
  if (asked.verb == "detach") {
    object["customer"] = nullptr;
    return object;
  }
  if (asked.kind != "payment_intents") {
    merge(object, asked.params);
    return object;
  }
  const std::string status = object.at("status");
  const bool open = status == "requires_payment_method" || status == "requires_confirmation";
  if (asked.verb == "cancel") {
    if (!open) return std::unexpected{stripe::unexpected_state(object, "canceled")};
    object["status"] = "canceled";
    object["canceled_at"] = stripe::seconds(now);
    merge(object, {{"cancellation_reason", asked.text("cancellation_reason")}});
    return object;
  }
  const std::string amount = asked.text("amount");
  if (!amount.empty() && !open) return std::unexpected{stripe::unexpected_state(object, "updated")};
  const auto minor = stripe::whole_number(amount);
  if (!amount.empty() && (!minor || *minor < 1)) {
    return std::unexpected{stripe::invalid("amount", "Invalid integer: " + amount)};
  }
  merge(object, asked.params);
  if (minor) object["amount"] = *minor;
  const bool has_method = object.at("payment_method").is_string();
  if (open) object["status"] = has_method ? "requires_confirmation" : "requires_payment_method";
  return object;
}

Made Stripe::do_call(const Asked& asked, sim::TimePoint now) {
  if (asked.verb == "create") return create(asked, now);
  if (asked.verb == "list" || asked.verb == "search") {
    const auto page = asked.verb == "list"
                          ? stripe::list(objects_, asked.kind, asked.params, asked.url)
                          : stripe::search(objects_, asked.kind, asked.params,
                                           asked.url + "/search", now);
    if (page) return *page;
    return std::unexpected{stripe::invalid(page.error(), "Invalid " + page.error())};
  }
  Json* const object = objects_.find(asked.kind, asked.id);
  const Kind& kind = kind_of(asked.kind);
  if (object == nullptr) return std::unexpected{stripe::no_such(kind.object, asked.id)};
  if (asked.verb == "retrieve") return *object;
  if (asked.verb != "delete") return change(asked, *object, now);
  objects_.remove(asked.kind, asked.id);
  return Json{{"id", asked.id}, {"object", kind.object}, {"deleted", true}};
}

}  // namespace assay::outside
