// Any bytes as a plan file: refused with BadInput, or read, and then written and read back as the
// same plan. Nothing else may leave the loader.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "scenarios/files/plan_file.hpp"

using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::systems;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const PlanFile read = read_plan("fuzzed", std::string(data, data + size));
    if (!(read_plan("written", to_json_text(read)) == read)) std::abort();
  } catch (const BadInput&) {
    // A person is told what is wrong.
  }
  return 0;
}
