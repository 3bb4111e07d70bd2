# Install rules: the library, its headers, a CMake package and a pkg-config file.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/rectify)

install(TARGETS rectify EXPORT rectify-ledger FILE_SET HEADERS FILE_SET impl)
install(TARGETS rectify_headers EXPORT rectify-headers)
foreach(component headers ledger)
  install(EXPORT rectify-${component} FILE rectify-${component}.cmake NAMESPACE rectify::
    DESTINATION ${package_folder})
endforeach()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/rectify-config.cmake.in rectify-config.cmake
  INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(rectify-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/rectify-config.cmake
  ${PROJECT_BINARY_DIR}/rectify-config-version.cmake DESTINATION ${package_folder})

# Who links the static library needs what it uses; who links the shared one does not.
if(BUILD_SHARED_LIBS)
  set(pc_requires "Requires.private")
else()
  set(pc_requires "Requires")
endif()
file(RELATIVE_PATH pc_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)  # so that the tree can be moved
configure_file(${CMAKE_CURRENT_LIST_DIR}/rectify.pc.in rectify.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/rectify.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
