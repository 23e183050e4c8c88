// By hand: scheme, host, port, the rest.
#include "outside/comply/address.hpp"

namespace assay::outside {

std::optional<HostAddress> read_address(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) return {};
  url.remove_prefix(scheme.size());
  const std::size_t slash = url.find('/');
  HostAddress address;
  std::string_view host = url.substr(0, slash);
  address.target = slash == std::string_view::npos ? "/" : std::string{url.substr(slash)};
  if (host.empty() || host.find_first_of("@?# ") != std::string_view::npos) return {};
  if (const std::size_t colon = host.rfind(':');
      colon != std::string_view::npos && host.back() != ']') {
    address.port = host.substr(colon + 1);
    host = host.substr(0, colon);
    const bool digits = address.port.find_first_not_of("0123456789") == std::string::npos;
    if (!digits || address.port.empty() || address.port.size() > 5) return {};
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty()) return {};
  address.host = host;
  return address;
}

bool is_this_machine(std::string_view host) {
  return host == "127.0.0.1" || host == "localhost" || host == "::1";
}

}  // namespace assay::outside
