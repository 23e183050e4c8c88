// What somebody needs to say in C++ what must hold of their own system, beside our properties. All
// verbs then judge, shrink and report them like ours. What a file can say needs no C++:
// docs/own-properties.md.
//
//     void check(const assay::Index& index, assay::Violations& violations) {
//       for (const auto& effect : index.of<assay::history::EffectApplied>()) {
//         if (effect.amount.minor <= 100'00) continue;
//         violations.add({.explanation = "more than 100.00 at once",
//                         .evidence = {effect.sequence}, .at_risk = effect.amount});
//       }
//     }
//     std::vector<assay::Property> my_properties() {
//       return {{.name = "small_amounts", .claim = "Nothing above 100.00 is ever taken at once.",
//                .rule = assay::own_rule, .severity = assay::Severity::money_lost,
//                .needs = assay::history::bit(assay::history::Source::truth), .check = check}};
//     }
//     // and in the system: .own_properties = my_properties
#pragma once

#include "properties/index.hpp"
#include "properties/own/evaluate.hpp"
#include "properties/own/stated.hpp"
#include "properties/property.hpp"

namespace assay::testing {

using properties::Index;
using properties::own_rule;
using properties::Property;
using properties::Severity;
using properties::Violations;

}  // namespace assay::testing

namespace assay {

using testing::Index;
using testing::own_rule;
using testing::Property;
using testing::Severity;
using testing::Violations;

}  // namespace assay
