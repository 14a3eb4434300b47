"""Which orders an export looks at, and which of them it sends."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kfdesk.domain.channels import Channel
from kfdesk.domain.errors import PreviewOutdated
from kfdesk.domain.invoices import InvoiceDraft
from kfdesk.domain.money import HUNDRED, to_penny
from kfdesk.domain.orders import OrderState
from kfdesk.domain.plans import Plan
from kfdesk.domain.postings import Posting
from kfdesk.services.company_picture import CompanyPicture
from kfdesk.services.live_run import LiveRun
from kfdesk.services.look_alikes import LookAlikes, TakeOver
from kfdesk.services.plan_orders import OrderPlanner, verdict_of
from kfdesk.services.ports import Book, StoredOrder
from kfdesk.services.preview import Preview, fingerprint

PIECE = 500
"""Orders planned at a time; none of it inside a writing transaction (DESIGN 4)."""


@dataclass
class Selection:
    """Orders of a run: all it looks at, and by and by those it sends, in the order of sending."""

    looked_at: tuple[int, ...]
    earliest: date | None = None
    """The earliest date of those looked at: KashFlow is read from there."""
    ready: list[int] = field(default_factory=list)
    fingerprints: dict[int, str] = field(default_factory=dict)
    dates: set[date] = field(default_factory=set)
    tells: dict[int, tuple[bool, int]] = field(default_factory=dict)
    """How much an order's invoice would show of what KashFlow might change."""
    paid_late: set[int] = field(default_factory=set)
    """Orders whose invoice was sent before, and that this run went on to pay."""
    stopped: set[int] = field(default_factory=set)
    """Orders that planning found ready but the look in KashFlow did not."""
    to_take_over: list[TakeOver] = field(default_factory=list)
    """Invoices that a person said to be an order's."""

    @property
    def most_telling_first(self) -> list[int]:
        """All that is ready, beginning with the one that goes alone in a company's first run.

        What KashFlow does not keep should be seen there, not in the fifty that follow.
        """
        first = max(self.ready, key=self.tells.__getitem__, default=0)
        return sorted(self.ready, key=lambda each: each != first)


