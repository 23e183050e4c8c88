// Runs all checks of an endpoint, one after the other, and says what came of them. Where the first
// payment fails, nothing was tested, and the rest is not judged.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "outside/comply/checks.hpp"

namespace assay::outside {

struct CheckOutcome {
  const Check* check = nullptr;
  CheckResult result;
  bool left_out = false;  ///< the file says that it does not apply
};

struct Compliance {
  std::string name;
  bool counted = false;  ///< whether effects were counted; else answers alone were judged
  std::vector<CheckOutcome> all;
  /// Of those that were not left out.
  [[nodiscard]] std::size_t count(CheckVerdict verdict) const;
};

/// `run` makes keys and references of this call differ from those of others; `told` may be empty.
[[nodiscard]] Compliance comply(boost::asio::io_context& loop, const Subject& subject,
                                const std::string& run,
                                const std::function<void(const CheckOutcome&)>& told = {});

/// The same, on a loop of its own.
[[nodiscard]] Compliance comply(const Subject& subject, const std::string& run,
                                const std::function<void(const CheckOutcome&)>& told = {});

/// "POST /v1/payments, key k-1: 201 {...}", without what headers keep secret.
[[nodiscard]] std::string words_of(const Exchange& exchange, const std::string& key_header);

}  // namespace assay::outside
