"""What must hold, whatever happened: worked out in pennies from the ledger and the shop's own figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kfdesk.practice import LedgerInvoice
from tests.soak.orders import MadeOrder
from tests.soak.stage import BROKEN, CHANNEL, GREEN, DataDir, Stage, Violation

DONE = frozenset({"verified", "already"})
UNSETTLED = frozenset({"ready", "waiting", "in_doubt"})
UNDONE = "undone"
COUNTS = ("exported", "already", "needs_attention", "in_doubt", "skipped", "waiting")
RUNS_AT_MOST = 4
DOUBLE, LOST, WRONG_SUM, SILENT = "doubles", "lost", "wrong sums", "without words"
KINDS = (DOUBLE, LOST, WRONG_SUM, SILENT)


@dataclass(frozen=True)
class Standing:
    """What the ledger holds for one order."""

    invoice: LedgerInvoice | None
    notes: tuple[LedgerInvoice, ...]

    @property
    def credited(self) -> int:
        """What the credit notes come to, in pennies above zero."""
        return -sum(map(gross_of, self.notes))

    @property
    def is_paid(self) -> bool:
        """Whether invoice and credit notes have their payments."""
        each = (*self.notes, *((self.invoice,) if self.invoice else ()))
        return all(pennies(found.amount_paid) == gross_of(found) for found in each)


def check_ledger(stage: Stage) -> None:
    """At any moment: nothing twice in the ledger, nothing that is not the shop's, all sums right."""
    invoices = stage.company.invoices()
    _once("invoices with the reference", (each.customer_reference for each in invoices))
    _once("payments of invoice", (each.invoice_number for each in stage.company.payments()))
    _once("customers with the e-mail", (each.email for each in stage.company.customers()))
    made = {stamp_of(order): order for order in stage.orders}
    for invoice in invoices:
        if invoice.customer_reference.partition(" CN")[0] not in made:
            raise Violation(DOUBLE, f"an invoice for no order: {invoice.customer_reference}")
        if pennies(invoice.amount_paid) not in {0, gross_of(invoice)}:
            raise Violation(WRONG_SUM, f"paid in part: {invoice}")
    for order, found in _standing(stage):
        if found.invoice and gross_of(found.invoice) != order.gross:
            raise Violation(WRONG_SUM, f"{order.gross} p imported, in the ledger {found.invoice}")
        if found.credited > max(sum(order.refunds), order.gross if order.number in stage.undone else 0):
            raise Violation(DOUBLE, f"{order.refunds} p given back, in the ledger {found.notes}")


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
        if not any(entry["state"] in UNSETTLED for entry in (*told["orders"], *told["credit_notes"])):
            break
    return check_settled(stage, data_dir)


def check_settled(stage: Stage, data_dir: DataDir) -> int:
    """In the end: each order is one paid invoice, its refunds credit notes; or it has words.

    How many are left for the person.
    """
    check_ledger(stage)
    check_book(stage, data_dir)
    _check_log(data_dir)
    told = {each["order_number"]: each for each in data_dir.json("orders")["orders"]}
    if told.keys() != {order.name for order in stage.orders}:
        raise Violation(LOST, f"{len(stage.orders)} orders imported, {len(told)} in the book")
    left, green = 0, list[tuple[MadeOrder, Standing]]()
    for order, found in _standing(stage):
        entry = told[order.name]
        if entry["state"] == UNDONE:
            _check_undone(order, found)
        elif entry["state"] in GREEN:
            _check_green(order, entry, found)
            green.append((order, found))
        if entry["state"] not in {UNDONE, *GREEN} or _wants_credit(order, found, entry):
            left += 1
            if entry["state"] in UNSETTLED or not entry["message"]:
                raise Violation(SILENT, f"{entry}, {order.refunds} p given back, {found.notes}")
    _check_sums(stage, green)
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


def gross_of(invoice: LedgerInvoice) -> int:
    """Net and VAT of all lines, in pennies."""
    return sum(pennies(line.net_amount) + pennies(line.vat_amount) for line in invoice.lines)


def _standing(stage: Stage) -> list[tuple[MadeOrder, Standing]]:
    by_stamp = {each.customer_reference: each for each in stage.company.invoices()}
    notes: dict[str, list[LedgerInvoice]] = {}
    for reference, invoice in by_stamp.items():
        stamp, cn, _ = reference.partition(" CN")
        if cn:
            notes.setdefault(stamp, []).append(invoice)
    stamps = [(order, stamp_of(order)) for order in stage.orders]
    return [(order, Standing(by_stamp.get(each), tuple(notes.get(each, ())))) for order, each in stamps]


def _once(what: str, keys: Iterable[object]) -> None:
    for key, count in Counter(keys).items():
        if count > 1:
            raise Violation(DOUBLE, f"{count} {what} {key}")


def _check_green(order: MadeOrder, entry: dict[str, Any], found: Standing) -> None:
    if found.invoice is None or found.invoice.number != entry["invoice_number"]:
        raise Violation(LOST, f"called exported: {entry}, in the ledger {found.invoice}")
    if pennies(found.invoice.amount_paid) != order.gross:
        raise Violation(LOST, f"called exported, but its payment is not there: {found.invoice}")


def _check_undone(order: MadeOrder, found: Standing) -> None:
    """An order that was taken back comes to nothing in the ledger."""
    invoiced = gross_of(found.invoice) if found.invoice else 0
    if invoiced != found.credited:
        raise Violation(WRONG_SUM, f"{order.name} is called undone, in the ledger {found}")


def _wants_credit(order: MadeOrder, found: Standing, entry: dict[str, Any]) -> bool:
    """Whether money was given back of which there is no paid credit note yet."""
    if entry["state"] == UNDONE:
        return False
    return found.credited != sum(order.refunds) or not found.is_paid


def _check_sums(stage: Stage, green: list[tuple[MadeOrder, Standing]]) -> None:
    """The orders called exported come to what the ledger holds for them, in invoices and payments."""
    invoices = [found.invoice for _, found in green if found.invoice]
    numbers = {each.number for each in invoices}
    invoiced = sum(map(gross_of, invoices))
    paid = sum(pennies(each.amount) for each in stage.company.payments() if each.invoice_number in numbers)
    imported = sum(order.gross for order, _ in green)
    if not imported == invoiced == paid:
        raise Violation(WRONG_SUM, f"{imported} p imported, {invoiced} p invoiced, {paid} p paid")


def _check_counts(told: dict[str, Any]) -> None:
    """What an export says of itself: each order counted once, and no more created than it shows."""
    counted = sum(told[name] for name in COUNTS)
    shown = sum(pennies(Decimal(entry["gross"])) for entry in told["orders"] if entry["state"] in GREEN)
    said = sum(pennies(Decimal(amount)) for amount in told["gross"].values())
    if counted != len(told["orders"]) or said > shown:
        raise Violation(WRONG_SUM, f"an export counts {told}")


def _check_log(data_dir: DataDir) -> None:
    """Nothing went wrong that the program has no sentence for."""
    log = data_dir.folder / "kfdesk.log"
    told = log.read_text(encoding="utf-8") if log.exists() else ""
    if "Traceback" in told:
        raise Violation(BROKEN, told[told.index("Traceback") :])
