# Compiler settings, the libraries of others, and the functions that turn a folder into a target.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(PROJECT_IS_TOP_LEVEL)
  if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
  endif()
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
endif()

# Where ccache is installed, what was compiled before is taken from there: payments/ from nothing in
# 0.2 s of processor time instead of 10. It knows precompiled headers by what is in them, not by when
# they were written. A launcher that somebody has chosen is left alone, and so are projects of which
# assay is a part.
if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(CCACHE_PROGRAM ccache)
  if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      "${CCACHE_PROGRAM}")
    set(ccache_options "$<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>"
      "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
  endif()
endif()

find_package(Threads REQUIRED)
# Static: a switch of fibers then needs no table of a shared library, about a tenth of its cost.
set(Boost_USE_STATIC_LIBS ON)
find_package(Boost 1.81 REQUIRED COMPONENTS fiber context)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt REQUIRED)
find_package(valijson REQUIRED)
find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
if(ASSAY_PROGRAM OR ASSAY_TESTS)
  find_package(spdlog REQUIRED)
  find_package(CLI11 REQUIRED)
  find_package(pugixml REQUIRED)
  find_path(MUSTACHE_INCLUDE_DIR kainjow/mustache.hpp REQUIRED)
endif()

# How our own sources are compiled. It gets into all programs of this tree, and into nobody else's.
add_library(assay_settings INTERFACE)
if(PROJECT_IS_TOP_LEVEL)
  set(assay_settings_reach PUBLIC)
else()
  set(assay_settings_reach PRIVATE)
