"""What all parts of one export share: the ports, what it has learnt so far, and holding.

Everything here may be used from several threads at once.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import TypeVar

from kfdesk.domain.company import Company
from kfdesk.domain.errors import (
    AddressNotAllowed,
    ApiNotEnabled,
    BookError,
    CallFailed,
    Cancelled,
    InDoubt,
    LoginRefused,
    NotSent,
)
from kfdesk.domain.money import ZERO
from kfdesk.domain.postings import Posting, Run
from kfdesk.services.export_report import ExportProgress, ExportWatch, Phase
from kfdesk.services.ports import AccountsGateway, Book, Clock

T = TypeVar("T")

DOUBTS_THAT_HOLD = 3
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
LONGEST_HOLD_S = 600.0
READ_TRIES = 3
PIECE = 10
"""Groups of postings committed together at most."""
HOLDING = (NotSent, InDoubt, LoginRefused, AddressNotAllowed, ApiNotEnabled)
"""Failures after which nothing more is tried until a read works again (DESIGN 5.1)."""


@dataclass
class LiveRun:
    """One export under way."""

    book: Book
    gateway: AccountsGateway
    clock: Clock
    company: Company
    run: Run
    watch: ExportWatch
    settle_s: float
    connections: int
    inserts: threading.Semaphore
    highest: int = 0
    created: set[int] = field(default_factory=set)
    """Orders whose invoice this run created, doubt or not."""
    touched: set[int] = field(default_factory=set)
    customers: dict[str, int] = field(default_factory=dict)
    unequal: int = 0
    _fresh: set[int] = field(default_factory=set)
    _doubts: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _hold_lock: threading.Lock = field(default_factory=threading.Lock)
    _phase: Phase = Phase.CHECKING
    _done: int = 0
    _total: int = 0
    _began: float = 0.0
    _gross: dict[str, Decimal] = field(default_factory=dict)

    # -- what was learnt

    def saw_number(self, number: int) -> None:
        """Remember the highest invoice number known."""
        with self._lock:
            self.highest = max(self.highest, number)

    def saw_created(self, posting: Posting) -> None:
        """An insert of this run got its number."""
        with self._lock:
            self._doubts = 0
            self._fresh.add(posting.id)
        self._count(posting)
        self.saw_number(posting.invoice_number)

    def saw_found(self, posting: Posting) -> None:
        """An invoice was found; when this run sent it, it is this run's all the same."""
        if posting.run_id == self.run.id and not posting.is_found:
            self._count(posting)

    def run_for(self, posting: Posting) -> int:
        """The run that an invoice sent now belongs to: in an undo, which only settles it, its own."""
        return posting.run_id if self.run.undoes else self.run.id

    def saw_answer(self) -> None:
        """A call got a clear answer: the doubts before it are not in a row."""
        with self._lock:
            self._doubts = 0

    def is_created_here(self, posting: Posting) -> bool:
        """Whether this run saw the invoice's insert succeed."""
        return posting.id in self._fresh

    def _count(self, posting: Posting) -> None:
        if posting.is_credit_note or self.run.undoes:
            return
        invoice = posting.content.invoice
        with self._lock:
            if posting.order_id not in self.created:
                self.created.add(posting.order_id)
                self._gross[invoice.currency] = self._gross.get(invoice.currency, ZERO) + invoice.gross_amount

    def took_back(self, currency: str, amount: Decimal) -> None:
        """An undo deleted or credited so much."""
        with self._lock:
            self._gross[currency] = self._gross.get(currency, ZERO) + amount

    def saw_doubt(self, error: CallFailed) -> None:
        """Count doubts in a row; the third holds the run until a read works."""
        with self._lock:
            self._doubts += 1
            must_hold = self._doubts >= DOUBTS_THAT_HOLD
        if must_hold:
            self.hold(error)

    # -- the posting log

    def before(self, posting: Posting, *others: Posting) -> Posting:
        """Commit before a call that creates; a failure stops the run before the call."""
        with self.book.writing() as session:
            for each in (posting, *others):
                session.exports.save(each)
        return posting

    def after(self, posting: Posting, *others: Posting) -> Posting:
        """Commit what a call came to, however long it takes: the book must not forget it."""
        self.touched.update(each.order_id for each in (posting, *others) if not each.is_credit_note)
        while True:
            try:
                return self.before(posting, *others)
            except BookError as error:
                self._tell(hold=error)
                self.clock.wait(FIRST_PAUSE_S, _never)

    def after_all(self, groups: Sequence[Sequence[Posting]]) -> None:
        """Commit what one read told of many, each group whole: a few at a time, to hold the book briefly."""
        for start in range(0, len(groups), PIECE):
            self.after(*chain.from_iterable(groups[start : start + PIECE]))

    # -- holding

    def check_cancelled(self) -> None:
        """Raise Cancelled once the person asked to stop: the safe point."""
        if self.watch.is_cancelled():
            raise Cancelled

    def read(self, call: Callable[[], T]) -> T:
        """A call that only reads, tried again after a hold; raises CallFailed in the end."""
        for _ in range(READ_TRIES - 1):
            try:
                return call()
            except HOLDING as error:
                self.hold(error)
        return call()

    def hold(self, error: CallFailed) -> None:
        """Wait until a read works again. Raises Cancelled, or the last failure after ten minutes."""
        with self._hold_lock:
            pause, waited = FIRST_PAUSE_S, 0.0
            while True:
                self._tell(hold=error)
                self.clock.wait(pause, self.watch.is_cancelled)
                self.check_cancelled()
                waited += pause
                pause = min(pause * 2, LONGEST_PAUSE_S)
                try:
                    self.gateway.company()
                    break
                except CallFailed as again:
                    if waited >= LONGEST_HOLD_S:
                        raise
                    error = again
        with self._lock:
            self._doubts = 0
        self._tell()

    # -- progress

    def begin(self, phase: Phase, total: int = 0) -> None:
        """Tell that another phase begins."""
        with self._lock:
            self._phase, self._done, self._total = phase, 0, total
            self._began = self.clock.monotonic()
        self._tell()

    def step(self, count: int = 1) -> None:
        """Tell that so many of the phase's total are done."""
        with self._lock:
            self._done += count
        self._tell()

    def _tell(self, hold: BookError | CallFailed | None = None) -> None:
        with self._lock:
            elapsed = max(self.clock.monotonic() - self._began, 0.001)
            rate = self._done / elapsed
            left = (self._total - self._done) / rate if rate and self._total else None
            progress = ExportProgress(
                phase=Phase.ON_HOLD if hold else self._phase,
                done=self._done,
                total=self._total,
                gross=tuple(sorted(self._gross.items())),
                per_minute=rate * 60,
                seconds_left=left,
                hold=hold,
            )
        self.watch.progressed(progress)


def _never() -> bool:
    return False
