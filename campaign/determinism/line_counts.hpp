// The line counts of a build with --coverage, apart for runs in which a fault struck and for all
// others, so that a handler of errors that only ever ran undisturbed can be told. Nothing in any
// other build. What reads them is script/coverage.
#pragma once

namespace assay::campaign {

/// Adds what the code under test has run through since the last call to the counts on disk, below
/// `struck` or `calm` of the folder that the environment names in ASSAY_LINE_COUNTS; without such a
/// folder, or in another build, it does nothing.
/// Threads: one of the process. Alters no run.
void keep_line_counts(bool struck);

}  // namespace assay::campaign
