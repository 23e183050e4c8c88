# Turns the dialects that are data, and their schema, into one C++ source of texts. Run at build time:
#   cmake -DOUTPUT=<file> -DFILES=<a,b,...> -DSCHEMA=<file> -P embedded.cmake
include("${CMAKE_CURRENT_LIST_DIR}/../cmake/EmbedTexts.cmake")
text_entries("${FILES}" "\\.json$" files)
text_entries("${SCHEMA}" "\\.schema\\.json$" schema)
file(WRITE "${OUTPUT}" "// Generated from outside/dialects/files and schema; do not edit.
#include \"outside/dialects/embedded_dialects.hpp\"

namespace assay::outside {
namespace {
constexpr EmbeddedDialect files[] = {
${files}};
constexpr EmbeddedDialect schema[] = {
${schema}};
}  // namespace

std::span<const EmbeddedDialect> embedded_dialects() { return files; }

std::string_view embedded_dialect(std::string_view name) {
  for (const EmbeddedDialect& one : files) {
    if (one.name == name) return one.text;
  }
  return name == schema[0].name ? schema[0].text : std::string_view{};
}

}  // namespace assay::outside
")
