# Turns schemas into one C++ source of texts. Run at build time:
#   cmake -DOUTPUT=<file> -DFILES=<a,b,...> -P embedded.cmake
include("${CMAKE_CURRENT_LIST_DIR}/../../cmake/EmbedTexts.cmake")
text_entries("${FILES}" "\\.schema\\.json$" entries)
file(WRITE "${OUTPUT}" "// Generated from the schemas of outside/; do not edit.
#include \"outside/schemas/schemas.hpp\"

namespace assay::outside {
namespace {
struct Embedded {
  std::string_view name, text;
};
constexpr Embedded all[] = {
${entries}};
}  // namespace

std::string_view embedded_schema(std::string_view name) {
  for (const Embedded& one : all) {
    if (one.name == name) return one.text;
  }
  return {};
}

}  // namespace assay::outside
")
