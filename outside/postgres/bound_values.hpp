// A prepared statement with its bound values in place of $1, $2: how a site names what was
// executed, whatever way the driver sends it. For people and for comparison, not to be executed.
// Pure. Source: https://www.postgresql.org/docs/15/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "outside/postgres/sql_tokens.hpp"

namespace assay::outside::postgres {

/// What a Bind message says.
struct Binding {
  std::string portal, statement;
  std::vector<std::optional<std::string>> values{};  ///< nothing: NULL
  std::vector<bool> binary{};                        ///< as many
};
[[nodiscard]] Binding read_binding(std::string_view body);

/// A value as SQL: 'text', NULL; '\x0a' for a binary one of another type than those that
/// are read here. `type`: its OID; 0: the driver left it open, and what may be a text is told as
/// one.
[[nodiscard]] std::string literal(const std::optional<std::string>& value, bool binary,
                                  std::uint32_t type);

/// The text with `literals[n - 1]` in the place of each $n; what there is no value for stays.
[[nodiscard]] std::string with_values(std::string_view sql,
                                      const std::vector<std::string>& literals,
                                      Backslash backslash = Backslash::plain);

}  // namespace assay::outside::postgres
