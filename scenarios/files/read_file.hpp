// The one way in which an input file is opened: a regular file of bounded size, or nothing. A pipe
// never blocks the program, a device is never read, and nobody's length is believed.
#pragma once

#include <cstddef>
#include <string>

namespace assay::scenarios {

/// The bytes of a file. Errors: BadInput where there is none, where it is no regular file, where it
/// is larger than `size_max` bytes, or cannot be read.
[[nodiscard]] std::string read_file(const std::string& path, std::size_t size_max);

}  // namespace assay::scenarios
