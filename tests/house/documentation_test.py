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
    """What is found in a small project with this README, and with these pages in docs/."""
    def look(readme, **pages):
        for folder in ("src", "docs", "tests/docs", "include/rectify"):
            (tmp_path / folder).mkdir(parents=True)
        (tmp_path / "src/README.md").write_text("# The top\n`src/`")
        (tmp_path / "tests/docs/pages_test.py").write_text("# runs docs/first.md\n")
        for page, text in {"README": "[first](first.md#a)", "first": "# A\n", **pages}.items():
            (tmp_path / f"docs/{page}.md").write_text(text)
        (tmp_path / "include/rectify/day.hpp").write_text("")
        (tmp_path / "tests/docs/first.cpp").write_text(
            "int main() {\n  auto a = 1;\n  if (a) {\n    go();\n  }\n}\n")
        (tmp_path / "README.md").write_text(readme)
        return list(documentation.faults(tmp_path))
    return look


def test_what_is_there_is_no_fault(faults):
    assert faults("[layers](src/README.md#the-top) [here](#some-docs-and-more) [web](https://example.org) `rectify/day.hpp`\n"
                  "`<rectify/day.hpp>` `tests/docs/first.cpp -x` `docs/` `a/b`\n"
                  "## Some `docs`, and more\n" + EXAMPLE + "```sh\nls\n```\n") == []


def test_a_dead_link_is_found(faults):
    assert faults("[x](docs/gone.md)") == ["README.md: links to docs/gone.md, which is not there"]


def test_a_link_to_a_heading_that_is_gone_is_found(faults):
    assert faults("# Here\n[x](#there) [y](src/README.md#top)") == [
        "README.md: links to #there, which is not there",
        "README.md: links to src/README.md#top, which is not there"]


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


@pytest.mark.parametrize("language", ["cpp", "c", "python"])
def test_code_that_nothing_compiles_or_runs_is_found(faults, language):
    assert faults(f"```\nplain\n```\nwords\n\n```{language}\nauto b = 2;\n```\n" + EXAMPLE) == [
        f"README.md: nothing compiles or runs its {language}: auto b = 2;"]


def test_a_page_may_have_its_python_run_but_not_its_other_code(faults):
    run = "# A\n<!-- each python block is run by: tests/docs/pages_test.py -->\n"
    assert faults("", first=run + "```python\nb = 2\n```\n```cpp\nauto b = 2;\n```\n") == [
        "docs/first.md: nothing compiles or runs its cpp: auto b = 2;"]


def test_a_test_that_does_not_run_the_page_is_found(faults):
    run = "[first]({}first.md)\n<!-- each python block is run by: tests/docs/{}_test.py -->\n"
    assert faults(run.format("docs/", "gone"), README=run.format("", "pages")) == [
        "README.md: its python is run by tests/docs/gone_test.py, which is not there",
        "docs/README.md: its python is run by tests/docs/pages_test.py, which doesn't name it"]


def test_a_page_that_the_index_does_not_lead_to_is_found(faults):
    assert faults("", second="") == ["docs/README.md: doesn't lead to second.md"]
