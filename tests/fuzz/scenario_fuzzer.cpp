// Any bytes as a scenario file: refused with BadInput, or read, and then written and read back as
// the same scenario. Nothing else may leave the loader.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "scenarios/files/scenario_file.hpp"

using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::systems;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const Scenario read = read_scenario("fuzzed", std::string(data, data + size));
    const std::string written = to_json_text(read);
    if (to_json_text(read_scenario("written", written)) != written) std::abort();
  } catch (const BadInput&) {
    // A person is told what is wrong.
  }
  return 0;
}
