"""Reading DER, the bytes that certificates are written in: values inside of values, each with a tag and a length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

SEQUENCE, SET, INTEGER, OCTETS, OBJECT, UTC_TIME, LONG_TIME = 0x30, 0x31, 0x02, 0x04, 0x06, 0x17, 0x18
#: Of an element that its place in a structure names by a number.
NUMBERED = 0xA0


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its tag, and its bytes."""

    tag: int
    data: bytes

    @property
    def inside(self) -> list[Value]:
        """Return the values that it is made of."""
        return read(self.data)

    @property
    def whole(self) -> bytes:
        """Return it as it is written, with its tag and its length."""
        length = len(self.data)
        size = length.to_bytes((length.bit_length() + 7) // 8, "big") if length >= 0x80 else b""
        return bytes([self.tag, len(size) | 0x80 if size else length]) + size + self.data

    @property
    def time(self) -> float:
        """Return a point in time, as seconds since 1970."""
        text = self.data.decode("ascii")
        form = "%y%m%d%H%M%SZ" if self.tag == UTC_TIME else "%Y%m%d%H%M%SZ"
        return datetime.strptime(text, form).replace(tzinfo=UTC).timestamp()

    @property
    def text(self) -> str:
        """Return it as text."""
        return self.data.decode("utf-8", "replace")

    @property
    def object(self) -> str:
        """Return the name of a kind of thing: numbers with dots."""
        parts = [self.data[0] // 40, self.data[0] % 40]
        number = 0
        for byte in self.data[1:]:
            number = number << 7 | byte & 0x7F
            if byte < 0x80:
                parts.append(number)
                number = 0
        return ".".join(map(str, parts))


def read(data: bytes) -> list[Value]:
    """Return the values that stand one after the other; ``ValueError`` when they do not."""
    found: list[Value] = []
    at = 0
    while at < len(data):
        start, length = _header(data, at)
        if start + length > len(data):
            raise ValueError("a value is cut")
        found.append(Value(data[at], data[start : start + length]))
        at = start + length
    return found


def _header(data: bytes, at: int) -> tuple[int, int]:
    """Return where a value begins, and how long it is."""
    if at + 2 > len(data):
        raise ValueError("a value has no length")
    first = data[at + 1]
    if first < 0x80:
        return at + 2, first
    size = first & 0x7F
    return at + 2 + size, int.from_bytes(data[at + 2 : at + 2 + size], "big")
