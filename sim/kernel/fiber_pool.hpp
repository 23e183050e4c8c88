// Fibers that serve one body after the other: making one costs Boost some 350 ns, handing a waiting
// one its next body a tenth of that. Not a thread pool: one fiber runs at a time, and each body
// sees a fiber of its own: one that left fiber-specific values behind is not used again. One pool
// per thread.
#pragma once

#include <vector>

#include "sim/kernel/fiber_record.hpp"

namespace assay::sim {

class FiberPool {
 public:
  /// The pool of this thread.
  static FiberPool& of_this_thread();

  /// A fiber that has no body: one that waits here, or a new one. Contract: inside a world; the
  /// caller gives it a body and makes it ready.
  FiberRecord& take();

  FiberPool(const FiberPool&) = delete;
  FiberPool& operator=(const FiberPool&) = delete;
  /// Lets all waiting fibers end, so that Boost gets their stacks back before the thread ends.
  ~FiberPool();

 private:
  FiberPool();

  FiberRecord& make();
  void serve(FiberRecord& me);
  bool park(FiberRecord& me);

  std::vector<FiberRecord*> idle_;
  bool closing_ = false;
};

}  // namespace assay::sim
