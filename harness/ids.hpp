// New names for what a system makes. Unique in its world; what they look like is the world's to
// choose.
#pragma once

#include <string>
#include <string_view>

namespace assay::harness {

/// Gives names.
/// Threads: that of its environment; its fibers may call it side by side.
class Ids {
 public:
  virtual ~Ids() = default;

  /// A name that was never given before, on any machine, in any of its lives: "op-1-3".
  virtual std::string mint(std::string_view prefix) = 0;
};

}  // namespace assay::harness
