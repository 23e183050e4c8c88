// Waits on a loop until something is so, or a time is over; what else the loop has to do goes on
// meanwhile. For whoever does one thing after the other.
#pragma once

#include <chrono>
#include <functional>

#include <boost/asio/io_context.hpp>

namespace assay::outside::http {

/// Returns: whether it became so in time.
bool wait_until(boost::asio::io_context& loop, std::chrono::nanoseconds patience,
                const std::function<bool()>& is_so);

}  // namespace assay::outside::http
