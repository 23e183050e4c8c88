// The wire between a service and a card processor: what harness/processor.hpp has, as message
// bodies, both ways. The body never says which try it is: a repeated try must be the same request,
// byte for byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/processor.hpp"

namespace assay::models {

/// The operation words of the network: those of `OperationKind`, and these.
inline constexpr std::string_view look_up_operation = "look_up";
inline constexpr std::string_view list_operation = "list";

[[nodiscard]] std::string encode(const harness::ProcessorRequest& request);
[[nodiscard]] std::string encode(const harness::ProcessorReply& reply);
[[nodiscard]] std::string encode(const harness::ListQuestion& question);
[[nodiscard]] std::string encode(const harness::ListPage& page);

[[nodiscard]] std::optional<harness::ProcessorRequest> decode_processor_request(
    std::string_view body);
[[nodiscard]] std::optional<harness::ProcessorReply> decode_processor_reply(std::string_view body);
[[nodiscard]] std::optional<harness::ListQuestion> decode_list_question(std::string_view body);
[[nodiscard]] std::optional<harness::ListPage> decode_list_page(std::string_view body);

}  // namespace assay::models
