"""protobuf's wire format, as far as a verifier needs it: a message's fields, and an event's JSON as bytes.

    fields(record)                      # {1: [7], 2: [3], 8: [b"..."]}: by number, in order
    number(record, 2), text(record, 8, 1)       # a field, or a field of a field; 0 and "" where it isn't
    Messages().encode("Event", json.loads(line)["event"])

The wire: https://protobuf.dev/programming-guides/encoding. Field numbers and types are read from proto/.
"""
# SPDX-License-Identifier: BSL-1.0
import base64
import calendar
import re
import struct
from pathlib import Path

PROTO = Path(__file__).resolve().parents[2] / "proto/rectify/v1"


class Broken(Exception):
    """What is not as it was written, and where."""


def expect(holds, where):
    if not holds:
        raise Broken(where)


def varint(data, at):
    """The number at that place, and the place behind it."""
    value = shift = 0
    while True:
        if at >= len(data) or shift > 63:
            raise ValueError("a number ends too early or has more than 64 bits")
        value |= (data[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if data[at - 1] < 0x80:
            return value, at


def fields(message):
    """What a message holds, by field number: numbers as int, all else as bytes."""
    held, at = {}, 0
    while at < len(message):
        tag, at = varint(message, at)
        kind = tag & 7
        if kind == 0:
            value, at = varint(message, at)
        elif kind in (1, 2, 5):
            size, at = varint(message, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
            value, at = message[at:at + size], at + size
        else:
            raise ValueError(f"no field begins with {tag}")
        if at > len(message):
            raise ValueError("a field is longer than its message")
        held.setdefault(tag >> 3, []).append(value)
    return held


def number(message, *path):
    for n in path:
        message = fields(message or b"").get(n, [0])[-1]
    return message


def text(message, *path):
    return (number(message, *path) or b"").decode()


def written(value):
    value &= (1 << 64) - 1  # a negative number is as one of 64 bits
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


class Messages:
    """The messages of proto/rectify/v1, to make bytes of their JSON: fields by number, what is there."""

    def __init__(self, folder=PROTO):
        self.messages, message = {}, None
        if not Path(folder).is_dir():
            raise OSError(f"{folder} isn't there: events in words are read by proto/rectify/v1 of rectify's source")
        for file in sorted(Path(folder).glob("*.proto")):
            for line in file.read_text("utf-8").splitlines():
                if begin := re.match(r"message (\w+) \{", line):
                    message = self.messages.setdefault(begin[1], {})
                elif field := re.match(r"\s+(?:optional |repeated )?([\w.]+) (\w+) = (\d+);", line):
                    name = re.sub(r"_(\w)", lambda letter: letter[1].upper(), field[2])
                    message[name] = int(field[3]), field[1]

    def encode(self, message, values):
        known = self.messages[message]
        if unknown := values.keys() - known.keys():
            raise ValueError(f"{message} has no field {min(unknown)}")
        out = b""
        for name in sorted(values, key=known.get):
            number, kind = known[name]
            for value in values[name] if isinstance(values[name], list) else [values[name]]:
                out += self.field(number, kind, value)
        return out

    def field(self, number, kind, value):
        if kind in ("int32", "int64", "uint32", "uint64", "bool"):
            return written(number << 3) + written(int(value))
        if kind == "fixed64":
            return written(number << 3 | 1) + struct.pack("<Q", int(value))
        if kind == "string":
            data = value.encode()
        elif kind == "bytes":
            data = base64.b64decode(value)
        elif kind == "google.protobuf.Timestamp":
            date, fraction = re.fullmatch(r"([^.Z]+)(?:\.(\d+))?Z", value).groups()
            seconds = calendar.timegm(tuple(map(int, re.split("[-T:]", date))))
            nanos = int((fraction or "").ljust(9, "0"))
            data = b"".join(written(n << 3) + written(v) for n, v in ((1, seconds), (2, nanos)) if v)
        else:
            data = self.encode(kind, value)
        return written(number << 3 | 2) + written(len(data)) + data
