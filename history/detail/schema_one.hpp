// Schema 1 of a history: every fact had the fields of all, and some of them meant another thing
// with each. A line of it becomes one of schema 2 before it is read.
#pragma once

#include "history/detail/json_values.hpp"

namespace assay::history::detail {

inline constexpr std::string_view schema_one = "assay.history/1";

/// Renames the fields of a line, and leaves out those that its fact does not use. A state that is
/// no known word becomes `unlisted`.
/// Errors: a field that schema 1 does not have, or of another type.
Complaint translate_from_one(Json& line);

}  // namespace assay::history::detail
