// Which calls move money, as which steps of the rules; what stands in their way; and how it is said
// that the rules refused.
#include <array>

#include <fmt/format.h>

#include "outside/dialects/stripe/stripe.hpp"

namespace assay::outside {

using harness::ProcessorRequest;
using history::OperationKind;
using stripe::Error;

namespace {

using stripe::Json;

/// What is paid for: as the merchant's metadata names it, else the intent itself.
std::string payable_of(const Json& metadata, const std::string& id) {
  for (const char* const name : {"payable", "order_id", "order"}) {
    if (metadata.is_object() && metadata.contains(name)) return metadata.at(name);
  }
  return id;
}

history::Amount amount_of(std::int64_t minor, std::string currency) {
  for (char& letter : currency) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return {minor, history::Currency{currency}};
}

std::string text_at(const Json& object, const char* name) {
  return object.contains(name) && object.at(name).is_string() ? object.at(name).get<std::string>()
                                                              : "";
}

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> words) {
  for (const std::string_view one : words) {
    if (one == word) return true;
  }
  return false;
}

}  // namespace

bool Stripe::moves_money(const Asked& asked) {
  if (asked.what == "refunds.create") return true;
  if (asked.what == "payment_intents.create") return asked.flag("confirm");
  if (!is_one_of(asked.what, {"payment_intents.confirm", "payment_intents.capture",
                              "payment_intents.cancel"})) {
    return false;
  }
  return asked.verb != "cancel" || holds_.contains(asked.id);
}

Stripe::Steps Stripe::steps_of(const Asked& asked) {
  if (asked.kind == "refunds") return refund_steps(asked);
  if (asked.verb == "create") {
    const std::string id = id_for(asked, "pi");
    const auto intent = new_intent(asked, id, {});
    if (!intent) return std::unexpected{intent.error()};
    return first_steps(asked, *intent);
  }
  const Json* const intent = objects_.find("payment_intents", asked.id);
  if (intent == nullptr) return std::unexpected{stripe::no_such("payment_intent", asked.id)};
  return asked.verb == "confirm" ? first_steps(asked, *intent) : later_steps(asked, *intent);
}

Stripe::Steps Stripe::first_steps(const Asked& asked, const Json& intent) {
  const std::string id = intent.at("id");
  ProcessorRequest hold{.kind = OperationKind::authorise,
                        .operation = id,
                        .payable = payable_of(intent.at("metadata"), id),
                        .ordinal = 1,
                        .amount = amount_of(intent.at("amount"), intent.at("currency"))};
  hold.terms.instrument = asked.text("payment_method");
  if (hold.terms.instrument.empty()) hold.terms.instrument = text_at(intent, "payment_method");
  std::vector<ProcessorRequest> steps{hold};
  if (intent.at("capture_method") == "manual") return steps;
  ProcessorRequest capture = hold;
  capture.kind = OperationKind::capture;
  capture.operation = id + "/capture";
  capture.parent = id;
  steps.push_back(capture);
  return steps;
}

ProcessorRequest Stripe::leaning(const Json& intent, OperationKind kind, std::string operation,
                                 std::int64_t minor) {
  const std::string id = intent.at("id");
  const auto hold = holds_.find(id);
  return {.kind = kind,
          .operation = std::move(operation),
          .payable = payable_of(intent.at("metadata"), id),
          .ordinal = 1,
          .parent = id,
          .effect = hold == holds_.end() ? "" : hold->second,
          .amount = amount_of(minor, intent.at("currency"))};
}

Stripe::Steps Stripe::later_steps(const Asked& asked, const Json& intent) {
  if (asked.verb == "cancel") {
    return std::vector{leaning(intent, OperationKind::void_authorisation, asked.id + "/cancel",
                               intent.at("amount"))};
  }
  const std::string asked_for = asked.text("amount_to_capture");
  std::int64_t minor = intent.at("amount");
  if (!asked_for.empty()) {
    const auto number = stripe::whole_number(asked_for);
    if (!number || *number < 1) {
      return std::unexpected{stripe::invalid("amount_to_capture", "Invalid integer")};
    }
    minor = *number;
  }
  return std::vector{leaning(intent, OperationKind::capture, asked.id + "/capture", minor)};
}

