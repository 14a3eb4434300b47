"""JSON files as a shop's own interface gives them, instead of tables.

A file holds an order, a list of them, or an object around either; refunds may stand beside
their orders. Refunds alone are refused with the file to fetch instead: they say neither what
was sold nor to whom, and an order's refunds come with the order.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn, Protocol

from kfdesk.domain.errors import FileNotRecognised, FileUnreadable, HeaderOnly, WrongReport
from kfdesk.domain.orders import Order
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers.archives import open_bytes
from kfdesk.importers.columns import cell_problem
from kfdesk.importers.fields import OddField, Thing
from kfdesk.importers.text import FileLook
from kfdesk.services.ports import FileProblem, OrderFile

LARGEST = 64 << 20
START = 1 << 12
WRAPPERS = ("data", "order", "orders", "refund", "refunds")
DEEPEST = 4
FOUND_SHOWN = 8
PRACTICE = "kfdesk practice"


class DocumentReader(Protocol):
    """A format: is this object one of my orders or refunds, and what does it say."""

    @property
    def format(self) -> str:
        """The stored name, family first: `shopify.api`."""

    @property
    def marketplace(self) -> str:
        """What a channel of this family is called by default."""

    @property
    def instead(self) -> str:
        """Which file to fetch where one holds refunds alone."""

    def is_order(self, thing: Thing) -> bool:
        """Whether this object is an order of this format."""

    def is_refund(self, thing: Thing) -> bool:
        """Whether it is a refund."""

    def parent(self, refund: Thing) -> str:
        """The id of the order that a refund belongs to; empty where it does not say."""

    def order(self, thing: Thing, refunds: Sequence[Thing]) -> Order:
        """An order, with the refunds beside it that are its own. Raises OddField, ValueError."""


@dataclass(frozen=True)
class DocumentFiles:
    """Recognises JSON files and reads them."""

    readers: tuple[DocumentReader, ...]

    def open(self, path: Path, look: FileLook) -> OrderFile:
        """Raises the errors under FileRefused."""
        things = _things_of(path, look)
        if not things:
            raise HeaderOnly(path=path)
        reader = self._reader(path, things)

        def items(on_bytes: Callable[[int], None]) -> Iterator[Order | FileProblem]:
            return _items(reader, things, lambda done: on_bytes(look.size * done // len(things)))

        return OrderFile(
            path=path,
            sha256=look.sha256,
            format=reader.format,
            marketplace=reader.marketplace,
            is_practice=any(PRACTICE in thing for thing in things),
            total_bytes=look.size,
            items=items,
        )

    def _reader(self, path: Path, things: Sequence[Thing]) -> DocumentReader:
        for reader in self.readers:
            if any(map(reader.is_order, things)):
                return reader
        for reader in self.readers:
            if any(map(reader.is_refund, things)):
                raise WrongReport(
                    path=path, report=f"a list of {reader.marketplace} refunds", instead=reader.instead
                )
        raise FileNotRecognised(path=path, found=", ".join(list(things[0])[:FOUND_SHOWN]))


def is_document(path: Path, look: FileLook) -> bool:
    """Whether a text file begins as JSON does and no table would."""
    if not look.encoding:
        return False
    with open_bytes(path) as handle, TextIOWrapper(handle, encoding=look.encoding) as text:
        start = text.read(START).lstrip()
    return start.startswith("{") or (start.startswith("[") and start[1:].lstrip()[:1] in set('{]"[') | {""})


def _things_of(path: Path, look: FileLook) -> list[Thing]:
    if look.size > LARGEST:
        raise FileUnreadable(path=path, why="too_large")
    try:
        with open_bytes(path) as handle, TextIOWrapper(handle, encoding=look.encoding) as whole:
            text = whole.read()
        return list(_unwrapped(json.loads(text, parse_float=str, parse_constant=_refuse), DEEPEST))
    except (ValueError, RecursionError) as error:
        raise FileUnreadable(path=path, why="damaged") from error


def _refuse(found: str) -> NoReturn:
    """NaN and Infinity are not numbers of JSON."""
    raise ValueError(found)


def _unwrapped(value: Any, deeper: int) -> Iterator[Thing]:
    """Objects with an id of their own; whatever is around them is taken off."""
    if isinstance(value, list) and deeper:
        yield from chain.from_iterable(_unwrapped(entry, deeper - 1) for entry in value)
    elif isinstance(value, dict):
        around = [value[name] for name in WRAPPERS if isinstance(value.get(name), (dict, list))]
        if "id" in value or not around or not deeper:
            yield value
        else:
            yield from chain.from_iterable(_unwrapped(entry, deeper - 1) for entry in around)


def _items(
    reader: DocumentReader, things: Sequence[Thing], on_done: Callable[[int], None]
) -> Iterator[Order | FileProblem]:
    """Orders and problems; an object's place in the file stands for its row."""
    ids = {str(thing.get("id")) for thing in things if reader.is_order(thing)}
    refunds: dict[str, list[Thing]] = {}
    for thing in things:
        if not reader.is_order(thing) and reader.is_refund(thing):
            refunds.setdefault(reader.parent(thing), []).append(thing)
    for place, thing in enumerate(things, 1):
        if reader.is_order(thing):
            yield _item(reader, place, thing, refunds.get(str(thing.get("id")), ()))
        elif not reader.is_refund(thing):
            yield FileProblem(place, Reason.of(Why.ROWS_UNREADABLE, rows=place))
        elif reader.parent(thing) not in ids:
            yield FileProblem(place, Reason.of(Why.REFUND_UNCLEAR, found=thing.get("id", "")))
        on_done(place)


def _item(reader: DocumentReader, place: int, thing: Thing, refunds: Sequence[Thing]) -> Order | FileProblem:
    try:
        return reader.order({**thing, "row": place}, refunds)
    except OddField as odd:
        return cell_problem(place, odd.name, odd.found)
    except (ValueError, ArithmeticError):
        return FileProblem(place, Reason.of(Why.ROWS_UNREADABLE, rows=place))
