# Turns the schemas and the library's scenario files into one C++ source of texts, so that the
# program needs none of them at run time. Run at build time:
#   cmake -DOUTPUT=<file> -DSCHEMAS=<a,b,...> -DLIBRARY=<a,b,...> -P embedded.cmake

function(table name paths result)
  string(REPLACE "," ";" paths "${paths}")
  list(SORT paths)
  set(entries "")
  foreach(path IN LISTS paths)
    get_filename_component(file "${path}" NAME)
    string(REGEX REPLACE "(\\.schema)?\\.json$" "" stem "${file}")
    file(READ "${path}" text)
    # A literal may be at most 65,536 bytes long; pieces side by side are joined.
    string(LENGTH "${text}" length)
    set(pieces "")
    set(from 0)
    while(from LESS length)
      string(SUBSTRING "${text}" ${from} 8000 piece)
      string(APPEND pieces " R\"json~(${piece})json~\"")
      math(EXPR from "${from} + 8000")
    endwhile()
    string(APPEND entries "    {\"${stem}\", ${pieces}},\n")
  endforeach()
  set(${result} "std::span<const EmbeddedFile> ${name}() {\n  static constexpr EmbeddedFile files[] = {\n${entries}  };\n  return files;\n}\n" PARENT_SCOPE)
endfunction()

table(embedded_schemas "${SCHEMAS}" schemas)
table(embedded_library "${LIBRARY}" library)
file(WRITE "${OUTPUT}" "// Generated from scenarios/schema and scenarios/library; do not edit.\n#include \"scenarios/files/embedded.hpp\"\n\nnamespace assay::scenarios {\n\n${schemas}\n${library}\n}  // namespace assay::scenarios\n")
