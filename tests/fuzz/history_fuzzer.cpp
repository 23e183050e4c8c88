// Any bytes as a recorded history: refused with the line, or read, written back as the same text as
// what was read says, and judged by every property without a crash.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "models/observations/jsonl.hpp"
#include "properties/property.hpp"

using namespace assay;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto history = models::read_history(text);
  if (!history) {
    if (history.error().line == 0) std::abort();  // a refusal names its line
    return 0;
  }
  const std::string written = models::write_history(*history);
  const auto again = models::read_history(written);
  if (!again || models::write_history(*again) != written) std::abort();
  (void)properties::judge(*history, properties::all_properties());
  return 0;
}
