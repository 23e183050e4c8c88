# What others link: `assay::assay` for a system under test, `assay::testing` for its tests, and
# `assay::catch_main`, Catch2's runner. The same names here, as a part of another project, and from an
# installed package.

add_library(assay_interface INTERFACE)
target_link_libraries(assay_interface INTERFACE assay_runs)
add_library(assay::assay ALIAS assay_interface)
add_library(assay::systems ALIAS assay_systems)
if(TARGET assay_testing)
  add_library(assay::testing ALIAS assay_testing)
  add_library(assay::catch_main ALIAS assay_catch_main)
endif()

if(NOT ASSAY_INSTALL)
  return()
endif()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package "${CMAKE_INSTALL_LIBDIR}/cmake/assay")

# The tests' libraries are a set of their own: where Catch2 or RapidCheck is missing, the rest serves.
get_property(libraries GLOBAL PROPERTY assay_libraries)
list(REMOVE_ITEM libraries assay_testing)
list(APPEND libraries assay_headers assay_interface)
set(testing_libraries "")
if(TARGET assay_testing)
  set(testing_libraries assay_testing assay_catch_main)
endif()
foreach(library IN LISTS libraries testing_libraries)
  string(REGEX REPLACE "^assay_" "" exported "${library}")
  set_target_properties(${library} PROPERTIES EXPORT_NAME "${exported}")
endforeach()
set_target_properties(assay_interface PROPERTIES EXPORT_NAME assay)

install(TARGETS ${libraries} EXPORT assay_targets)
install(EXPORT assay_targets NAMESPACE assay:: DESTINATION "${package}" FILE assayTargets.cmake)
if(testing_libraries)
  install(TARGETS ${testing_libraries} EXPORT assay_testing_targets)
  install(EXPORT assay_testing_targets NAMESPACE assay:: DESTINATION "${package}"
          FILE assayTestingTargets.cmake)
endif()
install(DIRECTORY "${PROJECT_BINARY_DIR}/include/" DESTINATION include)

write_basic_package_version_file("${PROJECT_BINARY_DIR}/package/assayConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion)
configure_file("${PROJECT_SOURCE_DIR}/cmake/assayConfig.cmake.in"
               "${PROJECT_BINARY_DIR}/package/assayConfig.cmake" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/package/assayConfig.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/AssayScenarios.cmake"
              "${PROJECT_BINARY_DIR}/package/assayConfigVersion.cmake"
        DESTINATION "${package}")
