// The program, with the systems that travel with it.
#include "cli/main.hpp"
#include "systems/shipped.hpp"

int main(int argc, char** argv) {
  return assay::cli::main_with(argc, argv, assay::systems::shipped());
}
