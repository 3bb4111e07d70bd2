# Writes the file ${bytes} as a C++ array: ${embedded}.hpp and ${embedded}.cpp.
file(READ ${bytes} hex HEX)
file(SIZE ${bytes} size)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
string(REPEAT "0x..," 20 row)
string(REGEX REPLACE "(${row})" "\\1\n" hex "${hex}")
file(WRITE ${embedded}.hpp "// The descriptors of rectify.v1 and what it imports: a serialized FileDescriptorSet.
#pragma once
#include <cstddef>
extern const unsigned char rectify_descriptor_set[];
extern const std::size_t rectify_descriptor_set_size;
")
file(WRITE ${embedded}.cpp "#include \"rectify_wire/descriptor_set.hpp\"
const std::size_t rectify_descriptor_set_size = ${size};
const unsigned char rectify_descriptor_set[] = {
${hex}};
")
