// The target of a request: its path in decoded steps, and its query.
// Not a router: which paths there are is the edge's to say.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace payments::server {

struct Target {
  std::vector<std::string> path;
  std::map<std::string, std::string> query;
};

/// None where an escape is broken, a name in the query stands twice, or it is no path at all.
[[nodiscard]] std::optional<Target> read_target(std::string_view text);

/// One step of a path, escaped (RFC 3986).
[[nodiscard]] std::string escaped(std::string_view step);

}  // namespace payments::server