endif()
target_include_directories(assay_settings INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(assay_settings INTERFACE ${ccache_options})
target_compile_options(assay_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wconversion
  -Wsign-conversion -ffp-contract=off
  -Wno-missing-field-initializers)  # calls name the facts they set; defaults stand for the rest
# g++ 12 sees uninitialised and overlapping memory where there is none, in std::optional,
# std::expected and std::string of its own library. The sanitizers and clang keep watch instead.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(assay_settings INTERFACE -Wno-maybe-uninitialized
    -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()
target_compile_options(assay_settings INTERFACE
  $<IF:$<CXX_COMPILER_ID:GNU>,-Wcast-align=strict,-Wcast-align>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # libstdc++ 12's own stable_sort calls what C++23 deprecates.
  target_compile_options(assay_settings INTERFACE -Wno-deprecated-declarations)
endif()
if(ASSAY_WERROR)
  target_compile_options(assay_settings INTERFACE -Werror)
endif()
if(ASSAY_SANITIZE)
  # Debian's Boost.Context has no sanitizer hooks: without stack instrumentation the
  # first exception inside a fiber is no false alarm, and heap errors are still caught. Checks for
  # null and alignment at every access would double the time to compile: the first is a crash that
  # AddressSanitizer reports, the second takes a cast that the compiler warns about.
  set(sanitizers -fsanitize=address,undefined -fno-sanitize=null,alignment
      -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(assay_settings INTERFACE ${sanitizers})
  target_link_options(assay_settings INTERFACE ${sanitizers})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(assay_settings INTERFACE --param asan-stack=0)
  else()
    target_compile_options(assay_settings INTERFACE "SHELL:-mllvm -asan-stack=0")
  endif()
endif()
if(ASSAY_FUZZ)
  target_compile_options(assay_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()

# g++ collects garbage as if memory were dear, at a seventh of the time of a large source: campaign/ takes
# 13.1 s of processor time instead of 15.2, and 1.4 GB instead of 1.1.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(assay_settings INTERFACE "SHELL:--param ggc-min-heapsize=800000")
endif()

# assay_fast_program(<target>): a program that is to be fast. gperftools' allocator is linked into it,
# since a run takes and gives back some five hundred small pieces of memory: an eighth of a run's time
# (4.9 s of 5.6 for 4,000 runs each of lost_response and swarm). Within a project of somebody else's,
# glibc's will do where that one is not installed.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_BUILD_TYPE STREQUAL "Release")
  set(fast_programs ON)
  if(PROJECT_IS_TOP_LEVEL)
    find_library(TCMALLOC_LIBRARY libtcmalloc_minimal.a REQUIRED)
  else()
    find_library(TCMALLOC_LIBRARY libtcmalloc_minimal.a)
  endif()
endif()
function(assay_fast_program target)
  if(fast_programs AND TCMALLOC_LIBRARY)
    target_sources(${target} PRIVATE "${PROJECT_SOURCE_DIR}/cli/program/heap_fill.cpp")
    target_link_libraries(${target} PRIVATE "${TCMALLOC_LIBRARY}" Threads::Threads)
  endif()
endfunction()

# What nearly every source of a library with precompiled headers includes.
set(assay_precompiled
  <algorithm> <array> <compare> <cstdint> <deque> <expected> <functional> <map> <memory> <optional>
  <span> <string> <string_view> <utility> <vector>)

# assay_library(<name> [TOGETHER | AS_ONE | BY_FOLDER] [COLD] [FOLDERS <sub>...] [COLD_FOLDERS <sub>...]
#               [LINK <target>...] [PRECOMPILE <header>...])
# One library from every .cpp directly in this folder and the listed sub-folders. LINK: what its
# users link as well; what only our sources include is $<BUILD_INTERFACE:...>. TOGETHER: compiled
# a few sources at a time, in half the time, with calls between neighbours inlined. AS_ONE: all at
# once, in half the time again, for sources that lean on the same heavy templates, and for the
# kernel, whose hot path spans several sources. BY_FOLDER: each sub-folder at once, but for sources
# that name parts as their neighbours do: APART. COLD: no run passes through it, so that it need not
# be optimised much, and for the sanitizers not at all: campaign/ takes 13.1 s instead of 18.1.
# COLD_FOLDERS: nor through these sub-folders, each compiled as one. PRECOMPILE: headers to be parsed
# once for sources that a table has compiled apart: 0.9 s for each instead of 1.4. Sources that are
# compiled together save by it no more than the headers take. Ours are named from the root.
function(assay_library name)
  cmake_parse_arguments(arg "TOGETHER;AS_ONE;BY_FOLDER;COLD" ""
                        "FOLDERS;COLD_FOLDERS;LINK;PRECOMPILE;APART"
                        ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  foreach(folder IN LISTS arg_FOLDERS)
    file(GLOB more CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp")
    list(APPEND sources ${more})
    if(arg_BY_FOLDER)
      set_source_files_properties(${more} PROPERTIES UNITY_GROUP "${folder}")
    endif()
  endforeach()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC assay_headers ${arg_LINK})
  target_link_libraries(${name} ${assay_settings_reach} $<BUILD_INTERFACE:assay_settings>)
  add_dependencies(${name} assay_public_headers)
  set_property(GLOBAL APPEND PROPERTY assay_libraries ${name})
  foreach(folder IN LISTS arg_COLD_FOLDERS)
    file(GLOB more CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp")
    add_library(${name}_${folder} OBJECT ${more})
    target_link_libraries(${name}_${folder} PRIVATE assay_settings ${arg_LINK})
    assay_compile_as_one(${name}_${folder})
    assay_compile_cold(${name}_${folder})
    target_sources(${name} PRIVATE $<TARGET_OBJECTS:${name}_${folder}>)
  endforeach()
  if(arg_AS_ONE)
    assay_compile_as_one(${name})
  endif()
  if(arg_PRECOMPILE)
    list(TRANSFORM arg_PRECOMPILE PREPEND "${PROJECT_SOURCE_DIR}/" REGEX "^[^<]")
    target_precompile_headers(${name} PRIVATE ${assay_precompiled} ${arg_PRECOMPILE})
  endif()
  if(arg_TOGETHER)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  endif()
  if(arg_BY_FOLDER)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    set_source_files_properties(${arg_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  if(arg_COLD)
    assay_compile_cold(${name})
  endif()
endfunction()

function(assay_compile_as_one target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
endfunction()

function(assay_compile_cold target)
  if(ASSAY_SANITIZE AND NOT ASSAY_FUZZ)
    target_compile_options(${target} PRIVATE -O0)
  elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${target} PRIVATE -O1)
  endif()
endfunction()
