"""Frozen dataclasses to JSON text and back, exactly: decimals, dates, enums, tuples, mappings.

A field that is empty by default is left out while it is empty; everything else is written,
so that a default that changes one day does not change what was frozen before.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Convert = Callable[[Any], Any]
_EMPTY = (None, "", ())


def freeze(kind: object, value: object, leave_out: tuple[str, ...] = ()) -> str:
    """The text of a value of this type; of a dataclass, fields may be left out."""
    of_any: Any = kind
    convert = _dataclass_encoder(of_any, leave_out) if leave_out else _encoder(of_any)
    return _dumps(convert(value))


def thaw(kind: type[T], text: str, **given: object) -> T:
    """The value of this type that a text was made from; `given` are the fields left out of it."""
    if not given:
        value: T = thaw_any(kind, text)
        return value
    of_any: Any = kind
    plan = _field_decoders(of_any)
    return kind(**{name: plan[name](part) for name, part in json.loads(text).items()}, **given)


def thaw_any(kind: object, text: str) -> Any:
    """Like `thaw`, for types that are not classes, such as `tuple[int, ...]`."""
    return _decoder(kind)(json.loads(text))


_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _same(value: Any) -> Any:
    return value


def _value_of(member: Enum) -> Any:
    return member.value


@cache
def _encoder(kind: Any) -> Convert:
    inner = _optional(kind)
    if inner is not None:
        return _unless_none(_encoder(inner))
    if get_origin(kind) is tuple:
        return _tuple_encoder(get_args(kind))
    if get_origin(kind) is Mapping:
        return dict
    if _has_fields(kind):
        return _dataclass_encoder(kind, ())
    return _scalar(kind, {Decimal: str, date: date.isoformat, datetime: datetime.isoformat}, _value_of)


@cache
def _decoder(kind: Any) -> Convert:
    inner = _optional(kind)
    if inner is not None:
        return _unless_none(_decoder(inner))
    if get_origin(kind) is tuple:
        return _tuple_decoder(get_args(kind))
    if get_origin(kind) is Mapping:
        return dict
    if _has_fields(kind):
        return _dataclass_decoder(kind)
    ways: dict[Any, Convert] = {
        Decimal: Decimal,
        date: date.fromisoformat,
        datetime: datetime.fromisoformat,
    }
    return _scalar(kind, ways, kind)


def _scalar(kind: Any, ways: Mapping[Any, Convert], of_enum: Convert) -> Convert:
    if kind in ways:
        return ways[kind]
    if kind in (str, int, bool):
        return _same
    if isinstance(kind, type) and issubclass(kind, Enum):
        return of_enum
    raise TypeError(f"no way to freeze {kind!r}")


def _optional(kind: Any) -> Any:
    """X of `X | None`, otherwise None."""
    if get_origin(kind) not in (Union, types.UnionType):
        return None
    kinds = [arg for arg in get_args(kind) if arg is not type(None)]
    if len(kinds) != 1:
        raise TypeError(f"no way to freeze {kind!r}")
    return kinds[0]


def _unless_none(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


def _tuple_encoder(kinds: tuple[Any, ...]) -> Convert:
    if _is_of_one_kind(kinds):
        item = _encoder(kinds[0])
        return lambda value: [item(part) for part in value]
    items = [_encoder(kind) for kind in kinds]
    return lambda value: [item(part) for item, part in zip(items, value, strict=True)]


def _tuple_decoder(kinds: tuple[Any, ...]) -> Convert:
    if _is_of_one_kind(kinds):
        item = _decoder(kinds[0])
        return lambda value: tuple(item(part) for part in value)
    items = [_decoder(kind) for kind in kinds]
    return lambda value: tuple(item(part) for item, part in zip(items, value, strict=True))


def _is_of_one_kind(kinds: tuple[Any, ...]) -> bool:
    return len(kinds) > 1 and kinds[1] is Ellipsis


@cache
def _dataclass_encoder(kind: Any, leave_out: tuple[str, ...]) -> Convert:
    hints = get_type_hints(kind)
    plan = [
        (part.name, _encoder(hints[part.name]), _is_empty_by_default(part))
        for part in fields(kind)
        if part.name not in leave_out
    ]

    def encode(value: Any) -> dict[str, Any]:
        frozen = {}
        for name, convert, may_be_left_out in plan:
            part = getattr(value, name)
            if part or not may_be_left_out or part not in _EMPTY:
                frozen[name] = part if convert is _same else convert(part)
        return frozen

    return encode


@cache
def _field_decoders(kind: Any) -> Mapping[str, Convert]:
    hints = get_type_hints(kind)
    return {part.name: _decoder(hints[part.name]) for part in fields(kind)}


def _dataclass_decoder(kind: Any) -> Convert:
    plan = _field_decoders(kind)
    return lambda frozen: kind(**{name: plan[name](part) for name, part in frozen.items()})


def _has_fields(kind: Any) -> bool:
    return is_dataclass(kind)


def _is_empty_by_default(part: "Field[Any]") -> bool:
    return part.default is not MISSING and part.default in _EMPTY
