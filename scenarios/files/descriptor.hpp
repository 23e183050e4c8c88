// A file or folder that is open for as long as the value lives. How it is opened, with which flags
// and below which folder, is its opener's business. Serves the promise that nothing stays open.
#pragma once

#include <unistd.h>

namespace assay::scenarios {

/// Contract: owns the descriptor. Below zero where opening failed, for the reason in errno.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

}  // namespace assay::scenarios
