// What is answered where there is no result: a problem in the form of RFC 9457. Each has a stable
// word at the end of its type.
#pragma once

#include "payments/server/message.hpp"

#include <string>
#include <string_view>

namespace payments::server {

/// Thrown where a request cannot be carried out, and answered with at one place: Edge::answer.
struct Refusal {
  HttpAnswer answer;
};

[[nodiscard]] HttpAnswer problem(unsigned status, std::string_view word, std::string_view title,
                                 std::string_view detail = {});

/// 400: what is wrong with the request, and where: "/amount/minor".
[[noreturn]] void refuse_malformed(std::string_view detail, std::string_view pointer = {});

/// 503: the store does not let us read it, or what it has is damaged.
[[noreturn]] void refuse_unreadable();

}  // namespace payments::server
