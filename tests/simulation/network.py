"""The way to the simulated KashFlow: at every call anything may go wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from kfdesk.domain.company import CompanyDetails, LookUps
from kfdesk.domain.errors import (
    AddressNotAllowed,
    ApiNotEnabled,
    CallFailed,
    ConnectionDropped,
    ConnectionRefused,
    ConnectTimedOut,
    LoginRefused,
    NameNotFound,
    NoNetwork,
    NotKashFlow,
    NumberMissing,
    Refused,
    ReplyTimedOut,
    RequestRejected,
    ServiceDown,
)
from kfdesk.domain.invoices import (
    Customer,
    CustomerDraft,
    InvoiceDraft,
    InvoicesRead,
    PaymentDraft,
    PostedInvoice,
    PostedPayment,
)
from tests.simulation.chance import Chance
from tests.simulation.clock import LATEST_S, SimClock
from tests.simulation.ledger import (
    APPLY,
    DELETE_INVOICE,
    DELETE_PAYMENT,
    DETAILS,
    Ledger,
    SimInvoice,
    SimPayment,
)
from tests.simulation.life import Life
from tests.simulation.stamps import origin_of
from tests.simulation.story import Story

T = TypeVar("T")
PATIENCE_S = 100
"""How long the client waits for a reply."""
LISTS = ("GetInvoicesByDateRange", "GetInvoicesForCustomer")
NOT_SENT: tuple[type[CallFailed], ...] = (NoNetwork, NameNotFound, ConnectionRefused, ConnectTimedOut)
SHUT: tuple[type[CallFailed], ...] = (LoginRefused, ApiNotEnabled, AddressNotAllowed)


class Fault(StrEnum):
    """What may go wrong with a call."""

    NOT_SENT = "not sent"
    REFUSED = "refused"
    SHUT = "shut out for a while"
    DROPPED = "dropped before the work"
    STALLED = "stalled, nothing done"
    SLOW = "slow"
    LOST = "done, reply lost"
    LATE = "done late"
    GARBAGE = "garbage"
    CUT = "list cut"
    ALTERED = "stored otherwise"


OFTEN: tuple[tuple[Fault, int], ...] = (
    (Fault.NOT_SENT, 2),
    (Fault.REFUSED, 1),
    (Fault.SHUT, 1),
    (Fault.DROPPED, 2),
    (Fault.STALLED, 1),
    (Fault.SLOW, 1),
    (Fault.LOST, 3),
    (Fault.LATE, 3),
    (Fault.GARBAGE, 3),
    (Fault.CUT, 3),
    (Fault.ALTERED, 1),
)


@dataclass
class Weather:
    """What a run meets: the share of calls with a fault, and what happens meanwhile.

    The first `fair` calls have none, so that not every bad day ends at the door. `meanwhile`
    holds things to do at the n-th call of the run, such as a person's edit.
    """

    share: float = 0.0
    fair: int = 0
    meanwhile: dict[int, Callable[[], None]] = field(default_factory=dict)
    calls: int = 0
    shut_out: list[CallFailed] = field(default_factory=list)


@dataclass(frozen=True)
class Deletion:
    """What a program deleted, and the tick at which it had last looked at it."""

    program: str
    what: SimInvoice | SimPayment
    seen: int


@dataclass
class Net:
    """What all calls of a simulation share."""

    ledger: Ledger
    clock: SimClock
    chance: Chance
    story: Story
    deletions: list[Deletion] = field(default_factory=list)
    listed: set[int] = field(default_factory=set)
    """Ids of the invoices that were in any list answered whole, for as long as nobody clears it."""


class SimGateway:
    """`AccountsGateway` for one life of one program."""

    def __init__(self, net: Net, life: Life, weather: Weather) -> None:
        self._net = net
        self._ledger = net.ledger
        self._life = life
        self._weather = weather
        self._seen: dict[int, int] = {}

    # -- the company

    def company(self) -> CompanyDetails:
        return self._call("GetCompanyDetails", "", lambda: DETAILS)

    def look_ups(self) -> LookUps:
        return self._call("GetInvPayMethods", "", lambda: self._ledger.look_ups)

    def check_remote_login(self) -> None:
        """On."""

    # -- customers

    def customer_by_code(self, code: str) -> Customer | None:
        return self._call("GetCustomer2", code, lambda: self._ledger.customer_by_code(code))

    def customer_by_email(self, email: str) -> Customer | None:
        def find() -> Customer | None:
            found = self._ledger.customers_by_email(email)
            if len(found) > 1:
                raise Refused(operation="GetCustomerByEmail2", detail="Several customers have this e-mail")
            return found[0] if found else None

        return self._call("GetCustomerByEmail2", email, find)

    def customer_by_id(self, customer_id: int) -> Customer | None:
        return self._call("GetCustomerByID2", customer_id, lambda: self._ledger.customer_by_id(customer_id))

    def add_customer(self, customer: CustomerDraft) -> int:
        return self._create("InsertCustomer2", customer.code, lambda: self._ledger.add_customer(customer))

    # -- invoices

    def invoice(self, number: int) -> PostedInvoice | None:
        return self._call("GetInvoice", number, lambda: self._ledger.invoice_under(number))

    def invoice_by_id(self, dbid: int) -> PostedInvoice | None:
        found = self._call("GetInvoiceByID", dbid, lambda: self._ledger.invoice_by_id(dbid))
        self._seen[dbid] = self._ledger.tick
        return found

    def invoices_between(self, first: date, last: date) -> InvoicesRead:
        about = f"{first} to {last}"
        read = self._call(LISTS[0], about, lambda: InvoicesRead(self._ledger.between(first, last)))
        if not read.detail:
            self._net.listed.update(each.dbid for each in read.invoices)
        return read

    def invoices_for_customer(self, customer_id: int) -> InvoicesRead:
        return self._call(LISTS[1], customer_id, lambda: InvoicesRead(self._ledger.of_customer(customer_id)))

    def add_invoice(self, invoice: InvoiceDraft, customer_id: int) -> int:
        name = self._life.name
        return self._create(
            "InsertInvoice", invoice.stamp, lambda: self._ledger.add_invoice(invoice, customer_id, name)
        )

    # -- payments

    def payments(self, number: int) -> tuple[PostedPayment, ...]:
        return self._call("GetInvoicePayment", number, lambda: self._ledger.payments_under(number))

    def add_payment(self, payment: PaymentDraft, number: int) -> int:
        origin = origin_of(payment.note)
        return self._create(
            "InsertInvoicePayment",
            f"{origin} on {number}",
            lambda: self._ledger.add_payment(payment, number, origin),
        )

    def delete_invoice(self, dbid: int) -> None:
        seen = self._seen.get(dbid, -1)

        def delete() -> int:
            self._net.deletions.append(Deletion(self._life.name, self._ledger.delete_invoice(dbid), seen))
            return 1

        self._create(DELETE_INVOICE, dbid, delete)

    def delete_payment(self, number: int, payment_id: int) -> None:
        def delete() -> int:
            payment = self._ledger.delete_payment(number, payment_id)
            self._net.deletions.append(Deletion(self._life.name, payment, self._ledger.tick))
            return 1

        self._create(DELETE_PAYMENT, f"{payment_id} of {number}", delete)

    def apply_credit_note(self, invoice_dbid: int, credit_note_dbid: int) -> None:
        def apply() -> int:
            self._ledger.apply_credit_note(invoice_dbid, credit_note_dbid)
            return credit_note_dbid

        self._create(APPLY, f"{credit_note_dbid} to {invoice_dbid}", apply)

    def close(self) -> None:
        """Nothing is open."""

    # -- one call

    def _create(self, operation: str, about: object, work: Callable[[], int]) -> int:
        return self._call(operation, about, work, creates=True)

    def _call(self, operation: str, about: object, work: Callable[[], T], *, creates: bool = False) -> T:
        self._life.point(f"before {operation}")
        self._weather.calls += 1
        self._ledger.tick += 1
        happening = self._weather.meanwhile.pop(self._weather.calls, None)
        if happening:
            happening()
            self._life.check()
        self._in_flight(operation, work, creates=creates)
        answer = self._answered(operation, about, work, creates=creates)
        self._life.point(f"after {operation}")
        return answer

    def _answered(self, operation: str, about: object, work: Callable[[], T], *, creates: bool) -> T:
        story, fault = self._net.story, self._fault(operation)
        story.count("calls")
        story.count("faults" if fault else "calls answered")
        try:
            if fault is None:
                self._net.clock.let_pass(0.2)
                answer = work()
            else:
                story.count(f"fault: {fault}")
                answer = self._go_wrong(fault, operation, work, creates=creates)
        except CallFailed as error:
            story.tell("{} {} {} → {} ({})", self._life.name, operation, about, error, fault or "as it is")
            raise
        if story.is_kept:
            story.tell(
                "{} {} {} → {}{}",
                self._life.name,
                operation,
                about,
                _told(answer),
                f" ({fault})" if fault else "",
            )
        return answer

    def _in_flight(self, operation: str, work: Callable[[], object], *, creates: bool) -> None:
        """The program may be killed while the request is on its way; the server works on."""
        was_over = self._life.is_over
        try:
            self._life.point(f"in {operation}")
        finally:
            if creates and self._life.is_over and not was_over:
                self._do_late(operation, work)

    def _fault(self, operation: str) -> Fault | None:
        if self._weather.shut_out:
            return Fault.SHUT
        weather = self._weather
        is_fair = not weather.share or weather.calls <= weather.fair
        if is_fair or not self._net.chance.happens(weather.share):
            return None
        fault = self._net.chance.weighed(OFTEN)
        is_apart = fault is Fault.CUT and operation not in LISTS
        is_elsewhere = fault is Fault.ALTERED and operation != "InsertInvoice"
        return Fault.GARBAGE if is_apart or is_elsewhere else fault

    def _go_wrong(self, fault: Fault, operation: str, work: Callable[[], T], *, creates: bool) -> T:
        ways: dict[Fault, Callable[[str, Callable[[], T], bool], T]] = {
            Fault.NOT_SENT: self._not_sent,
            Fault.REFUSED: self._refused,
            Fault.SHUT: self._shut,
            Fault.DROPPED: self._dropped,
            Fault.STALLED: self._stalled,
            Fault.SLOW: self._slow,
            Fault.LOST: self._lost,
            Fault.LATE: self._late,
            Fault.GARBAGE: self._garbage,
            Fault.CUT: self._cut,
            Fault.ALTERED: self._altered,
        }
        return ways[fault](operation, work, creates)

    # -- the ways to go wrong

    def _not_sent(self, operation: str, _work: Callable[[], T], _creates: bool) -> T:
        self._net.clock.let_pass(1)
        raise self._net.chance.pick(NOT_SENT)(operation=operation, detail="not sent")

    def _refused(self, operation: str, _work: Callable[[], T], _creates: bool) -> T:
        raise self._net.chance.pick((Refused, RequestRejected))(operation=operation, detail="Not just now")

    def _shut(self, operation: str, _work: Callable[[], T], _creates: bool) -> T:
        if not self._weather.shut_out:
            kind = self._net.chance.pick(SHUT)
            facts = {"address": "192.0.2.7"} if kind is AddressNotAllowed else {}
            error = kind(operation=operation, detail="Not from here", **facts)
            self._weather.shut_out = [error] * self._net.chance.number(1, 6)
        raise self._weather.shut_out.pop()

    def _dropped(self, operation: str, _work: Callable[[], T], _creates: bool) -> T:
        self._net.clock.let_pass(1)
        raise ConnectionDropped(operation=operation, detail="dropped")

    def _stalled(self, operation: str, _work: Callable[[], T], _creates: bool) -> T:
        self._net.clock.let_pass(PATIENCE_S)
        raise ReplyTimedOut(operation=operation, detail="no reply")

    def _slow(self, _operation: str, work: Callable[[], T], _creates: bool) -> T:
        self._net.clock.let_pass(PATIENCE_S - 1)
        return work()

    def _lost(self, operation: str, work: Callable[[], T], _creates: bool) -> T:
        self._do(operation, work)
        self._net.clock.let_pass(1)
        raise self._net.chance.pick((ConnectionDropped, ReplyTimedOut))(operation=operation, detail="lost")

    def _late(self, operation: str, work: Callable[[], T], creates: bool) -> T:
        if not creates:
            return self._stalled(operation, work, creates)
        self._net.clock.let_pass(PATIENCE_S)
        self._do_late(operation, work)
        raise ReplyTimedOut(operation=operation, detail="no reply")

    def _garbage(self, operation: str, work: Callable[[], T], creates: bool) -> T:
        kinds: tuple[type[CallFailed], ...] = (NotKashFlow, ServiceDown)
        if self._net.chance.happens(0.6):
            self._do(operation, work)
            kinds = (*kinds, NumberMissing) if creates else kinds
        raise self._net.chance.pick(kinds)(operation=operation, detail="garbage")

    def _cut(self, _operation: str, work: Callable[[], T], _creates: bool) -> T:
        """A list without its beginning, which says so."""
        read = work()
        assert isinstance(read, InvoicesRead)
        kept = read.invoices[self._net.chance.number(0, len(read.invoices)) :]
        return replace(read, invoices=kept, detail="Only the last invoices are shown")

    def _altered(self, _operation: str, work: Callable[[], T], _creates: bool) -> T:
        """KashFlow works out the VAT anew, and to a penny more."""
        number = work()
        assert isinstance(number, int)
        self._ledger.alter(number)
        return number

    def _do(self, operation: str, work: Callable[[], object]) -> None:
        """The server does its work, whatever it says of it."""
        try:
            done = work()
        except Refused as error:
            done = error
        self._net.story.tell("        server: {} gave {}", operation, done if isinstance(done, int) else "…")

    def _do_late(self, operation: str, work: Callable[[], object]) -> None:
        self._net.story.count("done late")
        after_s = self._net.chance.number(1, LATEST_S - 1)
        self._net.clock.do_later(after_s, lambda: self._do(f"{operation}, late,", work))


def _told(answer: object) -> object:
    if isinstance(answer, InvoicesRead):
        return f"{[(each.number, each.reference) for each in answer.invoices]} {answer.detail}"
    if isinstance(answer, PostedInvoice):
        return f"{answer.number} {answer.reference} {answer.gross_amount} paid {answer.amount_paid}"
    return answer
