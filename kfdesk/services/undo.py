"""Undo of an export run: delete what may be deleted, credit the rest (DESIGN 5.5).

lock → copy the book → settle what is open → read what would be done → hold it against what
was shown → payments and invoices away → credit notes → say what came of it
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from kfdesk.domain.errors import Cancelled, KfdeskError, UndoOfUndo, UndoOutdated, UnknownRun
from kfdesk.domain.postings import UNDOING, Posting, Run, Step
from kfdesk.domain.reasons import Reason
from kfdesk.services.credit_plan import CreditPlanner
from kfdesk.services.credit_run import CreditRun
from kfdesk.services.export_report import ExportWatch, Phase
from kfdesk.services.lanes import in_lanes
from kfdesk.services.live_run import LiveRun
from kfdesk.services.live_runs import Connected, LiveRuns
from kfdesk.services.logins import Logins
from kfdesk.services.pipeline import Pipeline
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import Book, Clock, ExportLock
from kfdesk.services.start_of_run import StartOfRun
from kfdesk.services.undo_delete import Deleter
from kfdesk.services.undo_plan import Action, UndoItem, UndoPlan, UndoPlanner
from kfdesk.services.undo_report import UndoResult, ending_of, undo_counts


@dataclass(frozen=True)
class UndoRequest:
    """Which run to undo. `shown`: exactly this plan; without it whatever is found is done."""

    company_id: int
    run_id: int
    shown: UndoPlan | None = None
    settle_s: int | None = None
    connections: int | None = None


class Undoer:
    """Takes export runs of a company back, one at a time on this computer."""

    def __init__(
        self, book: Book, logins: Logins, planner: OrderPlanner, lock: ExportLock, clock: Clock
    ) -> None:
        """Take the ports and services an undo needs."""
        self._book = book
        self._planner = planner
        self._clock = clock
        self._runs = LiveRuns(book, logins, lock, clock)

    def plan(self, request: UndoRequest, watch: ExportWatch) -> UndoPlan:
        """What an undo would do, read from KashFlow now; nothing is changed.

        Raises UnknownRun, UndoOfUndo, Cancelled, or CallFailed when it cannot be read.
        """
        run = self._run_of(request)
        with self._runs.connected(request.company_id, request.settle_s, request.connections) as way:
            return UndoPlanner(self._live(way, run, watch)).plan(run.id)

    def run(self, request: UndoRequest, watch: ExportWatch) -> UndoResult:
        """Undo. Raises UndoOutdated, with nothing done, when KashFlow is not as it was shown.

        Raises KfdeskError when it could not begin; what stops it later is in the result.
        """
        run = self._run_of(request)
        way = self._runs.connected(request.company_id, request.settle_s, request.connections)
        with way as connected, self._runs.alone(connected, "undo"):
            live = self._live(connected, run, watch)
            pipeline = self._settled(live)
            planner = UndoPlanner(live)
            plan = planner.plan(run.id)
            if request.shown:
                _check_shown(request.shown, plan)
            if not plan.does_something:
                return UndoResult(None, run.id, tuple(ending_of(self._book, item) for item in plan.items))
            live.run = self._runs.begun(connected, undoes=run.id)
            return self._undo(_Undo(live, pipeline, planner, plan))

    # -- beginning

    def _run_of(self, request: UndoRequest) -> Run:
        with self._book.reading() as session:
            runs = session.exports.runs(request.company_id)
        run = next((each for each in runs if each.id == request.run_id), None)
        if run is None:
            raise UnknownRun(run=request.run_id)
        if run.undoes:
            raise UndoOfUndo(run=run.id, undoes=run.undoes)
        return run

    def _live(self, way: Connected, run: Run, watch: ExportWatch) -> LiveRun:
        """Not in the book until there is something to do: what was shown may be outdated."""
        profile = way.integration.profile_name
        return self._runs.live(way, Run(0, run.company_id, profile, self._clock.now(), undoes=run.id), watch)

    def _settled(self, live: LiveRun) -> Pipeline:
        pipeline = Pipeline(live)
        StartOfRun(live, pipeline, self._planner).settle_open()
        pipeline.settler.finish()
        return pipeline

    # -- undoing

    def _undo(self, undo: "_Undo") -> UndoResult:
        stopped: KfdeskError | None = None
        try:
            undo.delete()
            undo.credit()
        except KfdeskError as error:
            stopped = error
        cancelled = isinstance(stopped, Cancelled)
        endings = tuple(ending_of(self._book, item, undo.why(item)) for item in undo.plan.items)
        run = undo_counts(self._book, undo.live.run, undo.plan, self._clock.now())
        with self._book.writing() as session:
            session.exports.end_run(run)
        return UndoResult(run, undo.plan.run_id, endings, cancelled, None if cancelled else stopped)


@dataclass
class _Undo:
    """One undo under way."""

    live: LiveRun
    pipeline: Pipeline
    planner: UndoPlanner
    plan: UndoPlan
    deleter: Deleter = field(init=False)

    def __post_init__(self) -> None:
        self.deleter = Deleter(self.live, self.planner)

    def why(self, item: UndoItem) -> Reason | None:
        """What came up on the way: why it was left, or why KashFlow would not delete it."""
        refused = (each.reason for each in self.deleter.refused if each.id == item.posting_id)
        return self.deleter.others.get(item.posting_id) or next(refused, None)

    def delete(self) -> None:
        """All that the plan deletes; what an earlier undo began and the plan credits has to settle first."""
        items = self.plan.of(Action.DELETE)
        self.live.begin(Phase.DELETING, len(items))
        in_lanes(self.live.connections, self._postings(items), self._deleted)
        credited = {item.posting_id: item.reason for item in self.plan.of(Action.CREDIT)}
        for posting in self._postings(self.plan.of(Action.CREDIT)):
            if posting.step in UNDOING:
                self.deleter.give_up(posting, credited[posting.id])
        self.deleter.finish()

    def credit(self) -> None:
        """All that the plan credits, and what KashFlow would not delete."""
        refused = list(self.deleter.refused)
        known = {each.id for each in refused}
        standing = {each.id for each in self._postings(self.plan.of(Action.CREDIT)) if each.is_ended}
        items = [each for each in self.plan.of(Action.CREDIT) if each.posting_id in standing - known]
        items += self.planner.items(refused)
        notes = [item.note for item in items if item.note]
        CreditRun(self.live, self.pipeline, CreditPlanner(self.live.book)).post(notes)
        self.pipeline.settler.finish()

    def _deleted(self, posting: Posting) -> None:
        if self.deleter.delete(posting).step is Step.UNDONE:
            invoice = posting.content.invoice
            self.live.took_back(invoice.currency, invoice.gross_amount)
        self.live.step()

    def _postings(self, items: Collection[UndoItem]) -> list[Posting]:
        with self.live.book.reading() as session:
            return [session.exports.get(item.posting_id) for item in items]


def _check_shown(shown: UndoPlan, found: UndoPlan) -> None:
    """Raise UndoOutdated when anything else would be done than was shown."""
    now = {item.posting_id: item for item in found.items}
    before = {item.posting_id: item for item in shown.items}
    changed = 0
    for posting_id in before.keys() | now.keys():
        old, new = before.get(posting_id), now.get(posting_id)
        if new and new.is_undone:
            continue  # What the last undo began has come about meanwhile.
        if new is None or old is None:
            changed += (new or old).action is not Action.STAYS  # type: ignore[union-attr]
        else:
            changed += new.is_same_as != old.is_same_as
    if changed:
        raise UndoOutdated(run=shown.run_id, changed=changed)
