// The admin routes of a served processor: truth, facts, sites, plan, reset. Behind a token of its
// own; what a payment service sees of a processor is not there, and the other way round.
#pragma once

#include <optional>
#include <string>

#include "outside/http/message.hpp"
#include "outside/serve/service.hpp"

namespace assay::outside {

/// Answers what begins with /admin/ and GET /healthz. Returns: nothing for any other path, which is
/// the dialect's.
[[nodiscard]] std::optional<http::Reply> administer(Service& service, const std::string& token,
                                                    const http::Request& request);

}  // namespace assay::outside
