// An assay for the five designs: every verb of it.
#include <assay/cli/main.hpp>

#include "designs.hpp"

int main(int argc, char** argv) { return assay::cli::main_with(argc, argv, designs::all()); }
