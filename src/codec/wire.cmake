# rectify_wire: the library's own protobuf classes, made so that they can't clash with a host's.
#
#     rectify_wire(item.proto command.proto)       # names in proto/rectify/v1
#     → #include "rectify_wire/item.pb.h"          # classes rectify_wire::Item, lite
#     → #include "rectify_wire/descriptor_set.hpp" # the public protos as bytes
#
# A host may link generated code of these very protos. Ours is therefore of another package, lite,
# and registers nothing. Package and file names are not on the wire, so the bytes are the same; JSON needs
# the public descriptors, which are embedded as data and go into a private DescriptorPool.
set(wire_cmake_folder ${CMAKE_CURRENT_LIST_DIR})

function(rectify_wire)
  set(public ${PROJECT_SOURCE_DIR}/proto)
  set(generated ${PROJECT_BINARY_DIR}/generated)
  set(private ${generated}/proto/rectify_wire)
  list(TRANSFORM ARGN PREPEND ${public}/rectify/v1/ OUTPUT_VARIABLE protos)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${protos})

  # The private copies: another package, our own Timestamp, lite.
  string(CONCAT timestamp "syntax = \"proto3\";\npackage rectify_wire;\n"
    "option optimize_for = LITE_RUNTIME;\n"
    "message Timestamp { int64 seconds = 1; int32 nanos = 2; }\n")
  file(GENERATE OUTPUT ${private}/timestamp.proto CONTENT "${timestamp}")
  foreach(name IN LISTS ARGN)
    file(READ ${public}/rectify/v1/${name} text)
    string(REPLACE "package rectify.v1;"
      "package rectify_wire;\noption optimize_for = LITE_RUNTIME;" text "${text}")
    string(REPLACE "\"google/protobuf/timestamp.proto\"" "\"rectify_wire/timestamp.proto\""
      text "${text}")
    string(REPLACE "google.protobuf.Timestamp" "Timestamp" text "${text}")
    string(REPLACE "\"rectify/v1/" "\"rectify_wire/" text "${text}")
    string(REPLACE "rectify.v1." "rectify_wire." text "${text}")
    file(GENERATE OUTPUT ${private}/${name} CONTENT "${text}")
  endforeach()

  foreach(name timestamp.proto ${ARGN})
    string(REPLACE .proto .pb.cc source ${generated}/rectify_wire/${name})
    string(REPLACE .proto .pb.h header ${generated}/rectify_wire/${name})
    add_custom_command(OUTPUT ${source} ${header}
      COMMAND protobuf::protoc -I${generated}/proto --cpp_out=${generated} ${private}/${name}
      DEPENDS ${private}/${name} COMMENT "protoc rectify_wire/${name}" VERBATIM)
    list(APPEND sources ${source} ${header})
  endforeach()

  set(bytes ${generated}/rectify_v1.descriptor_set)
  set(embedded ${generated}/rectify_wire/descriptor_set)
  add_custom_command(OUTPUT ${bytes}
    COMMAND protobuf::protoc -I${public} -I${Protobuf_INCLUDE_DIRS} --include_imports
      --descriptor_set_out=${bytes} ${protos}
    DEPENDS ${protos} COMMENT "protoc the public descriptors" VERBATIM)
  add_custom_command(OUTPUT ${embedded}.hpp ${embedded}.cpp
    COMMAND ${CMAKE_COMMAND} -D bytes=${bytes} -D embedded=${embedded}
      -P ${wire_cmake_folder}/embed.cmake
    DEPENDS ${bytes} ${wire_cmake_folder}/embed.cmake COMMENT "embed the public descriptors" VERBATIM)

  # Objects of their own: their rules must live in this folder, and our warnings don't concern them.
  add_library(rectify_wire OBJECT ${sources} ${embedded}.cpp ${embedded}.hpp)
  set_target_properties(rectify_wire PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_compile_features(rectify_wire PRIVATE cxx_std_20)
  target_compile_options(rectify_wire PRIVATE -w)
  target_include_directories(rectify_wire PRIVATE ${generated} ${Protobuf_INCLUDE_DIRS})

  foreach(library IN LISTS RECTIFY_LIBRARIES)
    add_dependencies(${library} rectify_wire)
    target_sources(${library} PRIVATE $<TARGET_OBJECTS:rectify_wire>)
    target_include_directories(${library} SYSTEM PRIVATE ${generated})
  endforeach()
  set_property(GLOBAL PROPERTY RECTIFY_PROTOS ${protos})  # src/proto makes the public classes of them
endfunction()
