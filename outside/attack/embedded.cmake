# Turns the schema of outside files into one C++ source. Run at build time:
#   cmake -DOUTPUT=<file> -DSCHEMA=<file> -P embedded.cmake
include("${CMAKE_CURRENT_LIST_DIR}/../../cmake/EmbedTexts.cmake")
text_entries("${SCHEMA}" "\\.schema\\.json$" schema)
file(WRITE "${OUTPUT}" "// Generated from outside/attack/schema; do not edit.
#include \"outside/attack/outside_file.hpp\"

namespace assay::outside::attack {
namespace {
struct Named {
  std::string_view name, text;
};
constexpr Named schema[] = {
${schema}};
}  // namespace

std::string_view outside_schema() { return schema[0].text; }

}  // namespace assay::outside::attack
")
