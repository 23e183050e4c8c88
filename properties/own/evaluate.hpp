// A stated property as one that is judged like ours: names are looked up once, when it is made, and
// a history is only walked.
#pragma once

#include "properties/own/stated.hpp"
#include "properties/property.hpp"

namespace assay::properties::own {

/// The property, for as long as it or a judgement of it lives. Its rule is `own_rule`, it needs the
/// sources of its facts, and it is judged whatever happens: what its user wrote is what holds.
/// Contract: flaws_of(stated) is empty. Errors: std::invalid_argument where it is not.
[[nodiscard]] Property property_of(const Stated& stated);

}  // namespace assay::properties::own
