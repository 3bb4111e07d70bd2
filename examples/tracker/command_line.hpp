// command_line.hpp: takes the words of the command line apart and runs the verb they name.
//
//     int main(int argc, char** argv) { return tracker::run(argc, argv); }
//
// Help, usage errors, refusals and errors are told in the session's language; the exit code is one
// of Exit. SPDX-License-Identifier: BSL-1.0
#pragma once

namespace tracker {

int run(int count, const char* const* words);

}  // namespace tracker
