// The runner of every test program, compiled once. Not a place for tests. Serves the two-minute
// build: Catch2's own code costs some ten seconds wherever it is compiled.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
