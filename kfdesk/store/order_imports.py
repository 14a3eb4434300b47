"""Imports: pieces of a file that nobody sees until the file is complete.

New content for an order that is known already waits in a row of its own (`replaces`) and
is moved over in one go when the file is complete.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, FromClause, Table, and_, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from kfdesk.domain.errors import BookBusy
from kfdesk.domain.money import ZERO, from_minor, to_penny
from kfdesk.domain.orders import Order, OrderState
from kfdesk.domain.plans import Plan
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.stamps import stamp_of
from kfdesk.services.ports import ImportCounts
from kfdesk.store import presence
from kfdesk.store.audit import Now
from kfdesk.store.bulk import insert_many
from kfdesk.store.conditions import AS_EXPORTED, PIECE, is_begun, is_sent
from kfdesk.store.order_rows import (
    Values,
    order_values,
    plan_values,
    reason_values,
    reference_values,
    refund_values,
)
from kfdesk.store.tables import channel, import_file, order_reference, orders, refund
from kfdesk.store.times import key_of, moment_text

_PARTS = (
    (refund, refund_values),
    (order_reference, reference_values),
)
_MOVED = ("ordered", "paid", "despatched", "buyer", "currency", "search", "details", "buyer_details")


@dataclass(frozen=True)
class Opener:
    """The session that imports: its book, its name there and its clock."""

    path: Path
    name: str
    now: Now


@dataclass(frozen=True)
class _Piece:
    """Orders as rows, with the rows of their parts in the same order."""

    rows: list[Values]
    parts: list[tuple[Table, list[list[Values]]]]

    @property
    def has_parts(self) -> bool:
        """Whether there is anything to put beside the orders: most have no refund and no further number."""
        return any(any(of_orders) for _, of_orders in self.parts)


class OrderImports:
    """The importing half of `services.ports.OrderStore`."""

    def __init__(self, connection: Connection, opener: Opener) -> None:
        """Work in the transaction of this connection, as this session."""
        self._connection = connection
        self._opener = opener

    def begin_file(self, channel_id: int, path: str, sha256: str, format_key: str) -> int:
        """Also removes what killed sessions left of imports: it would stand in the way."""
        self._drop_broken(but=[*self._alive(), self._opener.name])
        values = {
            "channel_id": channel_id,
            "path": path,
            "sha256": sha256,
            "format": format_key,
            "opener": self._opener.name,
            "begun": moment_text(self._opener.now()),
        }
        begun = insert(import_file).values(values).returning(import_file.c.id)
        file_id: int = self._connection.execute(begun).scalar_one()
        return file_id

    def add(
        self, file_id: int, channel_id: int, orders: Sequence[Order], verdicts: Sequence[Plan] = ()
    ) -> None:
        """Raises ValueError for a number that the book has, BookBusy when an import is adding it."""
        if not orders:
            return
        _check_size(len(orders))
        piece = _freeze(orders, verdicts)  # before the write lock is taken
        place = self._connection.execute(select(channel).where(channel.c.id == channel_id)).one()
        fixed = {"file_id": file_id, "channel_id": channel_id, "company_key": place.company_id or 0}
        rows = [fixed | row | _stamps(place.stamp, row["number"]) for row in piece.rows]
        try:
            with self._connection.begin_nested():
                self._insert_orders(rows)
        except IntegrityError as error:
            self._refuse_double(file_id, channel_id, orders, error)
        if piece.has_parts:
            self._insert_parts(piece, self._ids_by_number(file_id, orders))

    def replace(self, file_id: int, orders: Mapping[int, Order]) -> None:
        before = self._grosses(list(orders))
        changes = {key: reason_values(_change(before[key], order)) for key, order in orders.items()}
        self._put_waiting(file_id, orders, changes)

    def refine(self, file_id: int, orders: Mapping[int, Order]) -> None:
        self._put_waiting(file_id, orders, {})

    def complete_file(self, file_id: int, counts: ImportCounts) -> None:
        self._take_up_replacements(file_id)
        completed = {
            "completed": moment_text(self._opener.now()),
            "orders": counts.orders,
            "new": counts.new,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
        }
        self._connection.execute(update(import_file).where(import_file.c.id == file_id).values(completed))

    def drop_file(self, file_id: int) -> None:
        incomplete = (import_file.c.id == file_id, import_file.c.completed.is_(None))
        self._connection.execute(delete(import_file).where(*incomplete))

    def drop_broken_files(self) -> int:
        """This session's own and those of killed sessions; another living one's are under way."""
        return self._drop_broken(but=[name for name in self._alive() if name != self._opener.name])

    def was_imported(self, channel_id: int, sha256: str) -> bool:
        """Whether a complete file of the channel has this hash; an empty hash is nobody's."""
        same = select(import_file.c.id).where(
            import_file.c.channel_id == channel_id,
            import_file.c.sha256 == sha256,
            import_file.c.completed.is_not(None),
        )
        return bool(sha256) and self._connection.execute(same).first() is not None

    def _alive(self) -> list[str]:
        return presence.alive(self._opener.path.parent)

    def _drop_broken(self, but: Sequence[str]) -> int:
        broken = (import_file.c.completed.is_(None), import_file.c.opener.not_in(but))
        ids = self._connection.execute(select(import_file.c.id).where(*broken)).scalars().all()
        if ids:
            self._connection.execute(delete(import_file).where(import_file.c.id.in_(ids)))
        return len(ids)

    def _put_waiting(self, file_id: int, changed: Mapping[int, Order], changes: Mapping[int, Values]) -> None:
        if not changed:
            return
        _check_size(len(changed))
        piece = _freeze(list(changed.values()))
        of_file = select(import_file.c.channel_id).where(import_file.c.id == file_id)
        fixed = {"file_id": file_id, "channel_id": self._connection.execute(of_file).scalar_one()}
        unchanged = reason_values(None)
        waiting = zip(changed, piece.rows, strict=True)
        rows = [row | fixed | {"replaces": key} | changes.get(key, unchanged) for key, row in waiting]
        self._insert_orders(rows)
        self._insert_parts(piece, self._ids_by_replaced(file_id, list(changed)))

    def _grosses(self, ids: Sequence[int]) -> Mapping[int, int]:
        found = select(orders.c.id, orders.c.gross_minor).where(orders.c.id.in_(ids))
        return dict(self._connection.execute(found).all())

    def _insert_orders(self, rows: Sequence[Values]) -> None:
        insert_many(self._connection, orders, rows)

    def _insert_parts(self, piece: _Piece, ids: Sequence[int]) -> None:
        for table, parts in piece.parts:
            rows = [
                {"order_id": order_id, **part}
                for order_id, of_order in zip(ids, parts, strict=True)
                for part in of_order
            ]
            if rows:
                insert_many(self._connection, table, rows)

    def _ids_by_number(self, file_id: int, new: Sequence[Order]) -> list[int]:
        """Those put in last of all: a file's pieces come one after another."""
        of_file = (orders.c.file_id == file_id, orders.c.replaces.is_(None))
        last = select(orders.c.number, orders.c.id).where(*of_file).order_by(orders.c.id.desc())
        ids = dict(self._connection.execute(last.limit(len(new))).all())
        return [ids[order.order_number] for order in new]

    def _ids_by_replaced(self, file_id: int, replaced: Sequence[int]) -> list[int]:
        found = select(orders.c.replaces, orders.c.id).where(
            orders.c.file_id == file_id, orders.c.replaces.in_(replaced)
        )
        ids = dict(self._connection.execute(found).all())
        return [ids[order_id] for order_id in replaced]

    def _take_up_replacements(self, file_id: int) -> None:
        newer = orders.alias("newer")
        of_file = (newer.c.file_id == file_id, newer.c.replaces.is_not(None))
        self._note_changes(newer, of_file)
        moved = {name: newer.c[name] for name in _MOVED}
        self._connection.execute(
            update(orders).where(newer.c.replaces == orders.c.id, *of_file).values(moved)
        )
        replaced, waiting = select(newer.c.replaces).where(*of_file), select(newer.c.id).where(*of_file)
        for table, _ in _PARTS:
            whose = select(newer.c.replaces).where(newer.c.id == table.c.order_id).scalar_subquery()
            self._connection.execute(delete(table).where(table.c.order_id.in_(replaced)))
            self._connection.execute(
                update(table).where(table.c.order_id.in_(waiting)).values(order_id=whose)
            )
        self._connection.execute(
            delete(orders).where(orders.c.file_id == file_id, orders.c.replaces.is_not(None))
        )

    def _note_changes(self, newer: FromClause, of_file: Iterable[ColumnElement[bool]]) -> None:
        """An order whose invoice is begun is `changed`, at once or as soon as its posting is clear.

        A question about refunds that it shows gives way: the change is to be settled first.
        """
        is_changed = (newer.c.replaces == orders.c.id, newer.c.reason != "", *of_file)
        told = {name: newer.c[name] for name in ("why", "reason", "message")}
        is_asking = and_(orders.c.changed != "", orders.c.reason == orders.c.changed)
        is_clear = or_(orders.c.state.in_(AS_EXPORTED), is_asking)
        shown = update(orders).where(*is_changed, is_sent(), is_clear)
        self._connection.execute(shown.values(state=OrderState.CHANGED.value, **told))
        self._connection.execute(update(orders).where(*is_changed, is_begun()).values(changed=newer.c.reason))

    def _refuse_double(
        self, file_id: int, channel_id: int, new: Sequence[Order], error: IntegrityError
    ) -> None:
        incomplete = select(import_file.c.id).where(
            import_file.c.completed.is_(None), import_file.c.id != file_id
        )
        under_way = select(orders.c.id).where(
            orders.c.channel_id == channel_id,
            orders.c.number.in_([order.order_number for order in new]),
            orders.c.file_id.in_(incomplete),
        )
        if self._connection.execute(under_way).first():
            raise BookBusy(path=self._opener.path) from error
        raise ValueError("an order number or stamp that the book has already") from error


def _freeze(new: Sequence[Order], verdicts: Sequence[Plan] = ()) -> _Piece:
    rows = [order_values(order) for order in new]
    if verdicts:
        rows = [row | plan_values(plan) for row, plan in zip(rows, verdicts, strict=True)]
    return _Piece(
        rows=rows,
        parts=[(table, [values_of(order) for order in new]) for table, values_of in _PARTS],
    )


def _stamps(channel_stamp: str, number: str) -> Values:
    stamp = stamp_of(channel_stamp, number)
    return {"stamp": stamp, "stamp_key": key_of(stamp)}


def _change(before_minor: int, order: Order) -> Reason:
    now = f"{to_penny(order.stated_total or ZERO)} {order.currency}"
    return Reason.of(
        Why.CHANGED_AFTER_EXPORT,
        before=f"{from_minor(before_minor)} {order.currency}",
        after="cancelled" if order.is_cancelled else now,
    )


def _check_size(count: int) -> None:
    if count > PIECE:
        raise ValueError(f"at most {PIECE} orders at a time")
