"""The Orders page: files in, the list, one order in full, what needs attention."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kfdesk.domain.company import Company
from kfdesk.domain.errors import ImportCutOff
from kfdesk.domain.reasons import Why
from kfdesk.services.desk import Desk
from kfdesk.services.folder_look import FolderLook
from kfdesk.services.ports import AttentionGroup, OrderColumn
from kfdesk.services.undone_orders import UNDONE_STATES
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.messages import show_error
from kfdesk.ui.orders.answer_dialog import AnswerWish, Scope
from kfdesk.ui.orders.answering import Answering
from kfdesk.ui.orders.attention import AttentionPanel
from kfdesk.ui.orders.dialogs import LeaveOutDialog, OrderFilesDialog
from kfdesk.ui.orders.empty import NoOrders
from kfdesk.ui.orders.filters import OrderFilters
from kfdesk.ui.orders.import_flow import Imported, ImportFlow, Refusal
from kfdesk.ui.orders.import_panel import ImportPanel
from kfdesk.ui.orders.model import OrdersTableModel
from kfdesk.ui.orders.pane import OrderPane
from kfdesk.ui.orders.query import Found, OrdersQuery
from kfdesk.ui.orders.refund_days import RefundDays
from kfdesk.ui.orders.texts import group_text, orders_text, tr
from kfdesk.ui.orders.view import orders_view
from kfdesk.ui.tasks import LatestTask
from kfdesk.ui.widgets import ElidedLabel, named


class OrdersPage(QWidget):
    """Orders of the company; `setting_wished` carries channel id and setting to go to."""

    setting_wished = Signal(int, str)

    def __init__(self, desk: Desk, events: DeskEvents, parent: QWidget | None = None) -> None:
        """Build the page and read the company's orders."""
        super().__init__(parent)
        self.setObjectName("orders_page")
        self._desk = desk
        self._events = events
        self._sorting = (OrderColumn.ORDERED, True)
        self._group: AttentionGroup | None = None
        self._wanted_id: int | None = None
        self._flow = ImportFlow(desk, self)
        self._refund_days = RefundDays(desk, self)
        self._query = OrdersQuery(desk, self)
        self._changes = LatestTask(self)
        self._answering = Answering(desk, self)
        self._is_setting_changed = False
        self._cut_off = tuple(Refusal(path, ImportCutOff(path=path)) for path in desk.cut_off)
        self._model = OrdersTableModel(desk.orders.rows, self)
        self._build()
        self._lay_out()
        self._connect()
        self._offer_channels()
        self._tell_cut_off()
        self._ask()

    # ------------------------------------------------------------ what others ask

    @property
    def is_busy(self) -> bool:
        """Files are being imported, or orders are being read."""
        return self._flow.is_busy or self._query.is_busy

    @Slot(object)
    def import_files(self, paths: Sequence[Path | str]) -> None:
        """Import files that were dropped on the window, or chosen."""
        if paths:
            self._flow.begin([Path(path) for path in paths], self._events.company)

    def may_close(self) -> bool:
        """Not while files are imported or orders are changed."""
        parts = (self._flow, self._changes, self.order_pane, self._refund_days)
        return not any(part.is_busy for part in parts)

    def stop(self) -> None:
        """Stop at the next safe point."""
        self._flow.cancel()
        self._changes.request_cancel()
        self._refund_days.request_cancel()

    def show_group(self, group: AttentionGroup) -> None:
        """Show the orders of an attention group only."""
        self._group = group
        self._ask()

    def show_order(self, order_id: int) -> None:
        """Go to one order, whatever the filters hid."""
        self._wanted_id = order_id
        self._on_show_all_clicked()

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        self.import_button = _button(tr("&Import order files…"), "import_button")
        self.leave_out_button = _button(tr("&Leave out…"), "leave_out_button")
        self.bring_back_button = _button(tr("&Bring back"), "bring_back_button")
        self.export_again_button = _button(tr("Export a&gain"), "export_again_button")
        self.export_again_button.setToolTip(tr("For orders that were undone, or whose invoice is gone."))
        self.count_label = named(ElidedLabel(), "count_label")
        self.count_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_all_button = _button(tr("Sho&w all orders"), "show_all_button")
        self.import_panel = ImportPanel()
        self.attention = AttentionPanel()
        self.attention_list, self.mend_button = self.attention.attention_list, self.attention.mend_button
        self.filters = OrderFilters()
        for name in ("channel_filter_combo", "state_filter_combo", "period_filter_combo", "text_filter_edit"):
            setattr(self, name, getattr(self.filters, name))
        self.orders_table = named(orders_view(self._model), "orders_table", tr("Orders"))
        self.order_pane = OrderPane(self._desk)
        self.order_detail = self.order_pane.order_detail
        self.empty_state = named(NoOrders(self._desk.importer.marketplaces), "empty_state")

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        for widget in (
            self.import_button,
            self.leave_out_button,
            self.bring_back_button,
            self.export_again_button,
        ):
            bar.addWidget(widget)
        bar.addWidget(self.count_label, 1)
        bar.addWidget(self.show_all_button)
        self._stacked = QStackedWidget()
        self._stacked.addWidget(self.empty_state)
        self._stacked.addWidget(self.orders_table)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._stacked)
        splitter.addWidget(self.order_pane)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST_SHARE, DETAIL_SHARE])
        splitter.setCollapsible(0, False)
        layout = QVBoxLayout(self)
        layout.addLayout(bar)
        for part in (self.import_panel, self.attention, self.filters):
            layout.addWidget(part)
        layout.addWidget(splitter, 1)

    def _connect(self) -> None:
        self._events.company_changed.connect(self._on_company_changed)
        self._events.orders_changed.connect(self._ask)
        self._events.runs_changed.connect(self._ask)
        self._events.settings_changed.connect(self._ask)
        self._flow.looking.connect(self.import_panel.show_busy)
        self._flow.progressed.connect(self.import_panel.show_progress)
        self._flow.finished.connect(self._on_imported)
        self._flow.failed.connect(self._on_failed)
        self._flow.ended.connect(self._events.orders_changed)
        self._query.found.connect(self._on_found)
        self._query.failed.connect(self._on_failed)
        self._changes.failed.connect(self._on_failed)
        self._changes.busy_changed.connect(self._on_changes_busy)
        self._changes.progressed.connect(self._show_change)
        self.order_pane.failed.connect(self._on_failed)
        self.order_pane.changed.connect(self._events.orders_changed)
        self._refund_days.changed.connect(self._events.orders_changed)
        self._refund_days.failed.connect(self._on_failed)
        self.attention.day_wished.connect(self._on_day_wished)
        self._model.sort_wished.connect(self._on_sort_wished)
        self.import_panel.cancel_asked.connect(self._flow.cancel)
        self.attention.setting_wished.connect(self.setting_wished)
        self.attention.answer_wished.connect(self._on_group_answer_wished)
        self.order_pane.answer_wished.connect(self._answering.ask_order)
        self._answering.answered.connect(self._on_answered)
        self._answering.failed.connect(self._on_failed)
        self.attention.group_wished.connect(self.show_group)
        self.filters.changed.connect(self._on_filter_changed)
        self.empty_state.clear_wished.connect(self._on_show_all_clicked)
        self.show_all_button.clicked.connect(self._on_show_all_clicked)
        self.import_button.clicked.connect(self._on_import_clicked)
        self.leave_out_button.clicked.connect(self._on_leave_out_clicked)
        self.bring_back_button.clicked.connect(self._on_bring_back_clicked)
        self.export_again_button.clicked.connect(self._on_export_again_clicked)
        self.orders_table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.orders_table.selectionModel().currentRowChanged.connect(self._show_detail)

    # ------------------------------------------------------------ the list

    @Slot()
    def _ask(self) -> None:
        company = self._events.company
        if company is None:
            self._on_found(Found())
            return
        which = self.filters.chosen(company.id, self._desk.clock.today())
        self._query.ask(which, self._sorting, self._group)

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self.filters.set_channels(found.channels)
        self.attention.show_attention(found.attention)
        self._show_ids(found.ids)
        self.filters.setVisible(found.total > 0)
        self.show_all_button.setVisible(self._group is not None or not self.filters.is_empty)
        self.count_label.setText(self._count_text(found))
        self._stacked.setCurrentWidget(self.orders_table if found.ids else self.empty_state)
        self.empty_state.show_why(is_linked=self._events.company is not None, is_filtered=found.total > 0)
        self._on_selection_changed()
        self._show_detail()

    def _offer_channels(self) -> None:
        """At once, so that who leads here can choose a channel; a few rows that wait for nobody."""
        company = self._events.company
        with self._desk.book.reading() as session:
            self.filters.set_channels(session.channels.of_company(company.id) if company else ())

    def _show_ids(self, ids: list[int]) -> None:
        """The same orders again keep their place; others begin at the top, on the order chosen."""
        wanted = self._wanted_id if self._wanted_id in ids else None
        if wanted is not None:
            self._wanted_id = None
        elif list(self._model.ids) == ids:
            self._model.refresh()
            return
        kept = self._current_id() if wanted is None else wanted
        self._model.set_ids(ids)
        if ids:
            row = ids.index(kept) if kept in ids else 0
            self.orders_table.setCurrentIndex(self._model.index(row, 0))

    def _count_text(self, found: Found) -> str:
        if self._group is not None:
            return group_text(self._group)
        if len(found.ids) == found.total:
            return orders_text(found.total) if found.total else ""
        return tr("{shown} of {total}").format(shown=len(found.ids), total=orders_text(found.total))

    def _current_id(self) -> int | None:
        row = self.orders_table.currentIndex().row()
        return self._model.ids[row] if 0 <= row < len(self._model.ids) else None

    def _selected_ids(self) -> list[int]:
        spans = self.orders_table.selectionModel().selection().toList()
        rows = {row for span in spans for row in range(span.top(), span.bottom() + 1)}
        return [self._model.ids[row] for row in sorted(rows)]

    @Slot(object, bool)
    def _on_sort_wished(self, column: OrderColumn, descending: bool) -> None:
        self._sorting = (column, descending)
        self._ask()

    @Slot()
    def _on_filter_changed(self) -> None:
        self._group = None
        self._ask()

    @Slot()
    def _on_show_all_clicked(self) -> None:
        self._group = None
        self.filters.clear()

    @Slot()
    def _on_selection_changed(self) -> None:
        has_any = self.orders_table.selectionModel().hasSelection()
        row = self._model.order_row(self.orders_table.currentIndex().row())
        reason = row.reason if row else None
        is_out = reason is not None and reason.why is Why.LEFT_OUT
        may_change = has_any and not self._changes.is_busy
        self.leave_out_button.setEnabled(may_change)
        self.bring_back_button.setEnabled(may_change and is_out)
        is_undone = row is not None and row.state in UNDONE_STATES
        self.export_again_button.setEnabled(may_change and is_undone)

    @Slot()
    def _show_detail(self) -> None:
        self.order_pane.show_order(self._current_id())

    # ------------------------------------------------------------ answers

    @Slot(object)
    def _on_group_answer_wished(self, group: AttentionGroup) -> None:
        company = self._events.company
        if company is not None:
            self._answering.ask_group(company.id, group, self._current_id())

    @Slot(object)
    def _on_answered(self, wish: AnswerWish) -> None:
        self._is_setting_changed = wish.scope is Scope.CHANNEL
        self._changes.start(self._answering.work(wish))

    # ------------------------------------------------------------ out and back

    @Slot()
    def _on_leave_out_clicked(self) -> None:
        ids = self._selected_ids()
        reason = LeaveOutDialog.ask(self, len(ids))
        if reason:
            orders = self._desk.orders
            self._changes.start(lambda progress, stop: orders.leave_out(ids, reason, progress, stop))

    @Slot()
    def _on_bring_back_clicked(self) -> None:
        ids, orders = self._selected_ids(), self._desk.orders
        self._changes.start(lambda progress, stop: orders.bring_back(ids, progress, stop))

    @Slot(object)
    def _on_day_wished(self, group: AttentionGroup) -> None:
        if self._events.company is not None:
            self._refund_days.begin(self._events.company.id, group)

    @Slot()
    def _on_export_again_clicked(self) -> None:
        ids, undone = self._selected_ids(), self._desk.undone
        self._changes.start(lambda _progress, _is_cancelled: undone.export_again(ids))

    @Slot(object, object)
    def _show_change(self, done: int, total: int) -> None:
        self.count_label.setText(tr("{done} of {total} changed").format(done=done, total=orders_text(total)))

    @Slot(bool)
    def _on_changes_busy(self, is_busy: bool) -> None:
        """One change at a time: a second one would cut the first off."""
        for button in (self.mend_button, self.order_pane.answer_button):
            button.setEnabled(not is_busy)
        self._on_selection_changed()
        if is_busy:
            return
        self._events.orders_changed.emit()  # some orders may be changed even where it failed
        company = self._events.company
        if self._is_setting_changed and company is not None:
            self._events.settings_changed.emit(company.id)
        self._is_setting_changed = False

    # ------------------------------------------------------------ files in

    @Slot()
    def _on_import_clicked(self) -> None:
        self.import_files(OrderFilesDialog.ask(self))

    def _tell_cut_off(self) -> None:
        if self._cut_off:
            self.import_panel.show_result(Imported(refusals=self._cut_off))

    @Slot(object)
    def show_found(self, look: FolderLook) -> None:
        """What was read by itself from a watched folder; what the person imports now stands first."""
        if not self._flow.is_busy:
            refusals = tuple(Refusal(each.path, each.error) for each in look.refusals)
            waiting = tuple(Refusal(each.path, each.error) for each in look.waiting)
            refusals = (*self._cut_off, *refusals)
            self.import_panel.show_result(Imported(look.results, refusals, waiting=waiting))

    @Slot(object)
    def _on_imported(self, imported: Imported) -> None:
        self._cut_off = ()
        self.import_panel.show_result(imported)
        if imported.results and self._events.company is not None:
            self._events.settings_changed.emit(self._events.company.id)  # channels come with files

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if not self._flow.is_busy:
            self.import_panel.hide()
        show_error(self, error)

    @Slot(object)
    def _on_company_changed(self, _company: Company | None) -> None:
        self._group = None
        self._model.set_ids([])
        self._offer_channels()
        self._ask()


LIST_SHARE, DETAIL_SHARE = 630, 370
"""Of the width, in thousandths."""


def _button(label: str, name: str) -> QPushButton:
    return named(QPushButton(label), name, label.replace("&", "").rstrip("…"))
