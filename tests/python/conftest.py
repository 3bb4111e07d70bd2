"""An office for the tests of the Python package: its people, a clock that they set, a ledger.

    def test_a_problem_is_reported(office, ledger):
        assert ledger.report(title="漏水", by=office.clerk).state == "found"
"""
# SPDX-License-Identifier: BSL-1.0
import datetime
from types import SimpleNamespace

import hypothesis
import pytest

import rectify

hypothesis.settings.register_profile("house", database=None, deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")

CHINA = datetime.timezone(datetime.timedelta(hours=8))


class Clock:
    """It stands until it is set."""

    def __init__(self):
        self.now = datetime.datetime(2018, 6, 25, 9, tzinfo=CHINA)

    def __call__(self):
        return self.now

    def on(self, year, month, day, hour=9):
        self.now = datetime.datetime(year, month, day, hour, tzinfo=CHINA)
        return self.now


@pytest.fixture
def office():
    return SimpleNamespace(
        clerk=rectify.Actor("秦乐天", "整改办", roles=["clerk"]),
        coordinator=rectify.Actor("顾维民", "整改办", roles=["coordinator"]),
        verifier=rectify.Actor("程守正", "机关纪委", roles=["verifier"]),
        administrator=rectify.Actor("袁书恒", "办公室", roles=["administrator"]),
        owner=rectify.Actor("周明远", "办公室"), china=CHINA)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ledger(clock):
    with rectify.open(":memory:", clock=clock) as opened:
        yield opened


@pytest.fixture
def assigned(office, ledger):
    """Item 1: of 办公室, supervised by 机关纪委, due 2018-07-31."""
    item = ledger.report(title="接访窗口周五提前下班", source="选民座谈会", by=office.clerk)
    ledger.assign(item, owner="办公室", supervisor="机关纪委", deadline="7月底前",
                  by=office.coordinator)
    return ledger[item]
