// What a caller may have done to the program before it began: closed its input and output, left it
// a pipe that nobody reads, or limited the size of files. None of that may change a verdict.
#pragma once

namespace assay::cli {

/// Occupies what is closed of descriptors 0 to 2, so that no file is ever opened as one of them:
/// what is put on a stdout that was closed fails as a write to a full disk does. From now on a
/// broken pipe and a file that grew too large are errors of their write, and no longer signals.
/// Contract: called before anything is opened.
void secure_standard_streams();

}  // namespace assay::cli
