// Mistakes put into clean batches by somebody who knows what each of them is, so that a test can
// say which bucket every one of them has to land in, and that nothing else is found.
#pragma once

#include "clean_batches.hpp"

#include <string>
#include <utility>
#include <vector>

namespace payments::testing {

/// What should be found: the bucket, and the name that the difference goes by.
using Expected = std::pair<reconciliation::Bucket, std::string>;

struct Discrepancy {
  std::string name;
  bool before_pay = true;  ///< payouts and bank follow it; else they know nothing of it
  /// Does it to a victim that nothing else was done to. Returns: what should be found.
  Expected (*inject)(CleanBatch& batch, Dice& dice);
};

[[nodiscard]] const std::vector<Discrepancy>& discrepancies();

}  // namespace payments::testing