/// A refund is one of its own, unless its key or `metadata[reference]` says that it came before.
Stripe::Steps Stripe::refund_steps(const Asked& asked) {
  std::string id = asked.text("payment_intent");
  if (id.empty() && asked.text("charge").empty()) {
    return std::unexpected{stripe::missing("payment_intent")};
  }
  if (id.empty()) {
    const Json* const charge = objects_.find("charges", asked.text("charge"));
    if (charge == nullptr) return std::unexpected{stripe::no_such("charge", asked.text("charge"))};
    id = charge->at("payment_intent");
  }
  const Json* const intent = objects_.find("payment_intents", id);
  if (intent == nullptr) return std::unexpected{stripe::no_such("payment_intent", id)};
  const Json* const charge = objects_.find(text_at(*intent, "latest_charge"));
  std::int64_t minor = charge == nullptr ? intent->at("amount").get<std::int64_t>()
                                         : charge->at("amount_captured").get<std::int64_t>() -
                                               charge->at("amount_refunded").get<std::int64_t>();
  if (const std::string text = asked.text("amount"); !text.empty()) {
    const auto number = stripe::whole_number(text);
    if (!number || *number < 1) {
      return std::unexpected{stripe::invalid("amount", "Invalid integer")};
    }
    minor = *number;
  }
  if (minor < 1) minor = intent->at("amount");  // nothing is left: the rules say so
  const std::string refund = id_for(asked, "re");
  ProcessorRequest wanted = leaning(*intent, OperationKind::refund, refund, minor);
  const Json metadata = asked.params.value("metadata", Json::object());
  const std::string named = text_at(metadata, "reference");
  const std::string name = wanted.payable + " " + (named.empty() ? refund : named);
  auto [place, fresh] = refunds_.try_emplace(name, 0U);
  if (fresh) place->second = ++refund_count_[wanted.payable];
  wanted.ordinal = place->second;
  return std::vector{wanted};
}

namespace {

Error without_method(const Json& intent) {
  Error error{.code = "payment_intent_unexpected_state",
              .message = "You cannot confirm this PaymentIntent because it's missing a payment "
                         "method."};
  if (!intent.is_null()) error.payment_intent = intent;
  return error;
}

}  // namespace

/// What only shows once the request is there. An intent is made here that is confirmed at once.
std::optional<Error> Stripe::obstacle(const Asked& asked, Operation& operation,
                                      sim::TimePoint now) {
  ProcessorRequest& first = operation.steps.front();
  if (asked.kind == "refunds") {
    // Without a key, and doubled on its way: a refund of its own.
    if (!begun_.insert(first.operation).second) first.operation = objects_.next_id("re");
    const Json* const intent = objects_.find(first.parent);
    const Json* const charge =
        intent == nullptr ? nullptr : objects_.find(text_at(*intent, "latest_charge"));
    if (charge != nullptr && charge->at("captured") == true) return std::nullopt;
    return Error{.message = "This PaymentIntent does not have a successful charge to refund."};
  }
  if (asked.verb == "create") {
    if (first.terms.instrument.empty()) return without_method({});
    const std::string id = first.operation;
    const bool again = objects_.find(id) != nullptr;  // without a key, and doubled on its way
    const std::string mine = again ? objects_.next_id("pi") : id;
    Json& intent = objects_.add("payment_intents", new_intent(asked, mine, now).value());
    if (again) operation.steps = first_steps(asked, intent).value();
    return std::nullopt;
  }
  Json& intent = *objects_.find("payment_intents", asked.id);
  const std::string status = intent.at("status");
  if (asked.verb == "confirm") {
    const bool open = is_one_of(status, {"requires_payment_method", "requires_confirmation"});
    if (!open) return stripe::unexpected_state(intent, "confirmed");
    if (first.terms.instrument.empty()) return without_method(intent);
    intent["payment_method"] = first.terms.instrument;
    return std::nullopt;
  }
  const bool held = status == "requires_capture";
  if (asked.verb == "capture" && !held) return stripe::unexpected_state(intent, "captured");
  if (asked.verb == "cancel" && !held) return stripe::unexpected_state(intent, "canceled");
  if (asked.verb == "cancel") {
    const std::string reason = asked.text("cancellation_reason");
    if (!reason.empty()) intent["cancellation_reason"] = reason;
  }
  return std::nullopt;
}

Error Stripe::declined(const Asked& asked, const harness::ProcessorReply& reply,
                       const std::string& id) {
  const Json* const intent = objects_.find("payment_intents", id);
  Error error{.code = reply.decline_code, .message = "Refused: " + reply.decline_code};
  if (intent != nullptr) error.payment_intent = *intent;
  if (reply.kind == OperationKind::authorise) {
    const Json& last = intent->at("last_payment_error");
    error.status = 402;
    error.type = "card_error";
    error.code = "card_declined";
    error.message = "Your card was declined.";
    error.decline_code = text_at(last, "decline_code");
    error.charge = text_at(last, "charge");
  } else if (reply.decline_code == "authorisation_expired") {
    error.code = "charge_expired_for_capture";
  } else if (reply.decline_code == "exceeds_captured") {
    const Json* const charge = objects_.find(
        text_at(*objects_.find(asked.text("payment_intent").empty()
                                   ? text_at(*objects_.find(asked.text("charge")), "payment_intent")
                                   : asked.text("payment_intent")),
                "latest_charge"));
    const bool all = charge != nullptr && charge->at("refunded") == true;
    error.code = all ? "charge_already_refunded" : "";
    error.message = all ? "The charge has already been refunded."
                        : "Refund amount is greater than unrefunded amount on charge.";
    if (!all) error.param = "amount";
  } else if (reply.decline_code == "amount_too_large") {
    error.param = "amount_to_capture";
  }
  return error;
}

}  // namespace assay::outside
