// Port: new ids. Not a source of randomness for anything else: an id says nothing but that it is
// unlike all others.
#pragma once

#include <string>
#include <string_view>

namespace payments {

class Ids {
 public:
  virtual ~Ids() = default;

  /// An id that was never minted before, on any node, starting with `prefix` and a dash.
  virtual std::string mint(std::string_view prefix) = 0;
};

}  // namespace payments
