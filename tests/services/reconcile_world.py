"""What the tests of reconciliation do to the practice company, and what must hold after it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from kfdesk.domain.invoices import CustomerDraft, InvoiceDraft, InvoiceLine, PaymentDraft
from kfdesk.domain.orders import Order
from kfdesk.domain.reconciliation import Cause, Difference, Period, Reconciliation
from kfdesk.practice import LookupKind
from kfdesk.services.logins import Logins
from kfdesk.services.reconcile import Reconciler
from tests.builders import DAY
from tests.services.export_world import World, Wrap, _package, unchanged

MONTH = Period(date(2026, 11, 1), date(2026, 11, 30))


class NoFiles:
    """Nothing is written here."""

    def write_workbook(self, path: Path, found: Reconciliation, made: datetime) -> None:
        raise AssertionError

    def write_document(self, path: Path, found: Reconciliation, made: datetime) -> None:
        raise AssertionError


def never() -> bool:
    return False


def look(
    world: World,
    period: Period = MONTH,
    is_cancelled: Callable[[], bool] = never,
    steps: list[tuple[int, int]] | None = None,
    wrap: Wrap = unchanged,
) -> Reconciliation:
    """Reconcile a period of the company."""
    package = _package(world.server, world.limits, wrap)
    logins = Logins(world.book, world.keyring, (package,))
    told = steps if steps is not None else []
    return Reconciler(world.book, logins, world.clock, NoFiles()).run(
        world.company.id, period, lambda done, total: told.append((done, total)), is_cancelled
    )


def sent(world: World, *orders: Order) -> list[int]:
    ids = world.put(orders)
    world.export()
    return ids


def number_of(world: World, order_id: int) -> int:
    return world.posting(order_id).invoice_number


def causes(found: Reconciliation) -> dict[str, list[Cause]]:
    told: dict[str, list[Cause]] = defaultdict(list)
    for each in found.differences:
        told[each.order_number].append(each.cause)
    return dict(told)


def the(found: Reconciliation, cause: Cause) -> Difference:
    (only,) = [each for each in found.differences if each.cause is cause]
    return only


def a_stranger(world: World, reference: str, day: date = DAY, currency: str = "GBP") -> int:
    """Somebody enters an invoice of 10.00 and 2.00 VAT in KashFlow; its number."""
    line = InvoiceLine(
        "By hand", Decimal(1), Decimal("10.00"), Decimal("10.00"), Decimal(20), Decimal("2.00"), 0
    )
    sales_type = world.ledger.lookups(LookupKind.SALES_TYPE)[0].lookup_id
    with world.gateway() as gateway:
        customer = gateway.customer_by_code("BYHAND")
        customer_id = customer.id if customer else gateway.add_customer(CustomerDraft("BYHAND", "By Hand"))
        lines = (replace(line, sales_type=sales_type),)
        return gateway.add_invoice(InvoiceDraft(reference, day, day, currency, lines), customer_id)


def pay(world: World, number: int, amount: str, account: int = 0) -> None:
    """Somebody records a payment in KashFlow."""
    method = world.ledger.lookups(LookupKind.PAYMENT_METHOD)[0].lookup_id
    account_id = world.ledger.lookups(LookupKind.BANK_ACCOUNT)[account].lookup_id
    with world.gateway() as gateway:
        gateway.add_payment(PaymentDraft(Decimal(amount), DAY, method, account_id, "by hand"), number)


def unpay(world: World, number: int) -> None:
    with world.gateway() as gateway:
        for payment in gateway.payments(number):
            gateway.delete_payment(number, payment.id)


def check_tied(world: World, found: Reconciliation) -> None:
    """KashFlow's sums, added up here from its ledger, are the rows' and the strangers'; all is explained."""
    ledger: dict[str, Decimal] = defaultdict(lambda: Decimal("0.00"))
    for invoice in world.ledger.invoices():
        if found.period.first <= invoice.invoice_date <= found.period.last:
            ledger[invoice.currency_code] += invoice.net_amount + invoice.vat_amount
    in_kashflow = {each.currency: each.in_kashflow.gross for each in found.totals}
    assert {key: each for key, each in in_kashflow.items() if each} == dict(ledger)
    for total in found.totals:
        assert not total.unexplained
        assert total.payments_unexplained == 0
    explained = sum((each.figures.gross for each in found.differences if each.currency == "GBP"), Decimal(0))
    rows = sum((row.difference.gross for row in found.rows if row.key.currency == "GBP"), Decimal(0))
    assert explained == rows
