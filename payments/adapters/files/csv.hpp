// Reads our own form of a settlement file, a processor's list or a statement: RFC 4180, one line
// each, and a last row that counts them, so that a file which was cut is never taken for a short
// one. docs/reconciliation.md has the columns.
#pragma once

#include "payments/adapters/files/reading.hpp"

namespace payments::files {

/// The columns, in their order.
inline constexpr std::string_view csv_header =
    "id,kind,references,batch,amount,fee,currency,date,counterpart,part";

/// One document, of the name that its source gave it. Errors: FileError, and nothing was taken.
[[nodiscard]] Documents read_csv(const std::string& file, std::string_view text,
                                 reconciliation::Source source, const std::string& name);

/// The same as text: what `read_csv` reads back. For what we hand to others, and for tests.
[[nodiscard]] std::string write_csv(const std::vector<reconciliation::Line>& lines);

}  // namespace payments::files
