# The headers that programs of others include, as <assay/...>: those below and all that they
# include. Their own includes are rewritten on the way, so that the one folder which others search holds
# `assay/` and nothing else: a project may have folders `models/` and `payments/` of its own.

file(GLOB public_headers RELATIVE "${PROJECT_SOURCE_DIR}" CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/harness/*.hpp")
list(APPEND public_headers testing/catch.hpp testing/scenario.hpp
  testing/own_properties.hpp
  testing/generators.hpp testing/check_scenario.hpp
  systems/payments/shipped.hpp systems/shipped.hpp cli/main.hpp)
string(REPLACE ";" "," public_headers "${public_headers}")

set(stamp "${PROJECT_BINARY_DIR}/public_headers.stamp")
add_custom_command(
  OUTPUT "${stamp}"
  COMMAND "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}" "-DHEADERS=${public_headers}"
          "-DINTO=${PROJECT_BINARY_DIR}/include/assay" "-DSTAMP=${stamp}"
          -P "${PROJECT_SOURCE_DIR}/cmake/PublicHeaders.cmake"
  DEPENDS "${PROJECT_SOURCE_DIR}/cmake/PublicHeaders.cmake"
  DEPFILE "${stamp}.d"
  COMMENT "Public headers"
  VERBATIM)
add_custom_target(assay_public_headers DEPENDS "${stamp}")

add_library(assay_headers INTERFACE)
target_compile_features(assay_headers INTERFACE cxx_std_23)
if(PROJECT_IS_TOP_LEVEL)
  # Our own tests include a file by both of its names: here both are the same file.
  set(own_include "${PROJECT_BINARY_DIR}/own_include")
  file(MAKE_DIRECTORY "${own_include}")
  file(CREATE_LINK "${PROJECT_SOURCE_DIR}" "${own_include}/assay" SYMBOLIC)
  target_include_directories(assay_headers INTERFACE $<BUILD_INTERFACE:${own_include}>)
else()
  target_include_directories(assay_headers INTERFACE
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>)
endif()
target_include_directories(assay_headers INTERFACE $<INSTALL_INTERFACE:include>)
