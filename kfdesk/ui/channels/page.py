"""The KashFlow Settings page: the table, the side panel, and what belongs to them."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kfdesk import words
from kfdesk.domain.channels import ChannelSettings
from kfdesk.domain.company import Company
from kfdesk.domain.errors import KfdeskError
from kfdesk.services.channel_settings import SettingValue
from kfdesk.services.desk import Desk
from kfdesk.ui.channels import texts
from kfdesk.ui.channels.bar import SettingsBar
from kfdesk.ui.channels.changes import SettingsChanges
from kfdesk.ui.channels.dialogs import ChannelDialog, NewChannel
from kfdesk.ui.channels.empty import NoChannels
from kfdesk.ui.channels.model import ChannelSettingsTableModel
from kfdesk.ui.channels.panel import SettingsPanel
from kfdesk.ui.channels.reader import ChannelsReader, Read
from kfdesk.ui.channels.texts import tr
from kfdesk.ui.channels.view import ChannelSettingsTable
from kfdesk.ui.channels.writer import Outcome, Wish
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.messages import show_error
from kfdesk.ui.widgets import named


class KashflowSettingsPage(QWidget):
    """What is set for each channel of the company."""

    def __init__(self, desk: Desk, events: DeskEvents, parent: QWidget | None = None) -> None:
        """Build the page and read the company's channels."""
        super().__init__(parent)
        self.setObjectName("kashflow_settings_page")
        self._desk = desk
        self._events = events
        self._writes = 0
        self._wanted_channel = ""
        self._wanted_place: tuple[int, str] | None = None
        self._model = ChannelSettingsTableModel(self)
        self._changes = SettingsChanges(desk, events, self)
        self._reader = ChannelsReader(desk, self)
        self._build()
        self._connect()
        self._load()

    # ------------------------------------------------------------ what others ask

    def go_to(self, channel_id: int, setting: str) -> None:
        """Stand on a setting of a channel, in the table or in the side panel."""
        row = self._model.row_of(channel_id)
        if row < 0:
            self._wanted_place = (channel_id, setting)  # the channels are on their way
            return
        if not self.channel_settings_table.go_to(row, setting):
            self.channel_settings_table.go_to(row, "export_orders")
            self.bar.panel_button.setChecked(True)
            self.settings_panel.go_to(setting)

    def add_channel(self, wanted: NewChannel) -> None:
        """Add a channel and stand on it."""
        self._wanted_channel = wanted.name
        self._changes.add(wanted)

    @property
    def is_busy(self) -> bool:
        """Something is being written, or orders are being looked at again."""
        return self._changes.is_busy

    def may_close(self) -> bool:
        """Not before what was chosen is written and the orders were looked at with it."""
        return not self.is_busy

    def stop(self) -> None:
        """Nothing to stop: half of the orders looked at again would show half of the truth."""

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        self.bar = SettingsBar(self._changes.stack)
        self.addActions([self.bar.undo_action, self.bar.redo_action])
        self.channel_settings_table = named(
            ChannelSettingsTable(self._model), "channel_settings_table", tr("Settings of each channel")
        )
        self.empty_state = named(NoChannels(self._desk.importer.marketplaces), "empty_state")
        self.status_label = named(QLabel(), "status_label")
        self.status_label.setWordWrap(True)
        self.settings_panel = named(
            SettingsPanel(self._desk.clock.today), "settings_panel", tr("More settings")
        )
        self._stacked = QStackedWidget()
        self._stacked.addWidget(self.empty_state)
        self._stacked.addWidget(self.channel_settings_table)
        self._lay_out()
        for name in (
            "new_channel_button",
            "rename_button",
            "accept_button",
            "refresh_button",
            "panel_button",
        ):
            setattr(self, name, getattr(self.bar, name))

    def _lay_out(self) -> None:
        left = QWidget()
        left_layout = QVBoxLayout(left)
        left_layout.setContentsMargins(0, 0, 0, 0)
        left_layout.addWidget(self._stacked, 1)
        left_layout.addWidget(self.status_label)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self.settings_panel)
        splitter.setStretchFactor(0, 1)
        splitter.setCollapsible(0, False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addWidget(splitter, 1)

    def _connect(self) -> None:
        self._events.company_changed.connect(self._on_company_changed)
        self._events.settings_changed.connect(self._on_outside_changed)
        self._events.orders_changed.connect(self._on_outside_changed)
        self._model.change_wished.connect(self._changes.set_value)
        self._changes.written.connect(self._on_written)
        self._changes.refused.connect(self._on_refused)
        self._changes.reassessor.finished.connect(self._on_reassessed)
        self._changes.reassessor.failed.connect(self._on_failed)
        self._changes.reassessor.progressed.connect(self._on_reassess_progressed)
        self._reader.read.connect(self._on_loaded)
        self._reader.failed.connect(self._on_failed)
        self._reader.refreshed.connect(self._on_refreshed)
        self._reader.refresh_failed.connect(self._on_refresh_failed)
        self.channel_settings_table.ready_asked.connect(self._on_ready_asked)
        self.channel_settings_table.selectionModel().selectionChanged.connect(self._show_selected)
        self.channel_settings_table.selectionModel().currentChanged.connect(self._show_selected)
        self.settings_panel.change_wished.connect(self._on_panel_wished)
        self.empty_state.channel_wished.connect(self._on_channel_wished)
        self.bar.new_channel_button.clicked.connect(self._on_new_channel_clicked)
        self.bar.rename_button.clicked.connect(self._on_rename_clicked)
        self.bar.accept_button.clicked.connect(self._on_accept_clicked)
        self.bar.refresh_button.clicked.connect(self._on_refresh_clicked)
        self.bar.panel_button.toggled.connect(self.settings_panel.setVisible)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._changes.reassessor.stop)

    # ------------------------------------------------------------ reading

    def _load(self) -> None:
        company = self._events.company
        if company is None:
            self._model.set_company((), self._model.look_ups)
            self._show_all()
            return
        self._reader.begin(company, self._writes)

    @Slot(object)
    def _on_loaded(self, read: Read) -> None:
        if read.company != self._events.company or self._changes.is_writing:
            return
        if read.writes != self._writes:
            self._load()  # something was written while this was read
            return
        self._take(read.outcome)

    def _take(self, outcome: Outcome) -> None:
        is_first = not self._model.channels
        self._model.update_channels(outcome.channels, outcome.look_ups)
        self._show_all()
        if is_first and self._model.channels:
            self.channel_settings_table.fit_columns()
            self.channel_settings_table.setCurrentIndex(self._model.index(0, 0))
        self._stand_on_wanted()

    def _stand_on_wanted(self) -> None:
        names = [channel.name for channel in self._model.channels]
        if self._wanted_channel in names:
            self.channel_settings_table.go_to(names.index(self._wanted_channel), "export_orders")
            self._wanted_channel = ""
        if self._wanted_place is not None:
            place, self._wanted_place = self._wanted_place, None
            if self._model.row_of(place[0]) >= 0:
                self.go_to(*place)

    def _show_all(self) -> None:
        has_channels = bool(self._model.channels)
        self._stacked.setCurrentWidget(self.channel_settings_table if has_channels else self.empty_state)
        self.settings_panel.setVisible(has_channels and self.bar.panel_button.isChecked())
        self.empty_state.set_linked(self._events.company is not None)
        self.channel_settings_table.show_needed_columns()
        self.bar.show_state(
            is_linked=self._events.company is not None,
            has_channels=has_channels,
            age=texts.age_text(self._model.look_ups.read_at, self._desk.clock.now()),
        )
        self._show_selected()

    @Slot()
    def _show_selected(self) -> None:
        chosen = [self._model.channels[row] for row in self.channel_settings_table.selected_rows()]
        settings = chosen[0].settings if chosen else ChannelSettings()
        self.settings_panel.setEnabled(bool(chosen))
        self.settings_panel.show_channels([channel.name for channel in chosen], settings, self._model.options)
        self.bar.rename_button.setEnabled(len(chosen) == 1)
        self.bar.accept_button.setEnabled(any(_has_proposals(channel.settings) for channel in chosen))
        several = tr("{n} channels selected: what you choose is set for all of them.")
        self.status_label.setText(several.format(n=len(chosen)) if len(chosen) > 1 else "")

    # ------------------------------------------------------------ wishes

    @Slot(str, object)
    def _on_panel_wished(self, name: str, value: SettingValue) -> None:
        rows = self.channel_settings_table.selected_rows()
        if rows:
            self._model.choose(rows, name, value)

    @Slot()
    def _on_accept_clicked(self) -> None:
        rows = self.channel_settings_table.selected_rows()
        self._changes.accept([self._model.channels[row].id for row in rows])

    @Slot()
    def _on_new_channel_clicked(self) -> None:
        self._on_channel_wished("")

    @Slot(str)
    def _on_channel_wished(self, marketplace: str) -> None:
        wanted = ChannelDialog.ask_new(self, self._taken(), self._desk.importer.marketplaces, marketplace)
        if wanted is not None:
            self.add_channel(wanted)

    @Slot()
    def _on_rename_clicked(self) -> None:
        channel = self._model.channels[self.channel_settings_table.selected_rows()[0]]
        name = ChannelDialog.ask_name(self, channel.name, channel.stamp, self._taken(but=channel.id))
        if name is not None and name != channel.name:
            self._wanted_channel = name
            self._changes.rename(channel.id, name)

    def _taken(self, but: int = 0) -> set[str]:
        others = [channel for channel in self._model.channels if channel.id != but]
        return {name for channel in others for name in (channel.name, channel.stamp)}

    # ------------------------------------------------------------ outcomes

    @Slot(object, object)
    def _on_written(self, wish: Wish, outcome: Outcome) -> None:
        self._writes += 1
        self._model.confirm(wish.channel_ids, wish.name, wish.value)
        self._take(outcome)
        if self._events.company is not None:
            self._events.settings_changed.emit(self._events.company.id)

    @Slot(object, object)
    def _on_refused(self, wish: Wish, error: BaseException) -> None:
        self._wanted_channel = ""
        is_ours = isinstance(error, KfdeskError)
        problem = f"{words.title(error)} {words.advice(error)}" if is_ours else ""
        self._model.put_back(wish.channel_ids, wish.name, wish.value, problem)
        self._show_selected()
        if wish.name and is_ours:
            self.status_label.setText(problem)
            QAccessible.updateAccessibility(QAccessibleEvent(self.status_label, QAccessible.Event.Alert))
        else:
            self._changes.stack.clear()  # what the stack holds no longer fits what the book holds
            show_error(self, error)

    @Slot()
    def _on_reassessed(self) -> None:
        self.status_label.clear()
        self._events.orders_changed.emit()

    @Slot(object, object)
    def _on_reassess_progressed(self, done: int, total: int) -> None:
        self.status_label.setText(
            tr("Looking at the channel's orders again: {done} of {total}").format(done=done, total=total)
        )

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.bar.refresh_button.setEnabled(True)
        show_error(self, error)

    @Slot(int)
    def _on_ready_asked(self, row: int) -> None:
        to_mend = self._model.to_mend(row)
        if to_mend:
            self.go_to(self._model.channels[row].id, to_mend[0])

    @Slot(object)
    def _on_company_changed(self, _company: Company | None) -> None:
        self._changes.stack.clear()
        self._model.set_company((), self._model.look_ups)
        self._load()

    @Slot()
    def _on_outside_changed(self) -> None:
        if not self._changes.is_writing:
            self._load()

    # ------------------------------------------------------------ the lists of KashFlow

    @Slot()
    def _on_refresh_clicked(self) -> None:
        company = self._events.company
        if company is None:
            return
        self.bar.refresh_button.setEnabled(False)
        self.bar.age_label.setText(tr("Reading KashFlow's lists…"))
        self._reader.refresh(company)

    @Slot()
    def _on_refreshed(self) -> None:
        self.bar.refresh_button.setEnabled(True)
        self._changes.reassessor.look_again([channel.id for channel in self._model.channels])
        if self._events.company is not None:
            self._events.settings_changed.emit(self._events.company.id)

    @Slot(object)
    def _on_refresh_failed(self, error: BaseException) -> None:
        self._show_all()
        show_error(self, error, self._on_refresh_clicked)


def _has_proposals(settings: ChannelSettings) -> bool:
    held: Sequence[object] = [getattr(settings, name) for name in settings.__dataclass_fields__]
    return any(getattr(value, "is_proposed", False) for value in held)
