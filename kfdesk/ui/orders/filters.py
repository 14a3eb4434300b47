"""Which orders to show: channel, state, period, text."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from kfdesk import words
from kfdesk.domain.channels import Channel
from kfdesk.domain.orders import OrderState
from kfdesk.services.ports import OrderFilter
from kfdesk.ui.orders.texts import tr
from kfdesk.ui.widgets import QuietComboBox, named

TYPING_PAUSE_MS = 200
WEEK = 7
MONTH = 30


class OrderFilters(QWidget):
    """Four filters in a row; `changed` once the person has stopped typing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Everything is shown at first."""
        super().__init__(parent)
        self.channel_filter_combo = _combo("channel_filter_combo", tr("Channel"))
        self.state_filter_combo = _combo("state_filter_combo", tr("State"))
        self.period_filter_combo = _combo("period_filter_combo", tr("Ordered"))
        self.text_filter_edit = named(QLineEdit(), "text_filter_edit", tr("Search"))
        self.text_filter_edit.setPlaceholderText(tr("Number, buyer or message"))
        self.text_filter_edit.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self._fill()
        self._lay_out()
        for combo in (self.channel_filter_combo, self.state_filter_combo, self.period_filter_combo):
            combo.currentIndexChanged.connect(self._on_chosen)
        self.text_filter_edit.textChanged.connect(self._on_typed)
        self.text_filter_edit.returnPressed.connect(self._on_chosen)

    @property
    def is_empty(self) -> bool:
        """Nothing is filtered out."""
        combos = (self.channel_filter_combo, self.state_filter_combo, self.period_filter_combo)
        return not self.text_filter_edit.text().strip() and all(c.currentIndex() <= 0 for c in combos)

    def chosen(self, company_id: int, today: date) -> OrderFilter:
        """What is wanted."""
        state = self.state_filter_combo.currentData()
        which = OrderFilter(
            company_id,
            channel_id=self.channel_filter_combo.currentData(),
            state=OrderState(state) if state else None,
            text=self.text_filter_edit.text().strip(),
        )
        first, last = period(self.period_filter_combo.currentData(), today)
        return replace(which, first=first, last=last)

    def set_channels(self, channels: Sequence[Channel]) -> None:
        """Offer these channels, keeping the one that is chosen."""
        combo, kept = self.channel_filter_combo, self.channel_filter_combo.currentData()
        with QSignalBlocker(combo):
            combo.clear()
            combo.addItem(tr("All channels"), None)
            for channel in channels:
                combo.addItem(channel.name, channel.id)
            combo.setCurrentIndex(max(0, combo.findData(kept)))

    def clear(self) -> None:
        """Show everything."""
        combos = (self.channel_filter_combo, self.state_filter_combo, self.period_filter_combo)
        blockers = [QSignalBlocker(widget) for widget in (*combos, self.text_filter_edit)]
        for combo in combos:
            combo.setCurrentIndex(0)
        self.text_filter_edit.clear()
        for blocker in blockers:
            blocker.unblock()
        self._on_chosen()

    def _fill(self) -> None:
        self.set_channels(())
        self.state_filter_combo.addItem(tr("All states"), None)
        for state in OrderState:
            self.state_filter_combo.addItem(words.state(state), state.value)
        for code, text in _periods():
            self.period_filter_combo.addItem(text, code)

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        pairs: tuple[tuple[str, QWidget], ...] = (
            (tr("&Channel"), self.channel_filter_combo),
            (tr("&State"), self.state_filter_combo),
            (tr("&Ordered"), self.period_filter_combo),
            (tr("Searc&h"), self.text_filter_edit),
        )
        for column, (text, widget) in enumerate(pairs):
            label = QLabel(text)
            label.setBuddy(widget)
            layout.addWidget(label, 0, column)
            layout.addWidget(widget, 1, column)
            layout.setColumnStretch(column, 2 if widget is self.text_filter_edit else 1)

    @Slot()
    def _on_typed(self) -> None:
        self._pause.start()  # begins afresh with each key

    @Slot()
    def _on_chosen(self) -> None:
        self._pause.stop()
        self.changed.emit()


def period(code: str, today: date) -> tuple[date | None, date | None]:
    """First and last day of a period; None is open."""
    this_month = today.replace(day=1)
    last_month_end = this_month - timedelta(days=1)
    this_year = today.replace(month=1, day=1)
    spans: dict[str, tuple[date | None, date | None]] = {
        "week": (today - timedelta(days=WEEK - 1), None),
        "month": (today - timedelta(days=MONTH - 1), None),
        "this_month": (this_month, None),
        "last_month": (last_month_end.replace(day=1), last_month_end),
        "this_year": (this_year, None),
        "last_year": (this_year.replace(year=this_year.year - 1), this_year - timedelta(days=1)),
    }
    return spans.get(code, (None, None))


def _periods() -> tuple[tuple[str, str], ...]:
    return (
        ("", tr("Any time")),
        ("week", tr("Last 7 days")),
        ("month", tr("Last 30 days")),
        ("this_month", tr("This month")),
        ("last_month", tr("Last month")),
        ("this_year", tr("This year")),
        ("last_year", tr("Last year")),
    )


def _combo(name: str, label: str) -> QuietComboBox:
    combo = named(QuietComboBox(), name, label)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(10)
    return combo
