// What goes between a service and a card processor, on both sides of the wire. Not the processor's
// behaviour. The body never says which try it is: a repeated try must be the same request, byte for
// byte.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "history/observation.hpp"
#include "models/clients/terms.hpp"

namespace assay::models {

/// One operation that the processor is asked to carry out.
struct ProcessorRequest {
  history::OperationKind kind{};
  std::string operation;  ///< the caller's reference; the processor can be asked by it
  std::string payable;
  std::uint32_t ordinal = 0;
  std::string parent;  ///< the caller's reference of the authorisation; none for `authorise`
  std::string effect;  ///< its effect by the processor's own reference; empty: any of the parent's
  std::string key;     ///< idempotency key; empty: none
  history::Amount amount;
  Terms terms;
  friend bool operator==(const ProcessorRequest&, const ProcessorRequest&) = default;
};

/// Status words as HTTP has them. Each answers: did it happen?
enum class ProcessorStatus : std::uint32_t {
  done = 200,        ///< happened
  declined = 402,    ///< did not happen: tried and refused for business reasons
  malformed = 400,   ///< did not happen
  not_found = 404,   ///< only for a look-up: not known here (yet)
  in_flight = 409,   ///< unknown: an earlier request with this key is being worked on
  too_late = 410,    ///< did not happen: sent longer ago than a request stays valid
  key_reused = 422,  ///< this request did not happen: its key is known with another body
  failed = 500,      ///< unknown: failed before the effect or after it
};

/// What the processor says about one operation.
struct ProcessorReply {
  ProcessorStatus status = ProcessorStatus::failed;
  history::OperationKind kind{};
  std::string operation;
  std::string payable;
  std::uint32_t ordinal = 0;
  std::string reference;             ///< the processor's own, where it happened
  std::string decline_code;          ///< where declined
  history::Amount amount;            ///< what moved, where it happened and that is stated
  std::int64_t capture_before = -1;  ///< of an authorisation, virtual nanoseconds; -1: none
  friend bool operator==(const ProcessorReply&, const ProcessorReply&) = default;
};

/// Asks for one page of the effects, in the order in which they were applied.
struct ListQuestion {
  std::string after;  ///< `next` of the page before; empty: from the beginning
  std::uint32_t limit = 0;
  friend bool operator==(const ListQuestion&, const ListQuestion&) = default;
};

struct ListPage {
  std::vector<ProcessorReply> entries;
  std::string next;  ///< where the next page begins; stays valid for ever
  friend bool operator==(const ListPage&, const ListPage&) = default;
};

/// The operation words of the network: those of `OperationKind`, and these.
inline constexpr std::string_view look_up_operation = "look_up";
inline constexpr std::string_view list_operation = "list";

[[nodiscard]] std::string encode(const ProcessorRequest& request);
[[nodiscard]] std::string encode(const ProcessorReply& reply);
[[nodiscard]] std::string encode(const ListQuestion& question);
[[nodiscard]] std::string encode(const ListPage& page);

[[nodiscard]] std::optional<ProcessorRequest> decode_processor_request(std::string_view body);
[[nodiscard]] std::optional<ProcessorReply> decode_processor_reply(std::string_view body);
[[nodiscard]] std::optional<ListQuestion> decode_list_question(std::string_view body);
[[nodiscard]] std::optional<ListPage> decode_list_page(std::string_view body);

}  // namespace assay::models
