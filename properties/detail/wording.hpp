// How findings name things: money as people write it, operations by payable, kind and ordinal.
// Built only when something is wrong; nothing here decides.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "history/format.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties::detail {

/// "12.50 EUR"; the plain count of minor units where the currency is missing.
std::string money(const Amount& amount);

/// "capture 2 of pay-17"; the service's operation where the payable is missing.
std::string name_of(const Observation& seen);

/// The money that a fact speaks of; no currency where it speaks of none.
Amount amount_of(const Observation& seen);

/// "3.250 s": a point in virtual time.
std::string moment(std::int64_t at);

/// A finding, with the sequence numbers of the observations that show it.
Violation violation(std::string explanation, const Amount& at_risk,
                    std::initializer_list<const Observation*> evidence);

/// The same of something that never came, or came too late.
Violation violation(std::string explanation, const Amount& at_risk,
                    std::initializer_list<const Observation*> evidence, Missed missed);

/// What `from` owed by `due`, as Index::due has it; by the end of the history where that comes
/// first, so that nothing more could come.
Missed missed(const Index& index, std::int64_t due, std::string what, std::string_view from);

/// The sum, held at the limits of its type rather than wrapped.
std::int64_t add(std::int64_t left, std::int64_t right);
/// The difference, held at the limits of its type rather than wrapped.
std::int64_t subtract(std::int64_t left, std::int64_t right);

}  // namespace assay::properties::detail
