"""An exported run to be undone, and what must hold of the ledger afterwards, by arithmetic of its own."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kfdesk.domain.invoices import PaymentDraft
from kfdesk.domain.orders import Order
from kfdesk.practice import LedgerInvoice, LedgerPayment
from tests.builders import a_line, an_order
from tests.services.export_world import World

ZERO = Decimal(0)


@dataclass(frozen=True)
class Sheet:
    """A ledger as its lines and payments have it."""

    invoices: tuple[LedgerInvoice, ...]
    payments: tuple[LedgerPayment, ...]

    @property
    def by_vat_rate(self) -> dict[Decimal, tuple[Decimal, Decimal]]:
        """Net and VAT of every line, by rate; rates that come to nothing are left out."""
        sums: dict[Decimal, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
        for line in (line for invoice in self.invoices for line in invoice.lines):
            sums[line.vat_rate][0] += line.quantity * line.rate
            sums[line.vat_rate][1] += line.vat_amount
        return {rate: (net, vat) for rate, (net, vat) in sums.items() if net or vat}

    @property
    def by_account(self) -> dict[int, Decimal]:
        """What came in by bank account; accounts that come to nothing are left out."""
        sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
        for payment in self.payments:
            sums[payment.account_id] += payment.amount
        return {account: amount for account, amount in sums.items() if amount}

    @property
    def owed(self) -> Decimal:
        """What customers owe, all together."""
        gross = sum((net + vat for net, vat in self.by_vat_rate.values()), ZERO)
        return gross - sum((payment.amount for payment in self.payments), ZERO)


def sheet(world: World) -> Sheet:
    """The ledger now."""
    return Sheet(tuple(world.ledger.invoices()), tuple(world.ledger.payments()))


def mixed_order(number: str = "1001") -> Order:
    """An order of 12.00 at 20 % and 4.00 at 0 %."""
    lines = (a_line("12.00"), a_line("4.00", title="Book", sku="BOOK", vat_rate=Decimal(0)))
    return an_order(number, lines=lines)


def exported(world: World, orders: Sequence[Order] | None = None) -> tuple[int, list[int]]:
    """The run that exported these orders, and their ids."""
    ids = world.put(orders or [mixed_order()])
    run = world.export().run
    assert run is not None
    return run.id, ids


def invoice_of(world: World, order_id: int) -> LedgerInvoice:
    """The order's invoice in the ledger."""
    dbid = world.posting(order_id).invoice_dbid
    return next(each for each in world.ledger.invoices() if each.invoice_id == dbid)


def pay_by_hand(world: World, number: int, amount: str, note: str = "by hand") -> None:
    """Somebody enters a payment in KashFlow, as the order's own was entered."""
    other = next(iter(world.ledger.payments()), None)
    methods = (other.method_id, other.account_id) if other else (0, 0)
    day = next(each.invoice_date for each in world.ledger.invoices() if each.number == number)
    with world.gateway() as gateway:
        gateway.add_payment(PaymentDraft(Decimal(amount), day, *methods, note), number)


def delete_payments(world: World, number: int) -> None:
    """Somebody deletes what was paid on an invoice."""
    with world.gateway() as gateway:
        for payment in gateway.payments(number):
            gateway.delete_payment(number, payment.id)


def stranger(world: World, like: int, reference: str = "by phone") -> LedgerInvoice:
    """Somebody else's invoice, which is given the next number."""
    content = world.posting(like).content
    with world.gateway() as gateway:
        draft = replace(content.invoice, stamp=reference)
        number = gateway.add_invoice(draft, world.posting(like).customer_id)
    return next(each for each in world.ledger.invoices() if each.number == number)
