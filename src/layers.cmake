# rectify_layer: one folder of src/ or bindings/ joins the library, and says which layers it may include from.
#
#     rectify_layer(ledger
#       SEES      codec lifecycle calendar       # tests/house/layering.py fails on any other include
#       PUBLIC    ledger.hpp query.hpp           # in include/rectify
#       IMPL      ledger.hpp                     # in include/rectify/impl
#       HEADERS   rectify.h                      # in this folder, public: <rectify.h>
#       SOURCES   ledger.cpp rows.hpp rows.cpp   # in this folder, private headers too
#       GENERATES rectify_wire                   # a folder of generated headers, this layer's own
#       TARGET    rectify_proto)                 # a library of its own that the layer is instead
#
# A source includes <rectify/ledger.hpp> and "ledger/rows.hpp". Layers are declared from the bottom.
# What is declared here is also written to layers.txt in the build folder, which the test reads.
file(WRITE ${PROJECT_BINARY_DIR}/layers.txt "")

foreach(library IN LISTS RECTIFY_LIBRARIES)
  target_include_directories(${library} PRIVATE ${PROJECT_SOURCE_DIR}/src)
endforeach()

function(rectify_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "TARGET" "SEES;PUBLIC;IMPL;HEADERS;SOURCES;GENERATES")
  if(layer_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "rectify_layer(${name}): what is '${layer_UNPARSED_ARGUMENTS}'?")
  endif()
  list(TRANSFORM layer_PUBLIC PREPEND ${PROJECT_SOURCE_DIR}/include/rectify/)
  list(TRANSFORM layer_IMPL PREPEND ${PROJECT_SOURCE_DIR}/include/rectify/impl/)
  list(TRANSFORM layer_HEADERS PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(TRANSFORM layer_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  set(libraries ${RECTIFY_LIBRARIES})
  if(layer_TARGET)
    set(libraries ${layer_TARGET})
  endif()
  set(base ${PROJECT_SOURCE_DIR}/include)
  foreach(library IN LISTS libraries)
    target_sources(${library} PRIVATE ${layer_SOURCES}
      PUBLIC FILE_SET HEADERS BASE_DIRS ${base} FILES ${layer_PUBLIC}
      PUBLIC FILE_SET impl TYPE HEADERS BASE_DIRS ${base} FILES ${layer_IMPL})
    if(layer_HEADERS)
      target_sources(${library}
        PUBLIC FILE_SET ${name} TYPE HEADERS BASE_DIRS ${CMAKE_CURRENT_SOURCE_DIR} FILES ${layer_HEADERS})
    endif()
  endforeach()

  list(JOIN layer_SEES " " sees)
  file(APPEND ${PROJECT_BINARY_DIR}/layers.txt "layer ${name}\nsees ${sees}\n")
  foreach(file IN LISTS layer_PUBLIC layer_IMPL layer_HEADERS layer_SOURCES)
    file(RELATIVE_PATH file ${PROJECT_SOURCE_DIR} ${file})
    file(APPEND ${PROJECT_BINARY_DIR}/layers.txt "file ${file}\n")
  endforeach()
  foreach(folder IN LISTS layer_GENERATES)
    file(APPEND ${PROJECT_BINARY_DIR}/layers.txt "generates ${folder}\n")
  endforeach()
endfunction()
