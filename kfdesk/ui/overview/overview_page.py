"""The Overview page: the company at a glance, and the way to the next thing to do."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Why
from kfdesk.services.browse_orders import Attention
from kfdesk.services.desk import Desk
from kfdesk.services.overview import Figures, NextStep, Overview
from kfdesk.ui.empty_page import EmptyPanel
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.messages import show_error
from kfdesk.ui.overview.glance import Glance
from kfdesk.ui.tasks import LatestTask
from kfdesk.ui.widgets import named

FIRST_STEPS = (NextStep.LINK, NextStep.CHANNELS, NextStep.IMPORT)

_STATES = {
    Why.EXPORT_OFF: OrderState.READY,
    Why.CHANNEL_NOT_READY: OrderState.WAITING,
    Why.DOUBT: OrderState.IN_DOUBT,
    Why.CHANGED_AFTER_EXPORT: OrderState.CHANGED,
}
"""The state that orders held up by a cause are in; needs_attention for all others."""


class OverviewPage(QWidget):
    """What is ready, what needs attention, what was exported.

    `page_wanted` carries the objectName of a page, `attention_wanted` a channel's id and the
    order state to look at in Orders.
    """

    page_wanted = Signal(str)
    attention_wanted = Signal(int, str)

    def __init__(self, desk: Desk, events: DeskEvents, parent: QWidget | None = None) -> None:
        """Begin empty; the figures are read when the page is shown."""
        super().__init__(parent)
        self.setObjectName("overview_page")
        self._overview = Overview(desk.book, desk.orders)
        self._events = events
        self._figures, self._links = LatestTask(self), LatestTask(self)
        self._empty_panel = named(EmptyPanel(), "empty_panel")
        self._glance = named(Glance(), "glance")
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())  # blank until something was read: no flicker of a wrong page
        self._stack.addWidget(self._empty_panel)
        self._stack.addWidget(self._glance)
        QVBoxLayout(self).addWidget(self._stack)
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the figures."""
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the figures anew."""
        company = self._events.company
        overview = self._overview
        if company is None:
            self._figures.forget()
            self._links.start(lambda _progress, _is_cancelled: overview.is_linked())
            return
        company_id = company.id
        self._links.forget()
        self._figures.start(lambda _progress, _is_cancelled: overview.figures(company_id))

    def _connect(self) -> None:
        self._figures.done.connect(self._on_figures_read)
        self._figures.failed.connect(self._on_failed)
        self._links.done.connect(self._on_links_read)
        self._links.failed.connect(self._on_failed)
        self._empty_panel.page_wanted.connect(self.page_wanted)
        self._glance.page_wanted.connect(self.page_wanted)
        self._glance.attention_opened.connect(self._on_attention_opened)
        events = self._events
        for changed in (events.company_changed, events.settings_changed):
            changed.connect(self._on_something_changed)
        for told in (events.orders_changed, events.runs_changed):
            told.connect(self._on_something_changed)

    @Slot()
    def _on_something_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot(object)
    def _on_links_read(self, is_linked: bool) -> None:
        """At the start the company comes a moment later: no page says meanwhile that there is none."""
        if not is_linked:
            self._show_step(NextStep.LINK)

    @Slot(object)
    def _on_figures_read(self, figures: Figures) -> None:
        is_empty = not (figures.months or figures.ready.orders or figures.attention)
        if is_empty and figures.next_step in FIRST_STEPS:
            self._show_step(figures.next_step)
            return
        self._glance.show_figures(figures)
        self._stack.setCurrentWidget(self._glance)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        show_error(self, error, self.refresh)

    @Slot(object)
    def _on_attention_opened(self, attention: Attention) -> None:
        group = attention.group
        state = _STATES.get(group.reason.why, OrderState.NEEDS_ATTENTION)
        self.attention_wanted.emit(group.channel_id, state.value)

    def _show_step(self, step: NextStep) -> None:
        self._empty_panel.show_step(step)
        self._stack.setCurrentWidget(self._empty_panel)
