"""An export to a service where each call takes its time, against the ideal and the usual loop."""

import math
from pathlib import Path

from kfdesk.services.export import ExportRequest
from kfdesk.services.export_report import ExportProgress, Outcome
from tests.benchmarks.measured import Figures, Work, measure, measuring
from tests.benchmarks.plain_loop import BUYERS_OF_TEN, SAMPLE, plain_loop
from tests.benchmarks.shop import DELAY_MS, a_shop, recent_orders
from tests.benchmarks.table import AT_LEAST, AT_MOST, TIMES, Row

EXPORTED = "exported.txt"
CONNECTIONS = 4
BATCH = 50
"""Invoices read back together at most (DESIGN 5.1)."""
MOST_TIMES_IDEAL = 1.25
SAMPLE_PART = 10
"""The loop posts one of so many orders, and its time is taken so many times."""


def exporting_rows(folder: Path, orders: int) -> list[Row]:
    """The goals of DESIGN 9, with one invoice sent at a time and with four."""
    sample = max(1, orders // SAMPLE_PART)
    _tell(folder / "loop", SAMPLE, sample)
    loop_s = measure(plain_loop, folder / "loop")["seconds"] * orders / sample
    return [
        _row(folder / "one", export_one_at_a_time, orders, loop_s, least_times_loop=2.5),
        _row(folder / "four", export_four_at_a_time, orders, loop_s, least_times_loop=4.0),
    ]


def _row(folder: Path, work: Work, orders: int, loop_s: float, *, least_times_loop: float) -> Row:
    _tell(folder, EXPORTED, orders)
    inserts = 1 if work is export_one_at_a_time else CONNECTIONS
    ours_s, ideal = measure(work, folder)["seconds"], ideal_s(orders, inserts)
    of_ideal, of_loop = ours_s / ideal, loop_s / ours_s
    loop = f"the usual loop in {loop_s:.0f} s (from {1 / SAMPLE_PART:.0%} of the orders)"
    goals = f"{AT_MOST} {MOST_TIMES_IDEAL} {TIMES} the ideal, {AT_LEAST} {least_times_loop} {TIMES} as fast"
    return Row(
        f"export of {orders:,} orders, {DELAY_MS} ms a call, {inserts} InsertInvoice at once",
        f"the ideal of {ideal:.1f} s, {loop}",
        goals,
        f"{of_ideal:.2f} {TIMES} the ideal ({ours_s:.1f} s), {of_loop:.1f} {TIMES} as fast",
        of_ideal <= MOST_TIMES_IDEAL and of_loop >= least_times_loop,
    )


def _tell(folder: Path, file: str, number: int) -> None:
    folder.mkdir(parents=True)
    (folder / file).write_text(str(number), encoding="utf-8")


def buyers_of(orders: int) -> int:
    """Seven to ten orders."""
    return max(1, orders * BUYERS_OF_TEN // 10)


def ideal_s(orders: int, inserts_at_once: int) -> float:
    """What the calls of DESIGN 5.1 take, shared among the connections without a gap.

    A look-up by e-mail and a customer for each buyer, an invoice and a payment for each order,
    for each batch a read before and one after its payments, one read at the start and one at
    the end. No shorter than the invoices alone at so many at once.
    """
    calls = 2 * buyers_of(orders) + 2 * orders + 2 * math.ceil(orders / BATCH) + 2
    return max(calls / CONNECTIONS, orders / inserts_at_once) * DELAY_MS / 1000


class _Watch:
    def is_cancelled(self) -> bool:
        return False

    def progressed(self, progress: ExportProgress) -> None:
        """Nobody looks."""


def export_one_at_a_time(folder: Path) -> Figures:
    """As KashFlow is sent invoices."""
    return _export(folder, 1)


def export_four_at_a_time(folder: Path) -> Figures:
    """As the practice company is."""
    return _export(folder, CONNECTIONS)


def _export(folder: Path, inserts_at_once: int) -> Figures:
    orders = int((folder / EXPORTED).read_text(encoding="utf-8"))
    figures: Figures = {}
    file = folder / "orders.csv"
    recent_orders(file, orders, buyers_of(orders))
    with a_shop(folder, inserts_at_once) as shop:
        shop.desk.importer.import_file(file, shop.company.id, shop.channel, is_practice_company=True)
        request = ExportRequest(shop.company.id, connections=CONNECTIONS)
        with measuring(figures):
            result = shop.desk.exporter.run(request, _Watch())
        paid = len(shop.ledger.payments())
        figures["calls"] = len(shop.ledger.calls())
    if result.count(Outcome.EXPORTED) != orders or paid != orders:
        raise SystemExit(f"{result.count(Outcome.EXPORTED)} exported and {paid} paid of {orders}")
    return figures
