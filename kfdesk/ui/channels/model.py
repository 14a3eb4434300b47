"""The table of channel settings: a row a channel, a column a setting, and whether it is ready."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QStyle

from kfdesk import words
from kfdesk.domain.channels import Channel, ChannelSettings, Chosen
from kfdesk.domain.company import LookUps
from kfdesk.domain.drift import gone_settings
from kfdesk.services.channel_settings import Option, SettingValue, options, setting_named
from kfdesk.ui.channels import texts
from kfdesk.ui.channels.texts import tr

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1

COLUMNS = (
    "export_orders",
    "customer_source",
    "payment_method",
    "bank_account",
    "sales_type",
    "delivery_type",
    "vat",
    "vat_unknown",
    "invoice_date",
    "which_orders",
    "customers",
    "record_payments",
    "foreign_currency",
    "foreign_payments",
    "ready",
)
Column = IntEnum("Column", {name.upper(): number for number, name in enumerate(COLUMNS)})  # type: ignore[misc]  # made from data
FIRST_SHOWN = frozenset({"export_orders", "customer_source", "payment_method", "bank_account", "ready"})
READY = COLUMNS.index("ready")


@dataclass(frozen=True)
class Row:
    """A channel, what is being written for it, and why the last wish failed."""

    channel: Channel
    pending: dict[str, SettingValue] = field(default_factory=dict)
    problem: str = ""

    @property
    def shown(self) -> ChannelSettings:
        """The settings with what is being written."""
        return replace(self.channel.settings, **self.pending)  # type: ignore[arg-type]  # options of the setting


class ChannelSettingsTableModel(QAbstractTableModel):
    """Channels of a company with their settings; `change_wished` says what a person chose.

    It carries the channels' ids, the name of the setting and the value; `confirm` or
    `put_back` tells the model what became of it.
    """

    change_wished = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without channels."""
        super().__init__(parent)
        self._rows: list[Row] = []
        self._look_ups = LookUps()

    # ------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A row a channel."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A column a setting, and Ready."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All cells but Ready can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags if index.column() == READY else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of settings and of channels."""
        if orientation == Qt.Orientation.Vertical and section < len(self._rows):
            name = self._rows[section].channel.name
            return name if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        if orientation == Qt.Orientation.Horizontal and section < len(COLUMNS):
            return self._column_header(COLUMNS[section], role)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, says and sorts by."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, name = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._display(row, name)
        if role == Qt.ItemDataRole.EditRole:
            return self._display(row, name)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(row, name, with_place=role == Qt.ItemDataRole.AccessibleTextRole)
        return self._look(row, name, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Choose the option with this text; False when there is none."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() == READY:
            return False
        listed = self.options(COLUMNS[index.column()])
        named = dict(zip(texts.option_texts(listed), listed, strict=True))
        if str(value) not in named:
            return False
        self.choose([index.row()], COLUMNS[index.column()], named[str(value)].value)
        return True

    # ------------------------------------------------------------ what the page asks

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels in the order shown."""
        return tuple(row.channel for row in self._rows)

    @property
    def look_ups(self) -> LookUps:
        """The lists that settings choose from."""
        return self._look_ups

    def options(self, name: str) -> tuple[Option, ...]:
        """What a setting can be; entries that are gone are left out unless a channel has them."""
        held = {getattr(row.channel.settings, name) for row in self._rows}
        kept = {value.id for value in held if isinstance(value, Chosen)}
        listed = options(setting_named(name), self._look_ups)
        return tuple(
            o for o in listed if not o.is_gone or (isinstance(o.value, Chosen) and o.value.id in kept)
        )

    def value(self, row: int, name: str) -> SettingValue:
        """What a row shows for a setting."""
        value: SettingValue = getattr(self._rows[row].shown, name)
        return value

    def choose(self, rows: Sequence[int], name: str, value: SettingValue) -> None:
        """Show a value as pending in these rows and wish for it."""
        for row in rows:
            self._put(
                row, replace(self._rows[row], pending={**self._rows[row].pending, name: value}, problem="")
            )
        self.change_wished.emit(tuple(self._rows[row].channel.id for row in rows), name, value)

    def set_company(self, channels: Sequence[Channel], look_ups: LookUps) -> None:
        """Begin with another company's channels."""
        self.beginResetModel()
        self._rows = [Row(channel) for channel in channels]
        self._look_ups = look_ups
        self.endResetModel()

    def update_channels(self, channels: Sequence[Channel], look_ups: LookUps) -> None:
        """Take over what the book says now, touching only what differs."""
        self._look_ups = look_ups
        wanted = {channel.id: channel for channel in channels}
        self._remove_missing(set(wanted))
        self._insert_new(channels)
        if [row.channel.id for row in self._rows] != list(wanted):
            self.set_company(channels, look_ups)
        for number, channel in enumerate(channels):
            if self._rows[number].channel != channel:
                self._put(number, replace(self._rows[number], channel=channel))

    def confirm(self, channel_ids: Sequence[int], name: str, value: SettingValue) -> None:
        """The value was written: it is no longer pending."""
        self._settle(channel_ids, name, value, "")

    def put_back(self, channel_ids: Sequence[int], name: str, value: SettingValue, problem: str) -> None:
        """The value was not written: the old one shows again, with the reason in the row."""
        self._settle(channel_ids, name, value, problem)

    def to_mend(self, row: int) -> tuple[str, ...]:
        """The settings that keep a row from being ready: missing ones, then those gone from KashFlow."""
        shown = self._rows[row].shown
        return (*shown.missing, *gone_settings(shown, self._look_ups))

    def row_of(self, channel_id: int) -> int:
        """The row of a channel, or -1."""
        ids = [row.channel.id for row in self._rows]
        return ids.index(channel_id) if channel_id in ids else -1

    # ------------------------------------------------------------ inside

    def _settle(self, channel_ids: Sequence[int], name: str, value: SettingValue, problem: str) -> None:
        for number, row in enumerate(self._rows):
            # Another wish for the same cell may be waiting behind this one: that stays pending.
            if row.channel.id in channel_ids and row.pending.get(name, _NOTHING) == value:
                pending = {key: wish for key, wish in row.pending.items() if key != name}
                self._put(number, replace(row, pending=pending, problem=problem))

    def _put(self, number: int, row: Row) -> None:
        self._rows[number] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, READY))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, number, number)

    def _remove_missing(self, ids: set[int]) -> None:
        for number in reversed(range(len(self._rows))):
            if self._rows[number].channel.id not in ids:
                self.beginRemoveRows(QModelIndex(), number, number)
                del self._rows[number]
                self.endRemoveRows()

    def _insert_new(self, channels: Sequence[Channel]) -> None:
        known = {row.channel.id for row in self._rows}
        for number, channel in enumerate(channels):
            if channel.id not in known:
                place = min(number, len(self._rows))
                self.beginInsertRows(QModelIndex(), place, place)
                self._rows.insert(place, Row(channel))
                self.endInsertRows()

    def _display(self, row: Row, name: str) -> str:
        if name == "ready":
            return (
                tr("Not changed: {why}").format(why=row.problem)
                if row.problem
                else texts.ready_text(row.shown, gone_settings(row.shown, self._look_ups))
            )
        text = texts.value_text(getattr(row.shown, name))
        gone = self._is_gone(row, name)
        return tr("{name} (no longer in KashFlow)").format(name=text) if gone else text

    def _spoken(self, row: Row, name: str, *, with_place: bool) -> str:
        text = self._display(row, name)
        if name in row.pending:
            text = tr("{value}, being saved").format(value=text)
        if not with_place:
            return text
        return tr("{channel}, {setting}: {value}").format(
            channel=row.channel.name, setting=words.setting(name), value=text
        )

    def _look(self, row: Row, name: str, role: int) -> object:
        if role == SORT_ROLE:
            return self._display(row, name).casefold()
        if role == ROW_ROLE:
            return row.channel.id
        if role == Qt.ItemDataRole.FontRole:
            return self._font(row, name)
        if role == Qt.ItemDataRole.DecorationRole and name == "ready" and row.problem:
            return QApplication.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        return None

    def _font(self, row: Row, name: str) -> QFont | None:
        """Slanted while it is only proposed or being saved; underlined where a click leads on."""
        font = QFont(QApplication.font())
        value = None if name == "ready" else getattr(row.shown, name)
        if name in row.pending or (isinstance(value, Chosen) and value.is_proposed):
            font.setItalic(True)
            return font
        if name == "ready" and (row.shown.missing or gone_settings(row.shown, self._look_ups)):
            font.setUnderline(True)
            return font
        return None

    def _is_gone(self, row: Row, name: str) -> bool:
        kind = setting_named(name).look_up
        value = getattr(row.shown, name)
        if kind is None or value is None:
            return False
        return all(entry.is_gone or entry.id != value.id for entry in self._look_ups.choices(kind))

    @staticmethod
    def _column_header(name: str, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return words.setting(name)
        if role == Qt.ItemDataRole.ToolTipRole and name != "ready":
            return texts.sentence(name)
        return None


_NOTHING = object()
