# Fails where PROGRAM doesn't say just what stands in EXPECTED.
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE said COMMAND_ERROR_IS_FATAL ANY)
file(READ ${EXPECTED} expected)
if(NOT said STREQUAL expected)
  message(FATAL_ERROR "it said:\n${said}\nand not:\n${expected}")
endif()
