// The stranger's own assay: every verb of it, for the stranger's service.
#include <assay/cli/main.hpp>

#include "payment_service.hpp"

int main(int argc, char** argv) {
  using namespace foreign;
  return assay::cli::main_with(argc, argv,
                               {foreign_system(Saves::before_the_charge), first_try()});
}
