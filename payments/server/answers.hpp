// What the payment code answers, as HTTP says it: 201 final, 202 not known yet, 402 declined, and
// problems. An answer is made of the request and of what is told alone, so that a replay of it is
// the same to the byte.
#pragma once

#include "payments/api/request.hpp"
#include "payments/journal/responses.hpp"
#include "payments/server/message.hpp"

#include <string>

namespace payments::server {

/// What an answer is about.
struct Subject {
  Command command;
  std::string reference;     ///< the client's own of the operation; empty: the payment's
  std::string decline_code;  ///< where it was declined and the code is known
  /// The payment's reference was taken under another key: this request has begun nothing.
  bool of_another_key = false;
};

[[nodiscard]] HttpAnswer answer_for(const Response& response, const Subject& subject);

}  // namespace payments::server
