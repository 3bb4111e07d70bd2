"""The page and the docstrings: every example is run."""
# SPDX-License-Identifier: BSL-1.0
import doctest
import re
from pathlib import Path

import rectify

PAGE = Path(__file__).parents[2] / "docs/python.md"


def run(text, name):
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    told = []
    runner = doctest.DocTestRunner()
    runner.run(test, out=told.append)
    assert not runner.failures, "".join(told)
    return runner.tries


def test_every_snippet_of_the_page_says_what_it_shows():
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"),
                        re.MULTILINE | re.DOTALL)
    assert run("\n".join(blocks), "docs/python.md") > 40


def test_the_docstrings_examples_run():
    assert run(rectify.__doc__, "rectify") > 3
