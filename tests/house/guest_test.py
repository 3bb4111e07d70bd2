"""guest.py finds a variable, a call that is the host's affair, and a header that needs Boost."""
# SPDX-License-Identifier: BSL-1.0
import importlib.util
import subprocess
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("guest", Path(__file__).with_name("guest.py"))
guest = importlib.util.module_from_spec(spec)
spec.loader.exec_module(guest)


@pytest.fixture
def faults(tmp_path, monkeypatch):
    """What is found in a library of this one source."""
    monkeypatch.setattr(guest, "MADE_ONCE", {"rectify::words()::made": "a constant"})

    def look(source):
        file, library = tmp_path / "a.cpp", tmp_path / "a.o"
        file.write_text("namespace rectify { int make(); const int& words() "
                        "{ static const int made = make(); return made; } }\n" + source)
        subprocess.run(["g++", "-fPIC", "-c", file, "-o", library], check=True)
        return list(guest.faults_of_library(library))

    return look


def test_constants_are_no_fault(faults):
    assert faults('namespace rectify { extern const char* const names[] = {"a", "b"}; }') == []


@pytest.mark.parametrize("source", [
    "namespace rectify { int count; }", "namespace rectify { int count = 7; }",
    "namespace rectify { static const char* last = \"\"; void f() { last = nullptr; } }",
    "namespace rectify { int& next() { static int count; return count; } }",
    "namespace rectify { thread_local int count = 1; }"])
def test_a_variable_is_found(faults, source):
    assert len(faults(source)) == 1


@pytest.mark.parametrize("source, name", [
    ("#include <clocale>\nvoid f() { setlocale(LC_ALL, \"\"); }", "setlocale"),
    ("#include <unistd.h>\nint f() { return fork(); }", "fork"),
    ("#include <cstdlib>\nvoid f() { abort(); }", "abort"),
    ("#include <cstdio>\nvoid f(int i) { printf(\"%d\", i); }", "printf"),
    ("#include <iostream>\nvoid f() { std::cerr << 1; }", "std::cerr"),
    ("#include <ctime>\nvoid f() { tzset(); }", "tzset")])
def test_a_call_that_is_the_hosts_is_found(faults, source, name):
    assert faults(source) == [f"{name} is called, which is the host's"]


def test_a_listed_constant_that_is_gone_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(guest, "MADE_ONCE", {"rectify::gone": "a constant"})
    (tmp_path / "a.cpp").write_text("int f() { return 1; }")
    subprocess.run(["g++", "-c", tmp_path / "a.cpp", "-o", tmp_path / "a.o"], check=True)
    assert list(guest.faults_of_library(tmp_path / "a.o")) == [
        "rectify::gone is listed as made once, and isn't there"]


def test_a_header_that_needs_boost_is_found_and_one_that_no_longer_does(tmp_path, monkeypatch):
    monkeypatch.setattr(guest, "NEEDS", {"workflow.hpp": "boost"})
    folder = tmp_path / "include/rectify"
    folder.mkdir(parents=True)
    (folder / "day.hpp").write_text("#include <rectify/inner.hpp>\n")
    (folder / "inner.hpp").write_text("#include <boost/version.hpp>\n")
    (folder / "workflow.hpp").write_text("#include <vector>\n")
    assert [fault.split(" ")[0] for fault in guest.faults_of_headers(tmp_path)] == [
        "day.hpp", "inner.hpp", "workflow.hpp"]
