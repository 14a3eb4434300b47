"""Replies taken apart by name, never by order: a field that KashFlow adds changes nothing here.

A value that must be there and is not, or cannot be read, is never taken for 0 or nothing: it
raises OddReply, and the call counts as not answered.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from lxml import etree

from kfdesk.domain.money import PENNY
from kfdesk.kashflow.failures import CutOff, HttpStatus, OddReply, SoapFault
from kfdesk.kashflow.transport import HttpReply

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_LONDON = ZoneInfo("Europe/London")
_TITLE = re.compile(rb"<title[^>]*>(.{0,200}?)</title", re.IGNORECASE | re.DOTALL)
_BEGINNING = re.compile(rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*\?>\s*)?<([\w-]+:)?Envelope\b")
_LONGEST_SAID = 300
_MOST_DIGITS = 18
_OK, _CLIENT_ERROR, _SERVER_ERROR = 200, 400, 500


class Record:
    """The children of an element by name."""

    def __init__(self, element: "etree._Element | None") -> None:
        # Of two with one name the first counts.
        self._children = {_name(child): child for child in reversed(_children(element)) if not _is_nil(child)}

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self._children)

    def element(self, name: str) -> "etree._Element | None":
        """A child as it is."""
        return self._children.get(name)

    def text(self, name: str) -> str:
        """A text; empty when absent, which is how KashFlow writes an empty one."""
        child = self._children.get(name)
        return "" if child is None else (child.text or "")

    def integer(self, name: str) -> int:
        """A whole number that must be there."""
        try:
            return int(self._present(name))
        except ValueError:
            raise OddReply(f"{name} is not a whole number") from None

    def number(self, name: str) -> Decimal:
        """A decimal number that must be there."""
        try:
            value = Decimal(self._present(name))
        except InvalidOperation:
            raise OddReply(f"{name} is not a number") from None
        if not value.is_finite() or value.adjusted() > _MOST_DIGITS:
            raise OddReply(f"{name} is not a number")
        return value

    def money(self, name: str) -> Decimal:
        """An amount, with two decimals unless it has more to say."""
        value = self.number(name)
        return value.quantize(PENNY) if value == value.quantize(PENNY) else value

    def day(self, name: str) -> date:
        """A date that must be there; the time of day is midnight and means nothing."""
        try:
            moment = datetime.fromisoformat(self._present(name))
        except ValueError:
            raise OddReply(f"{name} is not a date") from None
        if moment.year == date.min.year:
            return date.min  # .NET's way to say that there is none
        return moment.astimezone(_LONDON).date() if moment.tzinfo else moment.date()

    def records(self, name: str, of: str) -> "list[Record]":
        """The entries of a list; anything in it that is not one of them is an odd reply."""
        return entries(self._children.get(name), of)

    def _present(self, name: str) -> str:
        text = self.text(name).strip()
        if not text:
            raise OddReply(f"{name} is missing")
        return text


@dataclass(frozen=True)
class Reply:
    """What an operation answered. `result` is None where it has none."""

    status: str
    detail: str
    result: "etree._Element | None" = field(repr=False)

    @property
    def record(self) -> Record:
        """The result as one record."""
        return Record(self.result)

    def entries(self, of: str) -> list[Record]:
        """The result as a list."""
        return entries(self.result, of)

    @property
    def value(self) -> str:
        """The result as a plain value."""
        return "" if self.result is None else (self.result.text or "").strip()


def entries(element: "etree._Element | None", of: str) -> list[Record]:
    """The records in a list element that bear this name; an absent list is an empty one."""
    children = _children(element)
    strange = {_name(child) for child in children} - {of}
    if strange:
        raise OddReply(f"a list of {of} that holds {', '.join(sorted(strange))}")
    return [Record(child) for child in children if not _is_nil(child)]


def read_reply(operation: str, http: HttpReply) -> Reply:
    """The reply in an HTTP answer; raises OddReply or one of its kinds when there is none."""
    if http.status >= _SERVER_ERROR:
        _raise_fault(http)
    if http.status != _OK:
        raise HttpStatus(http.status, _title(http.data))
    body = _body(http)
    _raise_if_fault(body)
    response = body.find(f"{{*}}{operation}Response")
    if response is None:
        raise OddReply(f"not an answer to {operation}")
    known = Record(response)
    return Reply(
        known.text("Status").strip(), known.text("StatusDetail").strip(), known.element(f"{operation}Result")
    )


def _raise_fault(http: HttpReply) -> None:
    """A fault comes with HTTP 500; anything else with it says only that the service is down."""
    try:
        body = _body(http)
    except OddReply:
        return
    _raise_if_fault(body)


def _raise_if_fault(body: "etree._Element") -> None:
    fault = body.find("{*}Fault")
    if fault is not None:
        known = Record(fault)
        code = known.text("faultcode").strip().rpartition(":")[2]
        raise SoapFault(_short(known.text("faultstring")), blames_request=code.split(".")[0] == "Client")


def _body(http: HttpReply) -> "etree._Element":
    root = _parse(http)
    body = root.find("{http://schemas.xmlsoap.org/soap/envelope/}Body")
    if _name(root) != "Envelope" or body is None or _has_doctype(root):
        raise OddReply(_description(http))
    return body


def _has_doctype(root: "etree._Element") -> bool:
    doctype: str = root.getroottree().docinfo.doctype  # type: ignore[attr-defined] # the stubs lack it
    return bool(doctype)


def _parse(http: HttpReply) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(http.data, parser)
    except (etree.XMLSyntaxError, ValueError):
        pass
    if _BEGINNING.match(http.data) and not http.data.rstrip().endswith(b"Envelope>"):
        raise CutOff("half an answer")
    raise OddReply(_description(http))


def _description(http: HttpReply) -> str:
    if not http.data.strip():
        return "an empty answer"
    title = _title(http.data)
    if title:
        return f"a web page: {title}"
    return f"an answer of the kind {http.content_type or 'unknown'}"


def _title(data: bytes) -> str:
    found = _TITLE.search(data)
    return _short(found.group(1).decode("utf-8", "replace")) if found else ""


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_SAID]


def _children(element: "etree._Element | None") -> "list[etree._Element]":
    return [] if element is None else list(element.iterchildren("{*}*"))


def _is_nil(element: "etree._Element") -> bool:
    return element.get(_NIL) in {"true", "1"}


def _name(element: "etree._Element") -> str:
    return etree.QName(element).localname


def plain(value: Decimal) -> Decimal:
    """A number without trailing zeros or exponent: 20, not 20.0000 or 2E+1."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()
