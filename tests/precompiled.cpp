// Compiles nothing of its own: it makes CMake build the precompiled headers that the test programs
// share. The runner cannot, because it defines what those headers must be read without.
