# Run by CPack on what is about to be packed: adds copyright and changelogs to each package, packs manual
# pages, and takes the debug information out of static libraries, which CPack's own strip leaves.
cmake_minimum_required(VERSION 3.25)
string(TIMESTAMP day "%a, %d %b %Y %H:%M:%S +0000" UTC)  # SOURCE_DATE_EPOCH, if it is set
set(version ${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})
file(READ ${CPACK_RECTIFY_SOURCE}/LICENSE license)
string(STRIP "${license}" license)
string(REGEX REPLACE "\n\n" "\n.\n" license "${license}")
string(REPLACE "\n" "\n " license "${license}")

foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/${component})
  string(TOUPPER ${component} upper)
  set(doc ${root}/usr/share/doc/${CPACK_DEBIAN_${upper}_PACKAGE_NAME})
  file(WRITE ${doc}/copyright
    "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: rectify

Files: *
Copyright: 2026 the rectify developers
License: BSL-1.0
 ${license}
")
  file(WRITE ${doc}/changelog.Debian "rectify (${version}) unstable; urgency=medium

  * rectify ${CPACK_PACKAGE_VERSION}; what is new stands in changelog.gz.

 -- ${CPACK_PACKAGE_CONTACT}  ${day}
")
  configure_file(${CPACK_RECTIFY_SOURCE}/CHANGELOG.md ${doc}/changelog COPYONLY)
  file(GLOB manuals ${root}/usr/share/man/man*/*.[1-8])
  execute_process(COMMAND gzip -9nf ${doc}/changelog ${doc}/changelog.Debian ${manuals}
    COMMAND_ERROR_IS_FATAL ANY)

  file(GLOB_RECURSE archives ${root}/usr/lib/*.a)
  foreach(archive IN LISTS archives)
    execute_process(COMMAND strip --strip-debug --enable-deterministic-archives ${archive}
      COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
endforeach()
