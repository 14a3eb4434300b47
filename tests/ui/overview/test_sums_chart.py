"""The chart of sums."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPalette
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from kfdesk.services.ports import MonthSum
from kfdesk.ui.overview.chart_data import ChartData, chart_data, currencies_of
from kfdesk.ui.overview.sums_chart import SumsChart

CHANNELS = ("eBay", "Etsy", "Amazon")


def a_sum(month: date, gross: str, channel: int = 0, currency: str = "GBP", orders: int = 3) -> MonthSum:
    return MonthSum(channel, CHANNELS[channel], month, currency, orders, Decimal(gross))


SUMS = (
    a_sum(date(2026, 8, 1), "100.00"),
    a_sum(date(2026, 11, 1), "250.50"),
    a_sum(date(2026, 11, 1), "49.50", 1, orders=1),
    a_sum(date(2026, 11, 1), "9.00", 1, "EUR"),
)


@pytest.fixture
def chart(qtbot: QtBot) -> SumsChart:
    made = SumsChart()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show_data(chart_data(SUMS, "GBP"))
    made.show()
    return made


def test_months_without_sums_stand_between_those_with_some() -> None:
    """Time is not squeezed."""
    data = chart_data(SUMS, "GBP")
    assert [(bar.month.month, str(bar.gross)) for bar in data.bars] == [
        (8, "100.00"),
        (9, "0.00"),
        (10, "0.00"),
        (11, "300.00"),
    ]


def test_only_the_last_twelve_months_are_shown() -> None:
    """More would be too narrow to read."""
    data = chart_data([a_sum(date(2024, 3, 1), "5.00", 2), a_sum(date(2026, 1, 1), "6.00")], "GBP")
    assert (data.bars[0].month, data.bars[-1].month) == (date(2025, 2, 1), date(2026, 1, 1))
    assert data.channels == ("eBay",)


def test_currencies_are_kept_apart() -> None:
    """The one with the most orders comes first."""
    assert currencies_of(SUMS) == ("GBP", "EUR")
    assert chart_data(SUMS, "EUR").highest == Decimal("9.00")


@pytest.mark.parametrize(
    ("highest", "step"),
    [("0.00", "1"), ("300.00", "100"), ("12345.67", "5000"), ("3.20", "1"), ("0.40", "0.1"), ("79.99", "20")],
)
def test_marks_are_round_figures(highest: str, step: str) -> None:
    """About four of them."""
    data = chart_data([a_sum(date(2026, 1, 1), highest)], "GBP")
    assert data.mark_step() == Decimal(step)


def test_each_channel_has_a_colour_of_its_own(chart: SumsChart) -> None:
    """Both are seen in the picture."""
    picture = chart.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 600, 3) for y in range(0, 300, 3)}
    highlight = chart.palette().color(QPalette.ColorRole.Highlight)
    hues = {QColor(name).hslHue() // 10 for name in colours if QColor(name).hslSaturation() > 100}
    assert highlight.hslHue() // 10 in hues
    assert len(hues) > 1


def test_bars_stay_below_the_top(qtbot: QtBot) -> None:
    """Whatever the sum: the legend is not painted over."""
    chart = SumsChart()
    qtbot.addWidget(chart)
    chart.resize(400, 300)
    chart.show_data(chart_data([a_sum(date(2026, 1, 1), "585.18")], "GBP"))
    picture = chart.grab().toImage()
    highlight = chart.palette().color(QPalette.ColorRole.Highlight)
    top = [picture.pixelColor(x, chart.fontMetrics().height() * 2) for x in range(150, 400)]
    assert not [colour for colour in top if colour.hslHue() == highlight.hslHue()]


def test_the_colours_are_the_palettes(chart: SumsChart) -> None:
    """On a dark palette the ground is dark and the letters are light."""
    dark = QPalette(chart.palette())
    dark.setColor(QPalette.ColorRole.Window, QColor(30, 30, 30))
    dark.setColor(QPalette.ColorRole.WindowText, QColor(240, 240, 240))
    chart.setPalette(dark)
    picture = chart.grab().toImage()
    shades = [picture.pixelColor(x, y).lightness() for x in range(0, 600, 2) for y in range(0, 300, 2)]
    assert max(shades) > 200
    assert sorted(shades)[len(shades) // 2] < 60


def test_arrows_go_from_month_to_month(chart: SumsChart, qtbot: QtBot) -> None:
    """Each month with its figures, which are spoken first."""
    assert (
        chart.month_text == "November 2026: eBay £250.50 (3 orders), Etsy £49.50 (1 order), together £300.00."
    )
    qtbot.keyClick(chart, Qt.Key.Key_Left)  # type: ignore[no-untyped-call]  # pytest-qt
    assert chart.month_text == "October 2026: nothing."
    assert chart.accessibleDescription().startswith("Now at October 2026")
    qtbot.keyClick(chart, Qt.Key.Key_Home)  # type: ignore[no-untyped-call]  # pytest-qt
    qtbot.keyClick(chart, Qt.Key.Key_Left)  # type: ignore[no-untyped-call]  # pytest-qt
    assert chart.month_text.startswith("August 2026")


def test_the_mouse_is_told_the_month(chart: SumsChart, qapp: QApplication) -> None:
    """Resting on a bar shows its figures."""
    place = QPoint(chart.width() - 40, chart.height() // 2)
    qapp.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, place, chart.mapToGlobal(place)))
    assert QToolTip.text().startswith("November 2026")
    QToolTip.hideText()


def test_it_grows_with_the_font(chart: SumsChart) -> None:
    """At twice the size there is still room for all of it."""
    before = chart.minimumSizeHint()
    font = chart.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    chart.setFont(font)
    assert chart.minimumSizeHint().height() >= before.height() * 1.8
    assert not chart.grab().isNull()


def test_it_says_so_when_there_is_nothing(qtbot: QtBot) -> None:
    """An empty chart is no riddle."""
    chart = SumsChart()
    qtbot.addWidget(chart)
    chart.show_data(ChartData())
    assert chart.accessibleDescription() == "Nothing was exported yet."
    assert chart.month_text == ""
    assert not chart.grab().isNull()
