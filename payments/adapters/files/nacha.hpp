// Reads what came back of bank debits: a NACHA file of returns. One line for each entry that has an
// addendum of type 99 (a return, a dishonoured or a contested one), and for each entry of a batch
// described as REVERSAL; other entries are no returns. All control totals have to be right.
// Source: Nacha Operating Rules, appendix on ACH record formats; moov-io/ach.
#pragma once

#include "payments/adapters/files/reading.hpp"

namespace payments::files {

/// One document, named after the file's header. Amounts are US dollars.
/// Errors: FileError, and nothing was taken.
[[nodiscard]] Documents read_nacha(const std::string& file, std::string_view text);

}  // namespace payments::files
