"""What must hold, whatever happened: worked out in pennies from the ledger and the shop's own figures."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from kfdesk.practice import LedgerInvoice
from tests.soak.orders import MadeOrder
from tests.soak.stage import BROKEN, CHANNEL, DataDir, Stage, Violation

GREEN = frozenset({"exported", "already"})
DONE = frozenset({"verified", "already"})
UNSETTLED = frozenset({"ready", "waiting", "in_doubt"})
DOUBLE, LOST, WRONG_SUM, SILENT = "doubles", "lost", "wrong sums", "without words"
COUNTS = ("exported", "already", "needs_attention", "in_doubt", "skipped", "waiting")
RUNS_AT_MOST = 4
KINDS = (DOUBLE, LOST, WRONG_SUM, SILENT)


def check_ledger(stage: Stage) -> None:
    """At any moment: nothing twice in the ledger, nothing that is not the shop's, all sums right."""
    made = {stamp_of(order): order for order in stage.orders}
    invoices = stage.company.invoices()
    _once(DOUBLE, "invoices with the reference", (each.customer_reference for each in invoices))
    _once(DOUBLE, "payments of invoice", (each.invoice_number for each in stage.company.payments()))
    _once(DOUBLE, "customers with the e-mail", (each.email for each in stage.company.customers()))
    for invoice in invoices:
        order = made.get(invoice.customer_reference)
        if order is None:
            raise Violation(DOUBLE, f"an invoice for no order: {invoice.customer_reference}")
        if _gross(invoice) != order.gross or pennies(invoice.amount_paid) not in {0, order.gross}:
            raise Violation(WRONG_SUM, f"{order.gross} p imported, in the ledger {invoice}")


def check_book(stage: Stage, data_dir: DataDir) -> None:
    """At any moment: nothing that the book calls done is missing in the ledger."""
    standing = {each.customer_reference: each for each in stage.company.invoices()}
    for posting in data_dir.book.postings():
        if posting.step in DONE and posting.condition == "clear":
            found = standing.get(posting.stamp)
            if found is None or found.number != posting.number or not found.paid:
                raise Violation(LOST, f"called done, but not so: {posting} {found}")


def settle(stage: Stage, data_dir: DataDir) -> int:
    """Export until nothing is open, and check; how many orders are left for the person."""
    for _ in range(RUNS_AT_MOST):
        told = stage.export_in_peace(data_dir)
        _check_counts(told)
        if not any(entry["state"] in UNSETTLED for entry in told["orders"]):
            break
    return check_settled(stage, data_dir)


def check_settled(stage: Stage, data_dir: DataDir) -> int:
    """In the end: each order is one paid invoice or has words. How many are left for the person."""
    check_ledger(stage)
    check_book(stage, data_dir)
    _check_log(data_dir)
    told = {each["order_number"]: each for each in data_dir.json("orders")["orders"]}
    if told.keys() != {order.name for order in stage.orders}:
        raise Violation(LOST, f"{len(stage.orders)} orders imported, {len(told)} in the book")
    standing = {each.customer_reference: each for each in stage.company.invoices()}
    left = 0
    for order in stage.orders:
        entry = told[order.name]
        if entry["state"] in GREEN:
            _check_green(order, entry["invoice_number"], standing.get(stamp_of(order)))
        else:
            left += 1
            if entry["state"] in UNSETTLED or not entry["message"]:
                raise Violation(SILENT, f"{entry}")
    _check_sums(stage, [order for order in stage.orders if told[order.name]["state"] in GREEN])
    return left


def stamp_of(order: MadeOrder) -> str:
    """What the invoice is known by."""
    return f"{CHANNEL} {order.name}"


def pennies(amount: Decimal) -> int:
    """An amount in whole pennies."""
    whole = int(amount * 100)
    if whole != amount * 100:
        raise Violation(WRONG_SUM, f"part of a penny in {amount}")
    return whole


def _check_counts(told: dict[str, Any]) -> None:
    """What an export says of itself: each order counted once, and the sum that of what it created."""
    counted = sum(told[name] for name in COUNTS)
    created = sum(
        pennies(Decimal(entry["gross"])) for entry in told["orders"] if entry["state"] == "exported"
    )
    said = sum(pennies(Decimal(amount)) for amount in told["gross"].values())
    if counted != len(told["orders"]) or said > created:
        raise Violation(WRONG_SUM, f"an export counts {told}")


def _check_log(data_dir: DataDir) -> None:
    """Nothing went wrong that the program has no sentence for."""
    log = data_dir.folder / "kfdesk.log"
    told = log.read_text(encoding="utf-8") if log.exists() else ""
    if "Traceback" in told:
        raise Violation(BROKEN, told[told.index("Traceback") :])


def _gross(invoice: LedgerInvoice) -> int:
    return sum(pennies(line.net_amount) + pennies(line.vat_amount) for line in invoice.lines)


def _once(kind: str, what: str, keys: Iterable[object]) -> None:
    for key, count in Counter(keys).items():
        if count > 1:
            raise Violation(kind, f"{count} {what} {key}")


def _check_green(order: MadeOrder, number: int, invoice: LedgerInvoice | None) -> None:
    if invoice is None or invoice.number != number:
        raise Violation(LOST, f"{order.name} is called exported as {number}: {invoice}")
    if not invoice.paid or pennies(invoice.amount_paid) != order.gross:
        raise Violation(LOST, f"{order.name} is called exported, its payment is not there: {invoice}")


def _check_sums(stage: Stage, green: list[MadeOrder]) -> None:
    """The orders called exported come to what the ledger holds for them, in invoices and payments."""
    stamps = {stamp_of(order) for order in green}
    invoices = [each for each in stage.company.invoices() if each.customer_reference in stamps]
    numbers = {each.number for each in invoices}
    invoiced = sum(map(_gross, invoices))
    paid = sum(pennies(each.amount) for each in stage.company.payments() if each.invoice_number in numbers)
    imported = sum(order.gross for order in green)
    if not imported == invoiced == paid:
        raise Violation(WRONG_SUM, f"{imported} p imported, {invoiced} p invoiced, {paid} p paid")
