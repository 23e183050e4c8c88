// Any bytes as a recorded history: refused with the line, or read, written back as the same text as
// what was read says, and judged by every property without a crash.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "history/jsonl.hpp"
#include "properties/property.hpp"

using namespace assay;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto history = history::read_history(text);
  if (!history) {
    if (history.error().line == 0) std::abort();  // a refusal names its line
    return 0;
  }
  const std::string written = history::write_history(*history);
  const auto again = history::read_history(written);
  if (!again || history::write_history(*again) != written) std::abort();
  (void)properties::judge(*history, properties::all_properties());
  return 0;
}
