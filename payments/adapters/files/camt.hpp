// Reads what a bank says of an account: ISO 20022 camt.053 (statement) and camt.054 (notification),
// from version 2 on, with or without a prefix of the namespace. One line for each booked entry,
// with every reference that its transactions carry; what is only pending is left out. Source: ISO
// 20022, message definitions of Bank-to-Customer Cash Management.
#pragma once

#include "payments/adapters/files/reading.hpp"

namespace payments::files {

/// One document for each statement or notification. Errors: FileError, and nothing was taken.
[[nodiscard]] Documents read_camt(const std::string& file, std::string_view text);

}  // namespace payments::files
