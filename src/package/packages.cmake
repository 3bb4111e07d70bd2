# Debian packages of what this build installs, one a component:
#
#     cmake --workflow --preset packages     # → build/packages/*.deb
#
#     librectify0.1     runtime        where there is a shared library
#     librectify-dev    development
#     python3-rectify   python         where bindings/python installs something
#     rectify-tracker   tracker        where the tracker is built
#
# They belong to the distribution on which they are built: its libraries' versions are what
# dpkg-shlibdeps reads from the binaries. What Debian wants in every package besides (copyright,
# changelogs) is added by debian_files.cmake.
set(RECTIFY_MAINTAINER "rectify developers <rectify@localhost>" CACHE STRING
  "Who answers for the Debian packages: Name <address>")

get_cmake_property(installed COMPONENTS)
set(CPACK_COMPONENTS_ALL "")
foreach(component runtime development python tracker)
  if(component IN_LIST installed)
    list(APPEND CPACK_COMPONENTS_ALL ${component})
  endif()
endforeach()
if(NOT BUILD_SHARED_LIBS)
  list(REMOVE_ITEM CPACK_COMPONENTS_ALL runtime)
endif()

set(soversion ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME rectify)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT ${RECTIFY_MAINTAINER})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian_files.cmake)
set(CPACK_RECTIFY_SOURCE ${PROJECT_SOURCE_DIR})  # for that script

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR})  # the tracker's own librectify
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY =)  # until 1.0 each version is its own
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
file(WRITE ${PROJECT_BINARY_DIR}/package/triggers "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_CONTROL_EXTRA ${PROJECT_BINARY_DIR}/package/triggers)
set(same "(= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})")
set(runtime_package "librectify${soversion}")
set(uses_runtime "")
if(BUILD_SHARED_LIBS)
  set(uses_runtime "${runtime_package} ${same}, ")
endif()

# A module of CPython is for one of its versions.
if(python IN_LIST CPACK_COMPONENTS_ALL)
  execute_process(COMMAND /usr/bin/python3 -c
    "import sys; v = sys.version_info; print(f'python3 (>= {v[0]}.{v[1]}), python3 (<< {v[0]}.{v[1] + 1})')"
    OUTPUT_VARIABLE python OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
endif()

# rectify_package(component NAME … SECTION … SUMMARY … TEXT … [DEPENDS … SUGGESTS …])
macro(rectify_package component)
  cmake_parse_arguments(package "" "NAME;SECTION;SUMMARY;TEXT;DEPENDS;SUGGESTS" "" ${ARGN})
  string(TOUPPER ${component} upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${package_NAME})
  set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${package_SECTION})
  set(CPACK_DEBIAN_${upper}_PACKAGE_DEPENDS "${package_DEPENDS}")
  set(CPACK_DEBIAN_${upper}_PACKAGE_SUGGESTS "${package_SUGGESTS}")
  set(CPACK_COMPONENT_${upper}_DESCRIPTION "${package_SUMMARY}\n${package_TEXT}")
endmacro()

set(about "rectify keeps the list of an organisation's problems: each gets an owner and a
deadline, is worked on, verified by somebody else, and struck off. Every
problem is a state machine, and the history proves itself by a hash chain in
one SQLite file.\n.\n")
rectify_package(runtime NAME ${runtime_package} SECTION libs
  SUMMARY "embeddable engine for rectification lists, shared library"
  TEXT "${about}This package has the shared library.")
rectify_package(development NAME librectify-dev SECTION libdevel
  SUMMARY "embeddable engine for rectification lists, development files"
  TEXT "${about}This package has the headers, the static library, the protobuf definitions,
and what CMake and pkg-config need. Boost 1.81 is wanted only by who writes a
state machine or uses the lifecycle header-only."
  # pkg-config asks for these even where the shared library is linked.
  DEPENDS "${uses_runtime}libprotobuf-dev, libsodium-dev, libsqlite3-dev"
  SUGGESTS "libboost1.81-dev, libboost-serialization1.81-dev, pkg-config, cmake")
rectify_package(python NAME python3-rectify SECTION python
  SUMMARY "embeddable engine for rectification lists, Python 3 package"
  TEXT "${about}This package has the module rectify for Python 3."
  DEPENDS "${uses_runtime}${python}")
rectify_package(tracker NAME rectify-tracker SECTION utils
  SUMMARY "rectification ledger on the command line"
  TEXT "${about}This package has the program tracker, for clerks and scripts."
  DEPENDS "${uses_runtime}libc6")
include(CPack)
