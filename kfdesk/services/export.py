"""Export on demand: each order one invoice, once and only once (DESIGN 5.1).

check the company → copy the book → settle what is open → read KashFlow → adopt →
plan → first invoice alone → batches → make sure → look for twins → count
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kfdesk.domain.errors import Cancelled, KfdeskError, MendableError
from kfdesk.services.credit_plan import CreditPlanner
from kfdesk.services.credit_report import credit_rows, planned_rows
from kfdesk.services.credit_run import CreditRun
from kfdesk.services.export_report import (
    ExportedOrder,
    ExportResult,
    ExportWatch,
    Outcome,
    Phase,
    counted,
    report,
)
from kfdesk.services.late_payment_run import LatePaymentRun
from kfdesk.services.live_run import LiveRun
from kfdesk.services.live_runs import LiveRuns
from kfdesk.services.logins import Logins
from kfdesk.services.look_ups import LookUpReader
from kfdesk.services.pipeline import BATCH, Pipeline
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import Book, Clock, ExportLock, OrderRow
from kfdesk.services.preview import Preview
from kfdesk.services.selection import Selection, Selector
from kfdesk.services.start_of_run import StartOfRun

SENDING_CODE = "1"
"""Raised whenever what is sent, or how, changes: the next run then proves one invoice anew."""
ROWS = 500


@dataclass(frozen=True)
class ExportRequest:
    """What to export. `channel_ids` None: all with Export Orders on; `preview`: just what was shown."""

    company_id: int
    channel_ids: Collection[int] | None = None
    preview: Preview | None = None
    settle_s: int | None = None
    connections: int | None = None
    is_dry_run: bool = False


class Exporter:
    """Runs exports of a company, one at a time on this computer."""

    def __init__(
        self,
        book: Book,
        logins: Logins,
        look_ups: LookUpReader,
        planner: OrderPlanner,
        lock: ExportLock,
        clock: Clock,
    ) -> None:
        """Take the ports and services an export needs."""
        self._book = book
        self._look_ups = look_ups
        self._planner = planner
        self._clock = clock
        self._runs = LiveRuns(book, logins, lock, clock)
        self._selector = Selector(book, planner)
        self._credits = CreditPlanner(book)

    def run(self, request: ExportRequest, watch: ExportWatch) -> ExportResult:
        """Export, or only look (`is_dry_run`). Raises KfdeskError when it could not begin."""
        way = self._runs.connected(request.company_id, request.settle_s, request.connections)
        with way as connected:
            self._look_ups.refresh(connected.gateway, request.company_id)
            if request.is_dry_run:
                return self._dry_run(request)
            with self._runs.alone(connected, "export"):
                run = self._runs.begun(connected)
                return self._export(self._runs.live(connected, run, watch), request)

    # -- the run

    def _export(self, live: LiveRun, request: ExportRequest) -> ExportResult:
        selection = Selection(self._selector.unsent(live.company.id, request.channel_ids))
        stopped: KfdeskError | None = None
        try:
            self._drive(live, request, selection)
        except KfdeskError as error:
            stopped = error
        result = self._result(live, request, selection, stopped)
        if isinstance(stopped, MendableError):
            raise stopped
        return result

    def _drive(self, live: LiveRun, request: ExportRequest, selection: Selection) -> None:
        pipeline = Pipeline(live)
        start = StartOfRun(live, pipeline, self._planner)
        start.settle_open()
        # Settling lets go of postings of which nothing was created: their orders are looked at too.
        self._selector.look_again(selection, live.company.id, request.channel_ids)
        picture = start.read_company(selection.earliest)
        live.begin(Phase.PLANNING, len(selection.looked_at))
        self._selector.plan(live, selection, request.channel_ids, picture)
        notes = CreditRun(live, pipeline, self._credits)
        payments = LatePaymentRun(live, pipeline)
        if request.preview:
            self._selector.check_preview(request.preview, selection, live.touched)
            payments.check_preview(request.preview, request.channel_ids)
            notes.check_preview(request.preview, request.channel_ids)
        start.take_over(selection.to_take_over)
        self._send(live, pipeline, selection)
        selection.paid_late = payments.order_ids
        payments.send(request.channel_ids, request.preview)
        notes.send(request.channel_ids, request.preview)
        live.begin(Phase.SURE, pipeline.settler.count)
        pipeline.settler.finish()
        start.look_for_twins({*(selection.dates if live.created else ()), *notes.dates})

    def _send(self, live: LiveRun, pipeline: Pipeline, selection: Selection) -> None:
        is_proven = self._is_proven(live)
        waiting = list(selection.ready if is_proven else selection.most_telling_first)
        while waiting and not is_proven:
            live.begin(Phase.FIRST_INVOICE, 1)
            is_proven = self._prove(live, pipeline, selection, waiting.pop(0))
        live.begin(Phase.SENDING, len(waiting))
        for batch in _batches(waiting):
            live.check_cancelled()
            pipeline.send(self._selector.begin(live, selection, batch))

    def _prove(self, live: LiveRun, pipeline: Pipeline, selection: Selection, order_id: int) -> bool:
        for posting in self._selector.begin(live, selection, [order_id]):
            if pipeline.prove(posting):
                with self._book.writing() as session:
                    session.exports.set_proven(live.company.id, SENDING_CODE)
                return True
        return False

    def _is_proven(self, live: LiveRun) -> bool:
        with self._book.reading() as session:
            return session.exports.has_proven(live.company.id, SENDING_CODE)

    def _result(
        self, live: LiveRun, request: ExportRequest, selection: Selection, stopped: KfdeskError | None
    ) -> ExportResult:
        orders = self._rows({*selection.looked_at, *live.touched}, live.created)
        cancelled = isinstance(stopped, Cancelled)
        notes = credit_rows(
            self._book, live.run.id, self._credits.notes(live.company.id, request.channel_ids)
        )
        late = tuple(
            order
            for order in orders
            if order.order_id in selection.paid_late and order.outcome is Outcome.ALREADY
        )
        result = ExportResult(live.run, orders, cancelled, None if cancelled else stopped, notes, late)
        run = counted(live.run, result, self._clock.now())
        with self._book.writing() as session:
            session.exports.end_run(run)
        return replace(result, run=run)

    def _dry_run(self, request: ExportRequest) -> ExportResult:
        chosen = (request.company_id, request.channel_ids)
        self._selector.reassess(*chosen)
        rows = self._rows(self._selector.unsent(*chosen), ())
        return ExportResult(None, rows, credit_notes=planned_rows(self._credits.notes(*chosen)))

    def _rows(self, ids: Collection[int], created: Collection[int]) -> tuple[ExportedOrder, ...]:
        wanted = sorted(ids)
        rows: list[OrderRow] = []
        with self._book.reading() as session:
            for start in range(0, len(wanted), ROWS):
                rows += session.orders.rows(wanted[start : start + ROWS])
        return report(rows, created)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
