// A history as lines of JSON: a header with the schema, bounds and sources, then one line a fact.
// Not a general JSON reader: it refuses whatever it does not know, so that a damaged or foreign
// file is never half understood. Serves the claim that a verdict can be reached again from a file.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "history/history.hpp"

namespace assay::history {

/// The schema name that the header line carries.
inline constexpr std::string_view history_schema = "assay.history/2";

/// Why a text is no history.
struct HistoryError {
  std::size_t line = 0;  ///< from 1; 1 is the header
  std::string expected;  ///< what should have stood there
  std::string found;     ///< what stood there instead, shortened
};

/// One sentence with the line, what was expected and what was found.
std::string to_text(const HistoryError& error);

/// Writes a history, its facts in order; fields that a fact does not use are left out.
/// Text that is not UTF-8 is written with replacement characters.
std::string write_history(const History& history);

/// Reads what `write_history` wrote, or a file of schema 1. Facts are numbered anew, from 1.
/// Errors: the first line with an unknown or repeated key, a wrong type, a number out of range, a
/// word that is on no list, a sequence that does not grow, or fewer or more facts than the header
/// promises.
[[nodiscard]] std::expected<History, HistoryError> read_history(std::string_view text);

}  // namespace assay::history
