"""A KashFlow in memory, with its rules and without its network."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kfdesk.domain.company import Choice, CompanyDetails, Currency, LookUps
from kfdesk.domain.errors import Refused
from kfdesk.domain.invoices import (
    Customer,
    CustomerDraft,
    InvoiceDraft,
    PaymentDraft,
    PostedInvoice,
    PostedLine,
    PostedPayment,
)
from kfdesk.domain.money import PENNY, ZERO

DETAILS = CompanyDetails(
    name="Simulated Ltd", vat_number="GB123456789", is_vat_registered=True, home_currency="GBP"
)
LOOK_UPS = LookUps(
    customer_sources=(Choice(1, "eBay"), Choice(2, "Etsy")),
    payment_methods=(Choice(11, "PayPal"), Choice(12, "Card")),
    bank_accounts=(Choice(21, "Current Account"), Choice(22, "PayPal Account")),
    sales_types=(Choice(31, "Sales"), Choice(32, "Delivery")),
    vat_rates=(Decimal(20), Decimal(5), Decimal(0)),
    currencies=(Currency("GBP", Decimal(1), is_home=True),),
)
FIRST_NUMBER = 1000
APPLY = "applyCreditNoteToInvoice"
DELETE_INVOICE, DELETE_PAYMENT = "DeleteInvoiceByID", "DeleteInvoicePayment"
FIRST_METHOD, FIRST_ACCOUNT = 11, 21
"""What KashFlow takes for a credit note that is set against an invoice."""


@dataclass(frozen=True)
class SimInvoice:
    """An invoice in the ledger. `origin` is the stamp it came with, empty for a stranger's."""

    posted: PostedInvoice
    origin: str
    as_sent: PostedInvoice
    program: str


@dataclass(frozen=True)
class SimPayment:
    """A payment in the ledger, on one invoice by its id; `origin` as with invoices.

    `applied` is the origin of the credit note that was set against the invoice with it.
    """

    posted: PostedPayment
    dbid: int
    origin: str
    applied: str = ""


