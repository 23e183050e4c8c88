# Turns the templates into one C++ source of texts, so that the program needs none of them at run
# time. Run at build time: cmake -DOUTPUT=<file> -DTEMPLATES=<a,b,...> -P embedded.cmake

string(REPLACE "," ";" paths "${TEMPLATES}")
list(SORT paths)
set(entries "")
foreach(path IN LISTS paths)
  get_filename_component(stem "${path}" NAME_WE)
  file(READ "${path}" text)
  # A literal may be at most 65,536 bytes long; pieces side by side are joined.
  string(LENGTH "${text}" length)
  set(pieces "")
  set(from 0)
  while(from LESS length)
    string(SUBSTRING "${text}" ${from} 8000 piece)
    string(APPEND pieces " R\"page~(${piece})page~\"")
    math(EXPR from "${from} + 8000")
  endwhile()
  string(APPEND entries "    {\"${stem}\", ${pieces}},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Generated from reports/templates; do not edit.\n#include \"reports/templates.hpp\"\n\nnamespace assay::reports {\n\nstd::span<const Template> templates() {\n  static constexpr Template all[] = {\n${entries}  };\n  return all;\n}\n\n}  // namespace assay::reports\n")
