"""What rectify raises: Error, when something can't be done; Refused, when it may not be.

    Error > Refused > Conflict

Misuse (a closed ledger, a wrong type) is a ValueError or TypeError, as everywhere in Python.
"""
# SPDX-License-Identifier: BSL-1.0
from __future__ import annotations

from typing import TYPE_CHECKING, Tuple

if TYPE_CHECKING:
    from ._names import Lang
    from ._rectify import Event, Refusal


class Error(Exception):
    """What can't be done: the disk is full, the file is damaged or of somebody else.

    code is stable, for programs ('store.full'); path is the ledger's. Nothing was changed unless
    the words say so.
    """

    def __init__(self, message: str = "", code: str = "", path: str = "") -> None:
        super().__init__(message, code, path)
        self.code = code
        self.path = path

    def __str__(self) -> str:
        return str(self.args[0])


class Refused(Error):
    """What may not be done, and why not. refusal has all of it; reasons are all that stand against.

    code, rule, wanted, field and value are the refusal's, text(lang) is one line for people.
    """

    def __init__(self, refusal: Refusal, reasons: Tuple[Refusal, ...] = (),
                 in_between: Tuple[Event, ...] = ()) -> None:
        super().__init__(refusal.text(), refusal.code)
        self.args = (refusal, reasons, in_between)
        self.refusal = refusal
        self.reasons = reasons or (refusal,)
        self.rule = refusal.rule
        self.wanted = refusal.wanted
        self.field = refusal.field
        self.value = refusal.value

    def text(self, lang: Lang = "en") -> str:
        """All of it in one line: 'en' or 'zh'."""
        return self.refusal.text(lang)

    def __str__(self) -> str:
        return self.refusal.text()


class Conflict(Refused):
    """The item has moved on since expected_version; in_between is what happened, oldest first."""

    def __init__(self, refusal: Refusal, reasons: Tuple[Refusal, ...] = (),
                 in_between: Tuple[Event, ...] = ()) -> None:
        super().__init__(refusal, reasons, in_between)
        self.in_between = in_between
