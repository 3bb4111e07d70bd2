#!/usr/bin/python3
"""The library is a good guest in its host's process: it keeps no state of its own there, and leaves
alone what is the host's.

    guest.py LIBRARY       librectify.a
    guest.py --headers ROOT

Of the library two things are read. No variable of ours can be written, but those listed below: each
is a constant that is made at its first use. And of the C library nothing is called that changes or
shows something of the whole process. Of the public headers: none needs more than the standard library,
but those that say so. So a host compiles with neither Boost nor protobuf nor SQLite.
"""
# SPDX-License-Identifier: BSL-1.0
import re
import subprocess
import sys
from pathlib import Path

# Constants that take too long to make for each use, or can't be made by the compiler.
MADE_ONCE = {
    "rectify::item_workflow()::fingerprint": "of the machine's table",
    "rectify::china()::official": "China's calendar, which all copies share",
    "rectify::WorkCalendar::WorkCalendar()::plain": "the same of the calendar without holidays",
    "rectify::ledger::(anonymous namespace)::china_text()::text": "China's calendar as it is kept",
    "rectify::codec::(anonymous namespace)::types()::types": "the private pool of descriptors, for JSON",
    "rectify::codec::(anonymous namespace)::Kept::of(google::protobuf::MessageLite const&)::none":
        "no unknown fields",
    "rectify::stores::schema": "constexpr; g++ 12 puts it there all the same",
    "rectify::stores::from_schema_2": "likewise",
    "rectify::detail::flow_guards::all()::guards": "the guards that every machine may name",
    "rectify::detail::phrase::lexicon()::words": "the words of deadlines, sorted",
    "rectify::stores::(anonymous namespace)::SqliteWriter::put(rectify::Changes::ItemChange const&)":
        "statements as text",
    "rectify::stores::SqliteAsking<rectify::Reader>::item(long)::in_": "statements as text",
    "rectify::stores::SqliteAsking<rectify::Writer>::item(long)::in_": "statements as text",
}
# Not a variable of ours: the compiler's, libstdc++'s (a header of protobuf includes <iostream>), and
# the default messages of the generated code, which is written to by nobody.
NOT_OURS = re.compile(r"^(guard variable for |DW\.ref\.|std::__ioinit$|rectify_wire::|descriptor_table_|"
                      r"scc_info_|\.L|_GLOBAL__)")
WRITABLE = re.compile(r"^(\.data|\.bss|\.tdata|\.tbss|\*COM\*)(?!\.rel\.ro)")
FORBIDDEN = re.compile(
    r"^(setlocale|uselocale|localeconv|signal|sigaction|sigprocmask|pthread_sigmask|raise|kill|fork|vfork|"
    r"system|popen|exec\w*|posix_spawn\w*|atexit|on_exit|exit|_exit|quick_exit|abort|putenv|setenv|"
    r"unsetenv|clearenv|getenv|secure_getenv|tzset|localtime|localtime_r|mktime|srand|rand|umask|chdir|"
    r"setrlimit|pthread_create|pthread_atfork|(v|f|d|vf)?printf|puts|putchar|fputs|fputc|fwrite|perror|"
    r"syslog|stdout|stderr|stdin|std::(cout|cerr|clog|wcout|wcerr|cin)|std::locale::global.*|"
    r"std::thread::.*|std::set_(terminate|new_handler|unexpected)\(.*|google::protobuf::SetLogHandler.*)$")
NEEDS = {"flow_machine.hpp": "boost",
         "workflow.hpp": "boost", "machine.hpp": "boost", "archive.hpp": "boost", "proto.hpp": "google"}
FOREIGN = re.compile(r"/(boost|google|nlohmann|CLI)/|/(sqlite3|sodium)\.h")


def run(*command):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True,
                          text=True).stdout


def faults_of_library(library):
    made_once = set()
    for line in run("objdump", "-tC", library).splitlines():
        symbol = re.match(r"^[0-9a-f]+ .{7} (\S+)\t[0-9a-f]+\s+(?:\.hidden )?(.*)$", line)
        if symbol is None or not WRITABLE.match(symbol[1]) or symbol[1] == symbol[2]:
            continue
        name = symbol[2].replace("[abi:cxx11]", "")
        if NOT_OURS.match(name):
            continue
        known = [constant for constant in MADE_ONCE if name.startswith(constant)]
        made_once.update(known)
        if not known:
            yield f"{name} is a variable ({symbol[1]}): who uses two ledgers shares it"
    for constant in MADE_ONCE:
        if constant not in made_once:
            yield f"{constant} is listed as made once, and isn't there"
    for name in sorted(set(re.findall(r"^\s+U (.*)$", run("nm", "-uC", library), re.MULTILINE))):
        if FORBIDDEN.match(name):
            yield f"{name} is called, which is the host's"


def faults_of_headers(root):
    for header in sorted((root / "include/rectify").glob("*.hpp")):
        if header.name == "proto.hpp":  # needs generated headers, and says so
            continue
        read = run("g++", "-std=c++20", "-M", f"-I{root}/include", "-x", "c++", header)
        foreign = sorted(set(word for word in read.split() if FOREIGN.search(word)))
        wanted = NEEDS.get(header.name)
        if foreign and not wanted:
            yield f"{header.name} includes {foreign[0]}: a host would have to have it"
        if wanted and not any(f"/{wanted}/" in word for word in foreign):
            yield f"{header.name} is listed as one that needs {wanted}, and doesn't"


def main():
    found = list(faults_of_headers(Path(sys.argv[2])) if sys.argv[1] == "--headers"
                 else faults_of_library(Path(sys.argv[1])))
    print("\n".join(found) or "guest: leaves the host alone")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
