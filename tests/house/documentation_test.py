"""documentation.py finds a dead link, a path that is gone, and an example that has rotted."""
# SPDX-License-Identifier: BSL-1.0
import importlib.util
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location(
    "documentation", Path(__file__).with_name("documentation.py"))
documentation = importlib.util.module_from_spec(spec)
spec.loader.exec_module(documentation)

EXAMPLE = ("<!-- compiled: tests/docs/first.cpp -->\n"
           "```cpp\nauto a = 1;\nif (a) {\n  go();\n}\n```\n")


@pytest.fixture
def faults(tmp_path):
    """What is found in a small project with this README."""
    def look(readme):
        for folder in ("src", "docs", "tests/docs", "include/rectify"):
            (tmp_path / folder).mkdir(parents=True)
        (tmp_path / "src/README.md").write_text("`src/`")
        (tmp_path / "include/rectify/day.hpp").write_text("")
        (tmp_path / "tests/docs/first.cpp").write_text(
            "int main() {\n  auto a = 1;\n  if (a) {\n    go();\n  }\n}\n")
        (tmp_path / "README.md").write_text(readme)
        return list(documentation.faults(tmp_path))
    return look


def test_what_is_there_is_no_fault(faults):
    assert faults("[layers](src/README.md#top) [web](https://example.org) `rectify/day.hpp`\n"
                  "`<rectify/day.hpp>` `tests/docs/first.cpp -x` `docs/` `a/b`\n" + EXAMPLE) == []


def test_a_dead_link_is_found(faults):
    assert faults("[x](docs/gone.md)") == ["README.md: links to docs/gone.md, which is not there"]


def test_a_path_that_is_gone_is_found(faults):
    assert faults("`src/gone.cpp` and `rectify/gone.hpp`") == [
        "README.md: names src/gone.cpp, which is not there",
        "README.md: names include/rectify/gone.hpp, which is not there"]


def test_an_example_that_differs_from_its_file_is_found(faults):
    assert faults(EXAMPLE.replace("go()", "stay()")) == [
        "README.md: an example differs from tests/docs/first.cpp: auto a = 1;"]


def test_an_example_without_its_file_is_found(faults):
    assert faults(EXAMPLE.replace("first", "second")) == [
        "README.md: shows an example of tests/docs/second.cpp, which is not there"]
