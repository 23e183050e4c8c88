# find_package(assay [COMPONENTS testing]): assay::assay, and assay::testing with assay::catch_main
# where Catch2 2.13 and RapidCheck are installed; the component asks for them.

include(CMakeFindDependencyMacro)
set(assay_boost_static "${Boost_USE_STATIC_LIBS}")
set(Boost_USE_STATIC_LIBS ON)  # as assay itself was built
find_dependency(Boost 1.81 COMPONENTS fiber context)
set(Boost_USE_STATIC_LIBS "${assay_boost_static}")
find_dependency(fmt)
include("${CMAKE_CURRENT_LIST_DIR}/assayTargets.cmake")

set(assay_testing_FOUND FALSE)
if(EXISTS "${CMAKE_CURRENT_LIST_DIR}/assayTestingTargets.cmake")
  find_package(Catch2 2.13 QUIET)
  find_package(rapidcheck QUIET)
  if(TARGET Catch2::Catch2 AND TARGET rapidcheck)
    include("${CMAKE_CURRENT_LIST_DIR}/assayTestingTargets.cmake")
    set(assay_testing_FOUND TRUE)
  endif()
endif()
include("${CMAKE_CURRENT_LIST_DIR}/AssayScenarios.cmake")

foreach(component IN LISTS assay_FIND_COMPONENTS)
  if(NOT assay_${component}_FOUND AND assay_FIND_REQUIRED_${component})
    set(assay_FOUND FALSE)
    set(assay_NOT_FOUND_MESSAGE "its component ${component} needs Catch2 2.13 and RapidCheck")
  endif()
endforeach()
