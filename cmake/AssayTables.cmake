# assay_table(<target> FOLDER <sub> HEADER <path> TYPE <type> NAMESPACE <ns> FUNCTION <name>
#             [TABLE <type>])
# Turns the sorted listing of a folder, one function per file and named like it, into
# `std::vector<TYPE> NAMESPACE::FUNCTION()`: no self-registering globals, a stable order. With TABLE,
# a type made of such a vector, into `const TABLE& NAMESPACE::FUNCTION()`, made once.
function(assay_table target)
  cmake_parse_arguments(arg "" "FOLDER;HEADER;TYPE;NAMESPACE;FUNCTION;TABLE" "" ${ARGN})
  file(GLOB files CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${arg_FOLDER}/*.cpp")
  list(SORT files)
  # Such files are written apart from one another, and name their inner parts alike.
  set_source_files_properties(${files} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  set(declarations "")
  set(entries "")
  foreach(file IN LISTS files)
    get_filename_component(stem "${file}" NAME_WE)
    string(APPEND declarations "${arg_TYPE} ${stem}();\n")
    string(APPEND entries "      ${stem}(),\n")
  endforeach()
  set(text "// Generated from the listing of ${arg_FOLDER}; do not edit.\n#include \"${arg_HEADER}\"\n\n")
  string(APPEND text "namespace ${arg_NAMESPACE} {\n${declarations}\n")
  if(arg_TABLE)
    string(APPEND text "const ${arg_TABLE}& ${arg_FUNCTION}() {\n"
                       "  static const ${arg_TABLE} table{{\n${entries}  }};\n  return table;\n}\n}\n")
  else()
    string(APPEND text "std::vector<${arg_TYPE}> ${arg_FUNCTION}() {\n"
                       "  return {\n${entries}  };\n}\n}\n")
  endif()
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${arg_FUNCTION}_table.cpp")
  file(CONFIGURE OUTPUT "${output}" CONTENT "${text}" @ONLY)
  target_sources(${target} PRIVATE "${output}")
endfunction()