@dataclass
class Ledger:
    """What a company's books hold. Raises Refused where KashFlow says no."""

    invoices: dict[int, SimInvoice] = field(default_factory=dict)
    payments: dict[int, SimPayment] = field(default_factory=dict)
    customers: dict[int, Customer] = field(default_factory=dict)
    look_ups: LookUps = LOOK_UPS
    removed: dict[int, SimInvoice] = field(default_factory=dict)
    """Invoices that a person deleted."""
    deleted: dict[int, SimInvoice] = field(default_factory=dict)
    """Invoices that the service deleted for a program."""
    touched: dict[int, int] = field(default_factory=dict)
    """When a person last edited an invoice, in ticks."""
    tick: int = 0
    """Goes on with every call."""
    bare_of_payment: set[str] = field(default_factory=set)
    """Stamps on whose invoice a person deleted or changed a payment."""
    is_end_counted: bool = True
    """Whether a list by date holds the invoices of its last day (API.md leaves it open)."""
    _last_id: int = 5000

    # -- what is asked

    def invoice_under(self, number: int) -> PostedInvoice | None:
        living = (each for each in self.invoices.values() if each.posted.number == number)
        found = next(living, None)
        return self.seen(found) if found else None

    def invoice_by_id(self, dbid: int) -> PostedInvoice | None:
        found = self.invoices.get(dbid)
        return self.seen(found) if found else None

    def between(self, first: date, last: date) -> tuple[PostedInvoice, ...]:
        def is_in(day: date) -> bool:
            return first <= day <= last if self.is_end_counted else first <= day < last

        return self._seen(each for each in self.invoices.values() if is_in(each.posted.invoice_date))

    def of_customer(self, customer_id: int) -> tuple[PostedInvoice, ...]:
        return self._seen(each for each in self.invoices.values() if each.posted.customer_id == customer_id)

    def payments_under(self, number: int) -> tuple[PostedPayment, ...]:
        there = self.invoice_under(number)
        if there is None:
            raise Refused(operation="GetInvoicePayment", detail="There is no invoice with this number")
        return tuple(each.posted for each in self.payments.values() if each.dbid == there.dbid)

    def customer_by_code(self, code: str) -> Customer | None:
        same = (each for each in self.customers.values() if each.code.casefold() == code.casefold())
        return next(same, None)

    def customers_by_email(self, email: str) -> list[Customer]:
        wanted = email.casefold()
        return [each for each in self.customers.values() if each.email.casefold() == wanted]

    def customer_by_id(self, customer_id: int) -> Customer | None:
        return self.customers.get(customer_id)

    # -- what is created

    def add_customer(self, draft: CustomerDraft) -> int:
        if self.customer_by_code(draft.code):
            raise Refused(operation="InsertCustomer2", detail="Customer Code is not unique")
        known_as = draft.name.split()
        new = Customer(
            id=self.next_id(),
            code=draft.code,
            name=draft.name,
            email=draft.email,
            postcode=draft.address.postcode,
            surname=known_as[-1] if known_as else "",
        )
        self.customers[new.id] = new
        return new.id

    def add_invoice(self, draft: InvoiceDraft, customer_id: int, program: str) -> int:
        sales_types = {choice.id for choice in self.look_ups.sales_types}
        if customer_id not in self.customers:
            raise Refused(operation="InsertInvoice", detail="Customer does not exist")
        if not {line.sales_type for line in draft.lines} <= sales_types:
            raise Refused(operation="InsertInvoice", detail="Invalid charge type")
        posted = _posted(draft, customer_id, self.next_id(), self._next_number())
        self.invoices[posted.dbid] = SimInvoice(posted, draft.stamp, posted, program)
        return posted.number

    def add_payment(self, draft: PaymentDraft, number: int, origin: str) -> int:
        there = self.invoice_under(number)
        if there is None:
            raise Refused(operation="InsertInvoicePayment", detail="Invoice does not exist")
        methods = {choice.id for choice in self.look_ups.payment_methods}
        accounts = {choice.id for choice in self.look_ups.bank_accounts}
        if draft.method_id not in methods or draft.account_id not in accounts:
            raise Refused(operation="InsertInvoicePayment", detail="Invalid payment method or bank account")
        posted = PostedPayment(
            id=self.next_id(),
            invoice_number=number,
            paid_on=draft.paid_on,
            amount=draft.amount,
            method_id=draft.method_id,
            account_id=draft.account_id,
            note=draft.note,
        )
        self.payments[posted.id] = SimPayment(posted, there.dbid, origin)
        return posted.id

    def apply_credit_note(self, invoice_dbid: int, note_dbid: int) -> None:
        """Two payments that come to nothing together, each on its document (API.md 9)."""
        invoice, note = self.invoices.get(invoice_dbid), self.invoices.get(note_dbid)
        if invoice is None or note is None:
            raise Refused(operation=APPLY, detail="There is no invoice with this ID")
        owed, open_ = (_open(self.seen(each)) for each in (invoice, note))
        amount = min(owed, -open_)
        if amount <= 0:
            raise Refused(operation=APPLY, detail="There is nothing left to set against each other")
        for each, part in ((invoice, amount), (note, -amount)):
            posted = PostedPayment(
                id=self.next_id(),
                invoice_number=each.posted.number,
                paid_on=each.posted.invoice_date,
                amount=part,
                method_id=FIRST_METHOD,
                account_id=FIRST_ACCOUNT,
                note=f"Credit note {note.posted.number} on invoice {invoice.posted.number}",
            )
            self.payments[posted.id] = SimPayment(posted, each.posted.dbid, "", note.origin)

    def alter(self, number: int) -> None:
        """The invoice under a number is not stored as it was sent."""
        there = self.invoice_under(number)
        assert there is not None
        kept = self.invoices[there.dbid]
        posted = replace(kept.posted, vat_amount=kept.posted.vat_amount + PENNY)
        self.invoices[there.dbid] = replace(kept, posted=posted)

    # -- what is deleted

    def delete_invoice(self, dbid: int) -> SimInvoice:
        """An invoice with payments is not deleted; its number may be given again, its id never."""
        there = self.invoices.get(dbid)
        if there is None:
            raise Refused(operation=DELETE_INVOICE, detail="There is no invoice with this ID")
        if any(each.dbid == dbid for each in self.payments.values()):
            raise Refused(operation=DELETE_INVOICE, detail="This invoice has payments and cannot be deleted")
        self.deleted[dbid] = self.invoices.pop(dbid)
        return there

    def delete_payment(self, number: int, payment_id: int) -> SimPayment:
        """A payment of the invoice that bears a number now."""
        there, payment = self.invoice_under(number), self.payments.get(payment_id)
        if there is None or payment is None or payment.dbid != there.dbid:
            raise Refused(operation=DELETE_PAYMENT, detail="There is no such payment on this invoice")
        return self.payments.pop(payment_id)

    # -- what is changed by hand

    def remove_invoice(self, dbid: int) -> None:
        """Delete an invoice with its payments: its number may be given again, its id never."""
        self.removed[dbid] = self.invoices.pop(dbid)
        for own in [each for each in self.payments.values() if each.dbid == dbid and each.applied]:
            # What was set against an invoice comes off it too.
            pairs = (
                key
                for key, each in self.payments.items()
                if each.applied == own.applied and each.posted.amount == -own.posted.amount
            )
            self.payments.pop(next(pairs, 0), None)
        self.payments = {key: each for key, each in self.payments.items() if each.dbid != dbid}

    def change_invoice(self, dbid: int, **changes: object) -> None:
        """Edit an invoice by hand."""
        there = self.invoices[dbid]
        self.touched[dbid] = self.tick
        self.invoices[dbid] = replace(there, posted=replace(there.posted, **changes))  # type: ignore[arg-type] # fields by name

    @contextmanager
    def by_hand(self) -> Iterator[None]:
        """What KashFlow's own screens take: entries of the lists that are hidden from the service too."""
        kept, self.look_ups = self.look_ups, LOOK_UPS
        try:
            yield
        finally:
            self.look_ups = kept

    def next_id(self) -> int:
        """An id that was never given before."""
        self._last_id += 1
        return self._last_id

    def seen(self, invoice: SimInvoice) -> PostedInvoice:
        """An invoice as the service shows it now."""
        posted = invoice.posted
        paid = sum((each.posted.amount for each in self.payments.values() if each.dbid == posted.dbid), ZERO)
        customer = self.customers.get(posted.customer_id)
        return replace(posted, amount_paid=paid, customer_name=customer.name if customer else "")

    def of_origin(self, stamp: str) -> list[SimInvoice]:
        """Living invoices that came with this stamp, whatever they bear now."""
        return [each for each in self.invoices.values() if each.origin == stamp]

    def payments_of_origin(self, stamp: str) -> list[SimPayment]:
        """Payments that came with this stamp, on an invoice that came with it.

        One that a slow server puts on whatever bears the number by then is no second payment.
        """
        ids = {each.posted.dbid for each in self.of_origin(stamp)}
        return [each for each in self.payments.values() if each.origin == stamp and each.dbid in ids]

    def _seen(self, invoices: Iterable[SimInvoice]) -> tuple[PostedInvoice, ...]:
        return tuple(self.seen(each) for each in invoices)

    def _next_number(self) -> int:
        """Highest and one, so that a deleted highest number is given again."""
        return max((each.posted.number for each in self.invoices.values()), default=FIRST_NUMBER) + 1


def _open(seen: PostedInvoice) -> Decimal:
    return seen.gross_amount - seen.amount_paid


def _posted(draft: InvoiceDraft, customer_id: int, dbid: int, number: int) -> PostedInvoice:
    lines = tuple(
        PostedLine(
            line.description, line.quantity, line.rate, line.vat_rate, line.vat_amount, line.sales_type
        )
        for line in draft.lines
    )
    net = sum((line.quantity * line.rate for line in draft.lines), ZERO)
    return PostedInvoice(
        dbid=dbid,
        number=number,
        reference=draft.stamp,
        customer_id=customer_id,
        invoice_date=draft.invoice_date,
        currency=draft.currency,
        net_amount=net,
        vat_amount=sum((line.vat_amount for line in draft.lines), ZERO),
        lines=lines,
        due_date=draft.due_date,
    )
