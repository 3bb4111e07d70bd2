# Install rules, in components:
#   runtime      librectify.so.0.1: what a program needs in order to run
#   development  headers, librectify.a, the CMake and pkg-config packages, proto/
#   tracker, python: their own folders say what belongs to them
# A shared and a static library may be installed into one place, from one build or from two.
if(PROJECT_IS_TOP_LEVEL AND CMAKE_LIBRARY_ARCHITECTURE AND EXISTS /etc/debian_version)
  # Debian's folder, at any prefix: its linker, CMake and pkg-config look there below /usr/local too.
  set(CMAKE_INSTALL_LIBDIR lib/${CMAKE_LIBRARY_ARCHITECTURE} CACHE STRING "Where libraries go")
endif()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/rectify)
set(proto_folder ${CMAKE_INSTALL_DATADIR}/rectify/proto)

# rectify_install(target export): the target and rectify-EXPORT.cmake, which the package includes.
function(rectify_install target export)
  set(header_sets "")
  get_target_property(names ${target} INTERFACE_HEADER_SETS)
  foreach(name IN LISTS names)
    list(APPEND header_sets FILE_SET ${name} COMPONENT development)
  endforeach()
  install(TARGETS ${target} EXPORT rectify-${export}
    LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
    ARCHIVE COMPONENT development
    ${header_sets})
  install(EXPORT rectify-${export} FILE rectify-${export}.cmake NAMESPACE rectify::
    DESTINATION ${package_folder} COMPONENT development)
endfunction()

foreach(library IN LISTS RECTIFY_LIBRARIES)
  get_target_property(kind ${library} TYPE)
  string(REGEX REPLACE "_LIBRARY" "" kind ${kind})
  string(TOLOWER ${kind} kind)
  rectify_install(${library} ${kind})
endforeach()
install(TARGETS rectify_headers EXPORT rectify-headers)
install(EXPORT rectify-headers FILE rectify-headers.cmake NAMESPACE rectify::
  DESTINATION ${package_folder} COMPONENT development)
if(RECTIFY_BUILD_PROTO)
  rectify_install(rectify_proto proto)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/proto/ DESTINATION ${proto_folder} COMPONENT development)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/rectify-config.cmake.in rectify-config.cmake
  INSTALL_DESTINATION ${package_folder} PATH_VARS proto_folder)
write_basic_package_version_file(rectify-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/rectify-config.cmake
  ${PROJECT_BINARY_DIR}/rectify-config-version.cmake
  DESTINATION ${package_folder} COMPONENT development)

# Who links the static library needs what it uses; who links the shared one does not, unless it says
# pkg-config --static. A static library alone is what is linked anyway.
if(BUILD_SHARED_LIBS)
  set(pc_private ".private")
else()
  set(pc_private "")
endif()
file(RELATIVE_PATH pc_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)  # so that the tree can be moved
configure_file(${CMAKE_CURRENT_LIST_DIR}/rectify.pc.in rectify.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/rectify.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
