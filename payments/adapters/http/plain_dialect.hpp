// The plain dialect, assay.plain/1: our own wire between a payment service and a processor, as
// JSON.
// Not a transport: texts in, values out. What cannot be read is none, and proves nothing.
#pragma once

#include "payments/ports/gateway.hpp"
#include "payments/ports/webhooks.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace payments::http {

/// The body of POST /v1/operations.
[[nodiscard]] std::string operation_body(const GatewayRequest& request);
/// The target of GET /v1/operations/{reference}.
[[nodiscard]] std::string look_up_target(const LookUpRequest& request);
/// The target of GET /v1/effects.
[[nodiscard]] std::string list_target(const ListRequest& request);

/// What stands in an answer about an operation.
[[nodiscard]] std::optional<GatewayReply> read_reply(std::string_view body);
/// What stands on a page of effects. One that cannot be read makes the page unreadable.
[[nodiscard]] std::optional<ListPage> read_page(std::string_view body);
/// The body of an event. One of a type that we do not know, and a reversal, prove nothing: its
/// outcome is unknown.
[[nodiscard]] std::optional<WebhookEvent> read_event(std::string_view body);
[[nodiscard]] std::optional<Capabilities> read_capabilities(std::string_view body);
/// The last word of a problem's type: "in-flight" of "urn:assay:problem:in-flight"; empty where
/// the body is no problem of this dialect.
[[nodiscard]] std::string read_problem(std::string_view body);

/// The percent-encoded form of a text within a target (RFC 3986).
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace payments::http
