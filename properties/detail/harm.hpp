// What a violation came to in the run that shows it, measured on the truth: how grave it was, and
// how much money moved wrongly, each movement once, however many facts repeat it. What did not
// happen in this run is no harm: it is what the property's own severity says that it could lead to.
#pragma once

#include <vector>

#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties::detail {

/// Measures the findings of one property, over the payables that their evidence names:
/// - more is charged in the end than was owed: a double charge;
/// - more is held or given back in the end than was owed or taken, or an operation has an effect
/// too   many, or the books differ from what moved, or a posting does not balance, or goods left
/// without money: money lost;
/// - otherwise what the property shows by itself where that is no more than a wrong belief; and
/// noise   where it is about money and none moved wrongly. Without a record of the truth nothing
/// can be measured, and the property's own severity stands. Returns: the gravest, and its money
/// over all payables, in the currency that comes first.
[[nodiscard]] Harm harm_of(const Index& index, Severity worst,
                           const std::vector<Violation>& violations);

}  // namespace assay::properties::detail
