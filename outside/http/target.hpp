// The target of a request taken apart: the steps of its path and the fields of its query, with
// percent-encoding undone. Forms in bodies are the same text. Boost.URL does the work.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "outside/http/message.hpp"

namespace assay::outside::http {

/// A field of a query or form, decoded. A name may come more than once.
struct Field {
  std::string name, value;
  friend bool operator==(const Field&, const Field&) = default;
};

struct Target {
  std::vector<std::string> path;  ///< "/v1/effects" is {"v1", "effects"}
  std::vector<Field> query;

  /// The first field of that name; empty where there is none. Valid as long as the target is.
  [[nodiscard]] std::string_view field(std::string_view name) const;
};

/// Returns: nothing where it is no path of ours (a full URL, a broken escape).
[[nodiscard]] std::optional<Target> read_target(std::string_view text);

/// The fields of a form, "a=1&b[c]=2"; a plus stands for a blank. Returns: nothing where an escape
/// is broken.
[[nodiscard]] std::optional<std::vector<Field>> read_form(std::string_view text);

/// Where a web address of ours leads: "http://127.0.0.1:8480/hooks". Errors: nothing where it is
/// none, or no http of a loopback address.
struct Address {
  std::string host;
  unsigned short port = 0;
  std::string target;  ///< path and query, "/" at least
};
[[nodiscard]] std::optional<Address> read_loopback_address(std::string_view text);

}  // namespace assay::outside::http
