# Turns the templates into one C++ source of texts, so that the program needs none of them at run
# time. Run at build time: cmake -DOUTPUT=<file> -DTEMPLATES=<a,b,...> -P embedded.cmake
include("${CMAKE_CURRENT_LIST_DIR}/../cmake/EmbedTexts.cmake")

text_entries("${TEMPLATES}" "\\..*$" entries)
file(WRITE "${OUTPUT}" "// Generated from reports/templates; do not edit.\n#include \"reports/pages/templates.hpp\"\n\nnamespace assay::reports {\n\nstd::span<const Template> templates() {\n  static constexpr Template all[] = {\n${entries}  };\n  return all;\n}\n\n}  // namespace assay::reports\n")
