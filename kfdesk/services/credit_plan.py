"""Which credit notes the orders of a company want, as the book has it (DESIGN 5.5)."""

from collections.abc import Collection, Sequence

from kfdesk.domain.reasons import Reason
from kfdesk.services.credit_case import (
    PlannedNote,
    case_of,
    credited_by,
    may_stand,
    money_back,
    next_numbers,
    standing_invoice,
)
from kfdesk.services.ports import Book

__all__ = [
    "CreditPlanner",
    "PlannedNote",
    "credited_by",
    "may_stand",
    "money_back",
    "next_numbers",
    "standing_invoice",
]

PIECE = 500


class CreditPlanner:
    """Plans credit notes from what was sent and what was given back."""

    def __init__(self, book: Book) -> None:
        """Read the book."""
        self._book = book

    def notes(self, company_id: int, channel_ids: Collection[int] | None = None) -> tuple[PlannedNote, ...]:
        """All that are wanted in the channels whose Export Orders is on, by order.

        Orders of which a person must tell or decide something are brought to their attention.
        """
        with self._book.reading() as session:
            ids = session.exports.credit_candidates(company_id)
        return self.look_at(company_id, ids, channel_ids)

    def look_at(
        self, company_id: int, ids: Sequence[int], channel_ids: Collection[int] | None = None
    ) -> tuple[PlannedNote, ...]:
        """As `notes`, of these orders alone."""
        return tuple(
            note
            for start in range(0, len(ids), PIECE)
            for note in self._piece(company_id, ids[start : start + PIECE], channel_ids)
        )

    def of_order(self, order_id: int) -> tuple[PlannedNote, ...]:
        """Those of one order, whether or not its channel is exported; nothing is brought to attention."""
        with self._book.reading() as session:
            stored = session.orders.get(order_id)
            channel = session.channels.get(stored.channel_id)
            case = case_of(session, stored, channel.name)
            if channel.company_id is None or case is None:
                return ()
            return tuple(case.notes(session.companies.get(channel.company_id).vat_filed_to))

    def _piece(
        self, company_id: int, ids: Sequence[int], channel_ids: Collection[int] | None
    ) -> list[PlannedNote]:
        planned: list[PlannedNote] = []
        notices: dict[int, Reason | None] = {}
        with self._book.reading() as session:
            filed_to = session.companies.get(company_id).vat_filed_to
            channels = {each.id: each for each in session.channels.of_company(company_id)}
            for stored in session.orders.get_many(ids):
                channel = channels[stored.channel_id]
                case = case_of(session, stored, channel.name)
                if case is None:
                    continue
                notes = list(case.notes(filed_to))
                wanted = case.notice(notes)
                if wanted != stored.notice:
                    notices[stored.id] = wanted
                if channel.settings.export_orders and (channel_ids is None or channel.id in channel_ids):
                    planned += notes
        self._tell(notices)
        return planned

    def _tell(self, notices: dict[int, Reason | None]) -> None:
        if notices:
            with self._book.writing() as session:
                for order_id, notice in notices.items():
                    session.exports.set_notice(order_id, notice)
