// Where an address of plain HTTP leads, of this machine or of another that somebody allowed. Those
// of http/target.hpp are of this machine alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay::outside {

struct HostAddress {
  std::string host;
  std::string port = "80";
  std::string target;  ///< path and query; "/" where there is none
};

/// Returns: nothing where it is no address of plain HTTP.
[[nodiscard]] std::optional<HostAddress> read_address(std::string_view url);
/// Whether a host is a loopback address or its name.
[[nodiscard]] bool is_this_machine(std::string_view host);

}  // namespace assay::outside