class Selector:
    """Chooses and plans."""

    def __init__(self, book: Book, planner: OrderPlanner) -> None:
        """Plan with `planner`."""
        self._book = book
        self._planner = planner

    def unsent(self, company_id: int, channel_ids: Collection[int] | None) -> tuple[int, ...]:
        """Orders without an invoice in the channels whose Export Orders is on."""
        with self._book.reading() as session:
            channels = self._channels(session.channels.of_company(company_id), channel_ids)
            return tuple(each for channel in channels for each in session.orders.unsent_ids(channel.id))

    def reassess(self, company_id: int, channel_ids: Collection[int] | None) -> None:
        """Bring the states of these channels' orders up to date."""
        with self._book.reading() as session:
            channels = self._channels(session.channels.of_company(company_id), channel_ids)
        for channel in channels:
            self._planner.reassess(channel.id)

    def earliest(self, ids: Sequence[int]) -> date | None:
        """The earliest date of these orders."""
        days: list[date] = []
        for piece in _pieces(ids):
            with self._book.reading() as session:
                days += [
                    each.order.earliest for each in session.orders.get_many(piece) if each.order.earliest
                ]
        return min(days, default=None)

    def look_again(self, selection: Selection, company_id: int, channel_ids: Collection[int] | None) -> None:
        """Take in what is unsent now, and note from when on KashFlow must be read for all of it."""
        now = self.unsent(company_id, channel_ids)
        selection.looked_at = tuple(dict.fromkeys((*selection.looked_at, *now)))
        selection.earliest = self.earliest(selection.looked_at)

    def plan(
        self,
        live: LiveRun,
        selection: Selection,
        channel_ids: Collection[int] | None,
        picture: CompanyPicture,
    ) -> None:
        """Plan all that is unsent, save the verdicts, and fill in what is to be sent.

        What came, or moved to an earlier date, since KashFlow was read is left for the next run:
        its invoice may stand there unseen.
        """
        looks = LookAlikes(live, picture)
        ready: list[tuple[date, int]] = []
        looked_at = set(selection.looked_at)
        unsent = [each for each in self.unsent(live.company.id, channel_ids) if each in looked_at]
        for piece in _pieces(unsent):
            live.check_cancelled()
            verdicts, found = [], {}
            for stored, plan in self._planned(live.company.id, piece):
                if not _was_read_for(stored, selection):
                    continue
                judged = looks.judge(stored, plan)
                if plan.state is OrderState.READY is not judged.plan.state:
                    selection.stopped.add(stored.id)
                if judged.take_over:
                    selection.to_take_over.append(judged.take_over)
                if judged.found != stored.found:
                    found[stored.id] = judged.found
                verdicts.append(verdict_of(stored, judged.plan))
                if posted := judged.plan.posted:
                    ready.append((posted.invoice.invoice_date, stored.id))
                    selection.fingerprints[stored.id] = fingerprint(posted)
                    selection.tells[stored.id] = _tells(posted.invoice)
            with self._book.writing() as session:
                session.orders.note_found(found)
                session.orders.save_verdicts(verdicts)
            live.step(len(piece))
        selection.ready = [order_id for _, order_id in sorted(ready)]
        selection.dates = {day for day, _ in ready}

    def check_preview(self, preview: Preview, selection: Selection, settled: Collection[int]) -> None:
        """Raise PreviewOutdated when anything but what was shown would be sent."""
        shown = {row.order_id: row.fingerprint for row in preview.rows}
        changed = sum(shown.get(each) != print_ for each, print_ in selection.fingerprints.items())
        explained = {*selection.fingerprints, *selection.stopped, *settled}
        missing = sum(each not in explained for each in shown)
        if changed or missing:
            raise PreviewOutdated(changed=str(changed + missing))

    def begin(self, live: LiveRun, selection: Selection, ids: Sequence[int]) -> list[Posting]:
        """Write planned postings for these orders, with what will be sent frozen.

        An order that changed since it was chosen is left for the next run.
        """
        planned = [
            _posting(live, stored, plan)
            for stored, plan in self._planned(live.company.id, ids)
            if plan.posted and fingerprint(plan.posted) == selection.fingerprints[stored.id]
        ]
        with self._book.writing() as session:
            return [session.exports.add(posting) for posting in planned]

    # -- planning

    def _planned(self, company_id: int, ids: Sequence[int]) -> Iterator[tuple[StoredOrder, Plan]]:
        """Without what an earlier run found: this one looks itself."""
        with self._book.reading() as session:
            orders = session.orders.get_many(ids)
            facts = self._planner.facts(session, company_id)
            channels = {each.id: each for each in session.channels.of_company(company_id)}
            plans = [
                self._planner.plan_stored(
                    session, replace(stored, found=None), channels[stored.channel_id], facts
                )
                for stored in orders
            ]
        return zip(orders, plans, strict=True)

    @staticmethod
    def _channels(channels: Sequence[Channel], chosen: Collection[int] | None) -> list[Channel]:
        return [
            channel
            for channel in channels
            if channel.settings.export_orders and (chosen is None or channel.id in chosen)
        ]


def _was_read_for(stored: StoredOrder, selection: Selection) -> bool:
    day = stored.order.earliest
    return day is None or (selection.earliest is not None and day >= selection.earliest)


def _tells(draft: InvoiceDraft) -> tuple[bool, int]:
    """VAT that is not what the net of its line comes to, then a long stamp."""
    shared = any(
        line.vat_rate > 0 and to_penny(line.net_amount * line.vat_rate / HUNDRED) != line.vat_amount
        for line in draft.lines
    )
    return shared, len(draft.stamp)


def _posting(live: LiveRun, stored: StoredOrder, plan: Plan) -> Posting:
    assert plan.posted is not None  # noqa: S101 - callers pass ready plans only
    return Posting(
        id=0,
        company_id=live.company.id,
        order_id=stored.id,
        channel_id=stored.channel_id,
        run_id=live.run.id,
        stamp=stored.stamp,
        content=plan.posted,
    )


def _pieces(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), PIECE):
        yield ids[start : start + PIECE]
