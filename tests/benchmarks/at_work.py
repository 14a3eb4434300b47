"""How long the window is deaf while orders come in, and while invoices go out."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from kfdesk.tour.pilot import Pilot
from kfdesk.ui.export.export_page import ExportPage
from kfdesk.ui.main_window import MainWindow
from kfdesk.ui.orders.page import OrdersPage
from tests.benchmarks.exporting import buyers_of
from tests.benchmarks.gaps import GapMeter, p99_of_time_s
from tests.benchmarks.measured import Figures, measure
from tests.benchmarks.painted import a_window
from tests.benchmarks.shop import DELAY_MS, a_shop, recent_orders
from tests.benchmarks.table import AT_MOST, NOTHING, Row, ms

IMPORTED, SENDING_S = "imported.txt", "sending.txt"
LONGEST_GAP_S, P99_S = 0.1, 0.05
LIMIT_MS = 600_000


def at_work_rows(folder: Path, orders: int, sending_s: float) -> list[Row]:
    """The goals of DESIGN 9."""
    folder.mkdir(parents=True)
    (folder / IMPORTED).write_text(str(orders), encoding="utf-8")
    (folder / SENDING_S).write_text(str(sending_s), encoding="utf-8")
    found = measure(window_at_work, folder)
    sent = f"{found['sent']:,.0f} of them sent, {DELAY_MS} ms a call"
    return [
        _row(f"window while {orders:,} orders are imported", "import", found),
        _row(f"window while {orders:,} are previewed", "preview", found),
        _row(f"window while {orders:,} are planned and {sent}", "export", found),
    ]


def _row(what: str, name: str, found: Figures) -> Row:
    longest, p99 = found[f"{name}_longest"], found[f"{name}_p99"]
    return Row(
        what,
        NOTHING,
        f"longest gap {AT_MOST} {ms(LONGEST_GAP_S)}, p99 of time {AT_MOST} {ms(P99_S)}",
        f"longest {ms(longest)}, p99 {ms(p99)} (of {found[f'{name}_seconds']:.1f} s)",
        longest <= LONGEST_GAP_S and p99 <= P99_S,
    )


def window_at_work(folder: Path) -> Figures:
    """Import a file, look at the preview, export for a while and stop: as a person would, in the window."""
    orders = int((folder / IMPORTED).read_text(encoding="utf-8"))
    sending_s = float((folder / SENDING_S).read_text(encoding="utf-8"))
    file = folder / "orders.csv"
    recent_orders(file, orders, buyers_of(orders))
    with a_shop(folder) as shop, a_window(shop.desk, folder) as window:
        figures: Figures = {}
        meter, pilot = GapMeter(window), Pilot(LIMIT_MS)
        _import(window, file, meter, pilot)
        _note(figures, "import", meter)
        _preview(window, meter, pilot)
        _note(figures, "preview", meter)
        _export(window, meter, pilot, sending_s)
        _note(figures, "export", meter)
        figures["sent"] = len(shop.ledger.invoices())
    return figures


def _note(figures: Figures, name: str, meter: GapMeter) -> None:
    figures[f"{name}_longest"] = max(meter.gaps_s)
    figures[f"{name}_p99"] = p99_of_time_s(meter.gaps_s)
    figures[f"{name}_seconds"] = sum(meter.gaps_s)


def _import(window: MainWindow, file: Path, meter: GapMeter, pilot: Pilot) -> None:
    page = window.show_page("orders_page")
    if not isinstance(page, OrdersPage):
        raise SystemExit("there is no Orders page")
    pilot.wait_until(lambda: not page.is_busy, "the list")
    pilot.settle()
    meter.start()
    pilot.drop(window, [file])
    pilot.wait_until(lambda: not page.is_busy and page.orders_table.model().rowCount(), "the orders")
    pilot.settle()
    meter.stop()


def _preview(window: MainWindow, meter: GapMeter, pilot: Pilot) -> None:
    meter.start()
    page = window.show_page("export_page")
    button = _button(page, "export_button")
    pilot.wait_until(lambda: button.isVisible() and button.isEnabled(), "the preview")
    pilot.settle()
    meter.stop()


def _export(window: MainWindow, meter: GapMeter, pilot: Pilot, sending_s: float) -> None:
    page = window.page("export_page")
    if not isinstance(page, ExportPage):
        raise SystemExit("there is no Export page")
    meter.start()
    _button(page, "export_button").click()
    QTimer.singleShot(int(sending_s * 1000), page, _button(page, "cancel_button").click)
    pilot.wait_until(lambda: page.result is not None and not page.is_running, "the result")
    pilot.settle()
    meter.stop()


def _button(page: QWidget, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    if not isinstance(found, QPushButton):
        raise SystemExit(f"there is no {name}")
    return found
