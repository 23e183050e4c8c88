// Any bytes as a checkpoint, with a checksum that is right, as somebody who means harm would make
// it: refused with BadInput, or read, and then written and read back as the same text. Nothing else
// may leave the loader.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "campaign/results/checkpoint.hpp"
#include "campaign/results/checkpoint_check.hpp"
#include "scenarios/files/checksum.hpp"
#include "scenarios/files/document.hpp"
#include "tests/systems/shipped.hpp"

using namespace assay;

namespace {

/// The text with its checksum made right; as it is where it has no place for one. Errors: BadInput.
std::string sealed_text(std::string text) {
  const scenarios::Document document{"fuzzed", std::move(text), campaign::checkpoint_limits};
  if (!document.value().is_object()) return document.value().dump();
  return scenarios::sealed(document.value()).dump();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const std::string text = sealed_text(std::string(data, data + size));
    const harness::Registry& ours = tests::shipped();
    const std::string written = to_json_text(campaign::read_checkpoint("fuzzed", text, ours));
    const auto back = campaign::read_checkpoint("written", written, ours);
    if (to_json_text(back) != written) std::abort();
  } catch (const scenarios::BadInput&) {
    // A person is told what is wrong.
  }
  return 0;
}
