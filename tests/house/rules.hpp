// The house rules, each a function from a file to its offences; docs/architecture.md has the layer
// table in words. Exceptions, each with its reason, stand in exceptions.hpp and nowhere else.
#pragma once

#include <vector>

#include "tests/house/source_file.hpp"

namespace house {

using Rule = std::vector<Offence> (*)(const SourceFile&);

/// Only the arrows of the layer table, and no other layer's detail/.
[[nodiscard]] std::vector<Offence> wrong_includes(const SourceFile& file);

/// Nothing whose result depends on a clock, an address, a hash order, a locale or a thread.
[[nodiscard]] std::vector<Offence> banned_words(const SourceFile& file);

/// At most 400 lines, and none beyond 100 columns.
[[nodiscard]] std::vector<Offence> too_large(const SourceFile& file);

/// No function above 60 lines.
[[nodiscard]] std::vector<Offence> long_functions(const SourceFile& file);

/// The own header comes first in a .cpp.
[[nodiscard]] std::vector<Offence> own_header_late(const SourceFile& file);

/// Opens with a comment; a header also has `#pragma once` and its folder's namespace.
[[nodiscard]] std::vector<Offence> wrong_opening(const SourceFile& file);

/// Each public declaration that others build on has a comment that states its contract: in
/// harness/, testing/, history/ and the ports of payments/, but for their detail/. A class that is
/// called through virtual functions says by which threads or fibers; a function that may fail says
/// its errors, and one that lends a view, a pointer or a reference says how long that lives.
/// Not asked for: fields and aliases; special members, assignment, comparison and swap, which C++
/// gives a meaning; overrides, whose contract is the base's; another form of a function right below
/// the first; and kinds of facts, which say what they mean in their `About`.
[[nodiscard]] std::vector<Offence> missing_contracts(const SourceFile& file);

/// No utils, helpers, common, manager, base, misc.
[[nodiscard]] std::vector<Offence> vague_name(const SourceFile& file);

}  // namespace house
