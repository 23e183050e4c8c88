// A recording of calls on objects, read from the forms in which such recordings are kept. Each line
// is one event, in the order in which they happened: a process calls (invoke), and later is told:
// ok, fail or info, which is nothing known. A process has one call at a time.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "properties/linear/operation.hpp"

namespace assay::scenarios {

/// Reads a text in one of these forms, told by its first line:
/// - the log of Jepsen: "INFO  jepsen.util - 0  :invoke  :cas  [1 4]";
/// - EDN maps: {:process 0, :type :invoke, :f :append, :key "0", :value "x"};
/// - JSON Lines: {"process": 0, "type": "invoke", "f": "post", "key": "k", "value": "pay 12"},
///   where a cas has "expected" beside it and a failed post perhaps "value": "mismatch".
/// A failed cas, and a failed post, did say something of the object; any other call that failed did
/// not happen, but for one that timed out: what came of it is unknown. A call without an end may
/// take effect at any time. `functions`: that the calls may have. Errors: BadInput, with the line.
[[nodiscard]] std::vector<properties::linear::Operation> read_recorded_calls(
    const std::string& file, const std::string& text, std::span<const std::string_view> functions);

/// The same of a file of at most 256 MiB.
[[nodiscard]] std::vector<properties::linear::Operation> load_recorded_calls(
    const std::string& file, std::span<const std::string_view> functions);

}  // namespace assay::scenarios
