# Turns the schemas and the library's scenario files into one C++ source of texts, so that the
# program needs none of them at run time. Run at build time:
#   cmake -DOUTPUT=<file> -DSCHEMAS=<a,b,...> -DLIBRARY=<a,b,...> -P embedded.cmake
include("${CMAKE_CURRENT_LIST_DIR}/../cmake/EmbedTexts.cmake")

function(table name paths result)
  text_entries("${paths}" "(\\.schema)?\\.json$" entries)
  set(${result} "std::span<const EmbeddedFile> ${name}() {\n  static constexpr EmbeddedFile files[] = {\n${entries}  };\n  return files;\n}\n" PARENT_SCOPE)
endfunction()

table(embedded_schemas "${SCHEMAS}" schemas)
table(embedded_library "${LIBRARY}" library)
file(WRITE "${OUTPUT}" "// Generated from scenarios/schema and scenarios/library; do not edit.\n#include \"scenarios/files/embedded.hpp\"\n\nnamespace assay::scenarios {\n\n${schemas}\n${library}\n}  // namespace assay::scenarios\n")
