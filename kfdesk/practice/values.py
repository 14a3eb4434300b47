"""Values out of a request and into a reply: numbers, dates, records, lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from kfdesk.practice.shapes import SHAPES

KASHFLOW = "KashFlow"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NO_DATE = date(1, 1, 1)
_LONDON = "Europe/London"
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)?)?")
_WORDS = {"true": True, "1": True, "false": False, "0": False}
_BIGGEST_INT = 2**31 - 1

Record = dict[str, object]


class BadValueError(Exception):
    """A value that cannot be read as what its field is; the service answers it with a Fault."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(
            "Server was unable to read request."
            f" ---> There is an error in XML document ({line}, 1). ---> {why}"
        )


def pennies(amount: Decimal, places: int = 2) -> Decimal:
    """Rounded half-up, which for amounts below zero means away from zero."""
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def today() -> date:
    """The date in the company's country."""
    return datetime.now(ZoneInfo(_LONDON)).date()


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    name: str = etree.QName(element).localname
    return name


def child(parent: etree._Element | None, name: str) -> etree._Element | None:
    """The child of that name, unless it is absent or says that it is nil."""
    if parent is None:
        return None
    found = parent.find(f"{{{KASHFLOW}}}{name}")
    if found is None or found.get(f"{{{XSI}}}nil") in {"true", "1"}:
        return None
    return found


def text_of(parent: etree._Element | None, name: str) -> str:
    """The text of a child, empty when there is none."""
    found = child(parent, name)
    text: str | None = None if found is None else found.text
    return text or ""


def int_of(parent: etree._Element | None, name: str) -> int:
    """The number in a child, 0 when there is none."""
    found = child(parent, name)
    return 0 if found is None else _read_int(found)


def date_of(parent: etree._Element | None, name: str) -> date | None:
    """The day in a child: whatever time is sent is cut to midnight."""
    found = child(parent, name)
    return None if found is None else _read_date(found)


def read_record(parent: etree._Element | None, shape: str) -> Record:
    """The simple fields of a record that were sent; order and unknown fields do not matter."""
    record: Record = {}
    for name, kind in SHAPES[shape]:
        found = child(parent, name)
        if found is not None and kind in _READERS:
            record[name] = _READERS[kind](found)
    return record


def write_record(parent: etree._Element, shape: str, values: Mapping[str, object]) -> None:
    """Append the fields of a record; what is missing is written as a .NET service writes it."""
    for name, kind in SHAPES[shape]:
        value = values.get(name)
        if kind == "nil":
            _add(parent, name).set(f"{{{XSI}}}nil", "true")
        elif kind == "lines":
            _write_lines(_add(parent, name), value)
        elif kind in SHAPES:
            if isinstance(value, Mapping):
                write_record(_add(parent, name), kind, value)
        elif kind != "string" or value is not None:
            _add(parent, name).text = text_for(kind, value)


def text_for(kind: str, value: object) -> str:
    """A simple value as it stands on the wire."""
    if kind == "string":
        return str(value)
    if kind == "dateTime":
        return f"{value or NO_DATE}T00:00:00"
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "money":
        return f"{Decimal(str(value or 0)):.4f}"
    if kind == "decimal":
        return f"{Decimal(str(value or 0)):f}"
    return str(value or 0)


def _write_lines(parent: etree._Element, lines: object) -> None:
    for line in lines if isinstance(lines, Sequence) else ():
        item = _add(parent, "anyType")
        item.set(f"{{{XSI}}}type", "InvoiceLine")
        write_record(item, "InvoiceLine", line)


def _add(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{KASHFLOW}}}{name}")


def _text(element: etree._Element) -> str:
    text: str | None = element.text
    return text or ""


def _line(element: etree._Element) -> int:
    line: Any = element.sourceline
    return int(line or 1)


def _read_int(element: etree._Element) -> int:
    text = _text(element).strip()
    if not re.fullmatch(r"[+-]?\d{1,10}", text) or abs(int(text)) > _BIGGEST_INT:
        raise BadValueError("Input string was not in a correct format.", _line(element))
    return int(text)


def _read_decimal(element: etree._Element) -> Decimal:
    text = _text(element).strip()
    if not re.fullmatch(r"[+-]?(\d{1,28}(\.\d{0,28})?|\.\d{1,28})", text):
        raise BadValueError("Input string was not in a correct format.", _line(element))
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise BadValueError("Input string was not in a correct format.", _line(element)) from error


def _read_date(element: etree._Element) -> date:
    text = _text(element)
    stripped = text.strip()
    try:
        moment = datetime.fromisoformat(stripped if _DATE.fullmatch(stripped) else "")
    except ValueError as error:
        raise BadValueError(f"The string '{text}' is not a valid AllXsd value.", _line(element)) from error
    # A time with a zone is turned into British time first, which can move the day.
    return moment.astimezone(ZoneInfo(_LONDON)).date() if moment.tzinfo else moment.date()


def _read_boolean(element: etree._Element) -> bool:
    text = _text(element).strip()
    if text not in _WORDS:
        raise BadValueError(f"The string '{text}' is not a valid Boolean value.", _line(element))
    return _WORDS[text]


_READERS = {
    "string": _text,
    "int": _read_int,
    "decimal": _read_decimal,
    "money": _read_decimal,
    "dateTime": _read_date,
    "boolean": _read_boolean,
}
