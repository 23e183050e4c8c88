// Beast's messages from and to ours. Included by the few sources that speak to Beast, and by no
// header, so that what its templates cost to compile is paid there alone.
#pragma once

#include <boost/beast/http.hpp>

#include "outside/http/message.hpp"

namespace assay::outside::http {

using BeastRequest = boost::beast::http::request<boost::beast::http::string_body>;
using BeastReply = boost::beast::http::response<boost::beast::http::string_body>;

[[nodiscard]] Request from_beast(const BeastRequest& message);
[[nodiscard]] Reply from_beast(const BeastReply& message);
[[nodiscard]] BeastRequest to_beast(const Request& request);
[[nodiscard]] BeastReply to_beast(const Reply& reply);

}  // namespace assay::outside::http
