// The program. What was closed before it began is occupied before anything is opened.
#include "cli/invoke.hpp"
#include "cli/standard_streams.hpp"

int main(int argc, char** argv) {
  assay::cli::secure_standard_streams();
  return assay::cli::invoke(argc, argv);
}
