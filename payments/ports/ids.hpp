// Port: new ids. Not a source of randomness for anything else: an id says nothing but that it is
// unlike all others.
#pragma once

#include <string>
#include <string_view>

namespace payments {

/// Mints ids.
/// Threads: called in the thread or fiber that calls the service, by several where several do.
class Ids {
 public:
  virtual ~Ids() = default;

  /// An id that was never minted before, on any node, starting with `prefix` and a dash.
  virtual std::string mint(std::string_view prefix) = 0;
};

}  // namespace payments
