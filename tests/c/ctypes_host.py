#!/usr/bin/python3
"""A host in a language that only calls C: the shared library through ctypes.

    ctypes_host.py LIBRECTIFY.so
"""
# SPDX-License-Identifier: BSL-1.0
import ctypes
import json
import sys

JSON = 1
OK, REFUSED, ERROR, MISUSE = range(4)


class Error(ctypes.Structure):
    _fields_ = [("status", ctypes.c_int)] + [(name, ctypes.c_char_p) for name in (
        "code", "field", "value", "path", "text_en", "text_zh")]


class Ledger:
    """A ledger as a context manager; what goes in and comes out are Python's own values."""

    def __init__(self, library, where):
        self.c = ctypes.CDLL(library)
        self.c.rectify_version.restype = ctypes.c_char_p
        self.c.rectify_free.argtypes = [ctypes.c_void_p]
        self.handle = ctypes.c_void_p()
        error = ctypes.POINTER(Error)()
        status = self.c.rectify_open(*self.text(where), None, ctypes.byref(self.handle),
                                     ctypes.byref(error))
        assert status == OK, error.contents.text_en

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.c.rectify_close(ctypes.byref(self.handle))

    @staticmethod
    def text(value):
        text = (value if isinstance(value, str) else json.dumps(value)).encode()
        return text, ctypes.c_size_t(len(text))

    def call(self, name, *arguments):
        """(status, what came out, the error's code)"""
        out, size = ctypes.c_void_p(), ctypes.c_size_t()
        error = ctypes.POINTER(Error)()
        status = getattr(self.c, name)(self.handle, *arguments, ctypes.byref(out),
                                       ctypes.byref(size), ctypes.byref(error))
        told = json.loads(ctypes.string_at(out, size.value)) if out else None
        code = error.contents.code.decode() if error else ""
        self.c.rectify_free(out)
        self.c.rectify_free(error)
        return status, told, code


def main():
    actor = {"name": "王芳", "unit": "办公室", "roles": ["clerk"]}
    with Ledger(sys.argv[1], ":memory:") as ledger:
        assert ledger.c.rectify_abi() == 1
        status, answer, _ = ledger.call("rectify_apply", JSON, *ledger.text(
            {"actor": actor, "report": {"title": "漏水"}}))
        assert status == OK and answer["accepted"], answer
        status, answer, code = ledger.call("rectify_apply", JSON, *ledger.text(
            {"actor": actor, "item": "1", "verify": {}}))
        assert (status, code) == (REFUSED, "state.wrong") and "refusal" in answer, answer
        status, page, _ = ledger.call("rectify_query", JSON, *ledger.text({"states": ["found"]}))
        assert [item["title"] for item in page["items"]] == ["漏水"], page
        status, reading, _ = ledger.call("rectify_deadline_parse", JSON, *ledger.text("7月底前"),
                                         *ledger.text("2024-05-20"))
        assert reading["deadline"]["due"] == "2024-07-31", reading
        status, whole, _ = ledger.call("rectify_verify", JSON, None, None)
        assert status == OK and whole["whole"], whole
    status, _, code = ledger.call("rectify_counters", JSON)  # closed
    assert (status, code) == (MISUSE, "misuse.null"), code
    print("ctypes: rectify", ledger.c.rectify_version().decode())


if __name__ == "__main__":
    main()
