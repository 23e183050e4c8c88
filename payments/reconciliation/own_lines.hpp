// What our own rows and the processor's list say, as lines. The journal decides; its folds are
// read.
#pragma once

#include "payments/ports/gateway.hpp"
#include "payments/ports/store.hpp"
#include "payments/reconciliation/line.hpp"
#include "payments/types/ids.hpp"
#include "payments/types/operation.hpp"
#include "payments/types/time.hpp"

#include <map>
#include <string>
#include <vector>

namespace payments::reconciliation {

struct OwnLines {
  std::vector<Line> lines;
  std::map<std::string, PayableId> payables;  ///< of each operation
};

/// Operations that succeeded or may have, and success that was told under a key.
/// Errors: the store did not answer, or a row cannot be read; nothing may be compared then.
[[nodiscard]] std::expected<OwnLines, StoreError> own_lines(Store& store, std::size_t page);

/// Every effect that the processor lists, dated `today`, since lists have no dates.
/// Errors: it does not answer.
[[nodiscard]] std::expected<std::vector<Line>, GatewayError> listed_lines(Gateway& gateway,
                                                                          std::uint32_t page,
                                                                          Day today);

/// The day of a moment.
[[nodiscard]] Day day_of(Instant moment);

}  // namespace payments::reconciliation
