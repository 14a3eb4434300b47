"""Records to JSON text and back, exactly: decimals are text, dates ISO 8601, enums their value.

A record of `msgspec.Struct` leaves out what is at its default, a dataclass writes everything.
"""

from functools import cache
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def freeze(value: object) -> str:
    """The text of a value. Raises TypeError for a kind that has no text."""
    return _ENCODER.encode(value).decode()


def thaw(kind: type[T], text: str) -> T:
    """The value of this type that a text was made from; raises msgspec.DecodeError."""
    value: T = thaw_any(kind, text)
    return value


def thaw_any(kind: object, text: str) -> Any:
    """Like `thaw`, for types that are not classes, such as `tuple[int, ...]`."""
    return _decoder(kind).decode(text)


_ENCODER = msgspec.json.Encoder()


@cache
def _decoder(kind: Any) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(kind)
