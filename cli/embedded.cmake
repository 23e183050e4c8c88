# Turns docs/rules.md into one C++ source, so that the program needs no file at run time:
#   cmake -DOUTPUT=<file> -DRULES=<path> -P embedded.cmake
include("${CMAKE_CURRENT_LIST_DIR}/../cmake/EmbedTexts.cmake")
text_entries("${RULES}" "\\.md$" entries)
file(WRITE "${OUTPUT}" "// Generated from docs/rules.md; do not edit.\n#include \"cli/rules.hpp\"\n\nnamespace assay::cli {\n\nstd::string_view rules_text() {\n  static constexpr struct {\n    const char* name;\n    std::string_view text;\n  } file[] = {\n${entries}  };\n  return file[0].text;\n}\n\n}  // namespace assay::cli\n")
