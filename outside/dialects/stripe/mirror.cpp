// Objects that mirror effects: they change when something moved, and at no other time, so that a
// reply that is lost loses nothing but itself. Each movement has at most one event.
#include <utility>

#include "models/observation_text.hpp"
#include "outside/dialects/stripe/stripe.hpp"
#include "scenarios/files/json_text.hpp"

namespace assay::outside {

using history::OperationKind;

namespace {

using stripe::Json;

void add_to(Json& object, const char* name, std::int64_t more) {
  object[name] = object.at(name).get<std::int64_t>() + more;
}

/// What the issuer said, in Stripe's words.
std::string decline_code_of(const models::Movement& movement) {
  const std::string& instrument = movement.request.terms.instrument;
  if (instrument.contains("InsufficientFunds")) return "insufficient_funds";
  return instrument.contains("Declined") ? "generic_decline" : "do_not_honor";
}

}  // namespace

void Stripe::tell(std::string_view type, const Json& object, sim::TimePoint now) {
  latest_ = objects_.add("events",
                         stripe::new_event(objects_.next_id("evt"), type, object, now));
}

void Stripe::moved(const models::Movement& movement, sim::TimePoint now) {
  latest_.reset();
  const harness::ProcessorRequest& by = movement.request;
  const bool first = by.kind == OperationKind::authorise;
  Json* const intent = objects_.find("payment_intents", first ? by.operation : by.parent);
  if (intent == nullptr) return;
  switch (movement.kind) {
    case models::Movement::Kind::applied: return applied(movement, *intent, now);
    case models::Movement::Kind::declined:
      if (!first) return;
      failed(movement, *intent, now);
      return tell("payment_intent.payment_failed", *intent, now);
    case models::Movement::Kind::reversed:
      if (movement.reason != "expired") return;  // a cancellation tells of itself
      (*intent)["status"] = "canceled";
      (*intent)["amount_capturable"] = 0;
      (*intent)["canceled_at"] = stripe::seconds(now);
      (*intent)["cancellation_reason"] = "automatic";
      return tell("payment_intent.canceled", *intent, now);
  }
}

void Stripe::applied(const models::Movement& movement, Json& intent, sim::TimePoint now) {
  const std::int64_t minor = movement.request.amount.minor;
  Json* const charge = intent.at("latest_charge").is_string()
                           ? objects_.find(intent.at("latest_charge").get<std::string>())
                           : nullptr;
  switch (movement.request.kind) {
    case OperationKind::authorise: {
      holds_[intent.at("id")] = movement.effect;
      if (!movement.request.terms.instrument.empty()) {
        intent["payment_method"] = movement.request.terms.instrument;
      }
      Json made = stripe::new_charge(objects_.next_id("ch"), intent, now);
      intent["latest_charge"] = made.at("id");
      intent["last_payment_error"] = nullptr;
      intent["status"] = "requires_capture";
      intent["amount_capturable"] = minor;
      objects_.add("charges", std::move(made));
      if (intent.at("capture_method") != "manual") return;  // its capture follows
      return tell("payment_intent.amount_capturable_updated", intent, now);
    }
    case OperationKind::capture: {
      intent["status"] = "succeeded";
      intent["amount_capturable"] = 0;
      intent["amount_received"] = minor;
      (*charge)["captured"] = true;
      (*charge)["amount_captured"] = minor;
      const Json& line = objects_.add(
          "balance_transactions", stripe::new_balance_transaction(objects_.next_id("txn"), *charge,
                                                                  "charge", minor, now));
      (*charge)["balance_transaction"] = line.at("id");
      return tell("payment_intent.succeeded", intent, now);
    }
    case OperationKind::void_authorisation:
      intent["status"] = "canceled";
      intent["amount_capturable"] = 0;
      intent["canceled_at"] = stripe::seconds(now);
      return tell("payment_intent.canceled", intent, now);
    case OperationKind::refund: return refunded(movement, *charge, now);
  }
}

void Stripe::refunded(const models::Movement& movement, Json& charge, sim::TimePoint now) {
  const std::int64_t minor = movement.request.amount.minor;
  add_to(charge, "amount_refunded", minor);
  charge["refunded"] = charge.at("amount_refunded") == charge.at("amount_captured");
  Json& refund = objects_.add("refunds",
                              stripe::new_refund(movement.request.operation, charge, minor, now));
  const Json& line = objects_.add(
      "balance_transactions",
      stripe::new_balance_transaction(objects_.next_id("txn"), refund, "refund", -minor, now));
  refund["balance_transaction"] = line.at("id");
  tell("charge.refunded", charge, now);
}

void Stripe::failed(const models::Movement& movement, Json& intent, sim::TimePoint now) {
  Json charge = stripe::new_charge(objects_.next_id("ch"), intent, now);
  charge["paid"] = false;
  charge["status"] = "failed";
  charge["failure_code"] = "card_declined";
  charge["failure_message"] = "Your card was declined.";
  charge["outcome"] = {{"network_status", "declined_by_network"},
                       {"reason", decline_code_of(movement)},
                       {"type", "issuer_declined"}};
  intent["latest_charge"] = charge.at("id");
  intent["status"] = "requires_payment_method";
  intent["payment_method"] = nullptr;
  intent["last_payment_error"] = {{"charge", charge.at("id")},
                                  {"code", "card_declined"},
                                  {"decline_code", decline_code_of(movement)},
                                  {"message", "Your card was declined."},
                                  {"type", "card_error"}};
  objects_.add("charges", std::move(charge));
}

std::optional<Event> Stripe::event(const models::Movement& moved, sim::TimePoint) {
  const auto told = std::exchange(latest_, std::nullopt);
  if (!told) return std::nullopt;
  const harness::ProcessorRequest& of = moved.request;
  return Event{.id = told->at("id"),
               .body = scenarios::json_text(*told, 2),
               .about = models::scope_of(of.payable, of.kind, of.ordinal),
               .kind = std::string{history::to_text(of.kind)}};
}

}  // namespace assay::outside
