"""Questions of the Orders page: which files, which channel, from which day, why left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kfdesk import words
from kfdesk.domain.channels import Channel
from kfdesk.services.edit_settings import LONGEST_NAME
from kfdesk.ui.channels.dialogs import name_problem
from kfdesk.ui.channels.panel import QuietDateEdit
from kfdesk.ui.figures import day, number
from kfdesk.ui.orders.texts import tr
from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.widgets import QuietComboBox, named, short_lived

WIDTH = 64
"""Letters in a line of a question."""


class OrderFilesDialog:
    """The system's own dialog for choosing files."""

    @classmethod
    def ask(cls, parent: QWidget | None) -> list[Path]:
        """The files chosen; empty when the person thought better of it."""
        kinds = (
            tr("Order files (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.json *.zip)") + ";;" + tr("All files (*)")
        )
        names, _ = QFileDialog.getOpenFileNames(parent, tr("Import order files"), "", kinds)
        return [Path(name) for name in names]


class ChannelForFileDialog(QDialog):
    """Which channel a file belongs to: one of those there are, or a new one with a name."""

    def __init__(
        self,
        path: Path,
        proposed: str,
        fitting: Sequence[Channel],
        others: Sequence[Channel],
        parent: QWidget | None,
    ) -> None:
        """Fitting channels stand first; without any, a new one is proposed."""
        super().__init__(parent)
        self.setObjectName("channel_for_file_dialog")
        self.setWindowTitle(tr("Which channel?"))
        self._taken = {name.casefold() for c in (*fitting, *others) for name in (c.name, c.stamp)}
        self.channel_combo = named(QuietComboBox(), "channel_combo", tr("Channel"))
        for channel in (*fitting, *others):
            self.channel_combo.addItem(channel.name, channel.id)
        self.channel_combo.addItem(tr("A new channel"), None)
        if not fitting:
            self.channel_combo.setCurrentIndex(self.channel_combo.count() - 1)
        self.channel_name_edit = named(QLineEdit(), "channel_name_edit", tr("Channel name"))
        self.channel_name_edit.setMaxLength(LONGEST_NAME)
        self.channel_name_edit.setText("" if proposed.casefold() in self._taken else proposed)
        self.note_label = wrapped_label(
            tr("This name goes on the channel's invoices for good: by it kfdesk knows them again.")
        )
        self.problem_label = named(wrapped_label(), "problem_label")
        self._buttons = dialog_buttons(self, tr("Import"))
        self._lay_out(path, proposed, is_torn=len(fitting) > 1)
        self.channel_combo.currentIndexChanged.connect(self._show_state)
        self.channel_name_edit.textChanged.connect(self._show_state)
        self._show_state()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        path: Path,
        proposed: str,
        fitting: Sequence[Channel],
        others: Sequence[Channel],
    ) -> int | str | None:
        """The id of a channel, the name of a new one, or None: do not import this file."""
        with short_lived(cls(path, proposed, fitting, others, parent)) as dialog:
            return dialog.chosen() if dialog.exec() else None

    def chosen(self) -> int | str:
        """The id of a channel, or the name of a new one."""
        channel_id: int | None = self.channel_combo.currentData()
        return self.channel_name_edit.text().strip() if channel_id is None else channel_id

    def _lay_out(self, path: Path, proposed: str, *, is_torn: bool) -> None:
        if is_torn:
            text = tr("{file} holds orders from {marketplace}, and several channels take such files.")
        else:
            text = tr("{file} holds orders from {marketplace}. Which channel do they belong to?")
        form = QFormLayout()
        form.addRow(tr("&Channel"), self.channel_combo)
        form.addRow(tr("&Name"), self.channel_name_edit)
        layout = QVBoxLayout(self)
        layout.addWidget(wrapped_label(text.format(file=words.file_name(path), marketplace=proposed)))
        layout.addLayout(form)
        layout.addWidget(self.note_label)
        layout.addWidget(self.problem_label)
        layout.addWidget(self._buttons)

    @Slot()
    def _show_state(self) -> None:
        is_new = self.channel_combo.currentData() is None
        problem = name_problem(self.channel_name_edit.text(), self._taken) if is_new else None
        self.channel_name_edit.setEnabled(is_new)
        self.note_label.setVisible(is_new)
        is_empty = not self.channel_name_edit.text().strip()
        self.problem_label.setText("" if problem is None or is_empty else words.title(problem))
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(problem is None)


@dataclass(frozen=True)
class ExportFrom:
    """The answer at a channel's first import: leave out what is older than `day`, or nothing."""

    day: date | None


class ExportFromDialog(QDialog):
    """Were the older orders posted some other way? Nothing is chosen beforehand."""

    def __init__(
        self,
        channel: str,
        total: int,
        first_day: date,
        count_before: Callable[[date], int],
        parent: QWidget | None,
    ) -> None:
        """`count_before` tells how many orders are dated before a day."""
        super().__init__(parent)
        self.setObjectName("export_from_dialog")
        self.setWindowTitle(tr("Older orders of {channel}").format(channel=channel))
        self._total = total
        self._count_before = count_before
        self.export_from_edit = named(QuietDateEdit(), "export_from_edit", tr("Orders dated before"))
        self.export_from_edit.setDate(QDate(first_day.year, first_day.month, first_day.day))
        self.question_label = named(wrapped_label(), "question_label")
        self.leave_out_radio = named(
            QRadioButton(tr("&Leave them out")), "leave_out_radio", tr("Leave them out")
        )
        self.export_too_radio = named(
            QRadioButton(tr("&Export them too")), "export_too_radio", tr("Export them too")
        )
        self._group = QButtonGroup(self)
        self._group.addButton(self.leave_out_radio)
        self._group.addButton(self.export_too_radio)
        self._buttons = dialog_buttons(self, tr("Go on"), is_cancellable=False)
        self._lay_out()
        self._group.buttonClicked.connect(self._show_state)
        self.export_from_edit.dateChanged.connect(self._show_state)
        self._show_state()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        channel: str,
        total: int,
        first_day: date,
        count_before: Callable[[date], int],
    ) -> ExportFrom:
        """The answer; there is always one."""
        with short_lived(cls(channel, total, first_day, count_before, parent)) as dialog:
            dialog.exec()
            return ExportFrom(dialog.chosen_day() if dialog.leave_out_radio.isChecked() else None)

    def chosen_day(self) -> date:
        """The day before which orders are left out."""
        chosen = self.export_from_edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def reject(self) -> None:
        """Esc does not answer the question: a guess here could post orders twice."""

    def _lay_out(self) -> None:
        before = QHBoxLayout()
        label = QLabel(tr("Orders dated &before"))
        label.setBuddy(self.export_from_edit)
        before.addWidget(label)
        before.addWidget(self.export_from_edit)
        before.addStretch()
        layout = QVBoxLayout(self)
        layout.addLayout(before)
        for widget in (self.question_label, self.leave_out_radio, self.export_too_radio):
            layout.addWidget(widget)
        layout.addWidget(wrapped_label(tr("You can change this later under KashFlow Settings, Export From.")))
        layout.addWidget(self._buttons)

    @Slot()
    def _show_state(self) -> None:
        older = self._count_before(self.chosen_day())
        template = tr(
            "{older} of these {total} orders are dated before {day}. Were they posted some other way?"
        )
        if older == 1:
            template = tr("1 of these {total} orders is dated before {day}. Was it posted some other way?")
        self.question_label.setText(
            template.format(older=number(older), total=number(self._total), day=day(self.chosen_day()))
        )
        is_answered = self._group.checkedButton() is not None
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_answered)


class LeaveOutDialog(QDialog):
    """Why orders are left out."""

    def __init__(self, count: int, parent: QWidget | None) -> None:
        """A reason is needed: in a year nobody knows it any more."""
        super().__init__(parent)
        self.setObjectName("leave_out_dialog")
        self.setWindowTitle(tr("Leave out"))
        self.reason_edit = named(QLineEdit(), "reason_edit", tr("Reason"))
        self.reason_edit.setPlaceholderText(tr("such as: entered by hand in October"))
        self._buttons = dialog_buttons(self, tr("Leave out"))
        form = QFormLayout()
        form.addRow(tr("&Reason"), self.reason_edit)
        text = tr("This order is not exported until you bring it back.")
        if count > 1:
            text = tr("These {n} orders are not exported until you bring them back.").format(n=number(count))
        layout = QVBoxLayout(self)
        layout.addWidget(wrapped_label(text))
        layout.addLayout(form)
        layout.addWidget(self._buttons)
        self.reason_edit.textChanged.connect(self._show_state)
        self._show_state()

    @classmethod
    def ask(cls, parent: QWidget | None, count: int) -> str | None:
        """The reason, or None."""
        with short_lived(cls(count, parent)) as dialog:
            return dialog.reason_edit.text().strip() if dialog.exec() else None

    @Slot()
    def _show_state(self) -> None:
        has_reason = bool(self.reason_edit.text().strip())
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(has_reason)


def dialog_buttons(dialog: QDialog, accept: str, *, is_cancellable: bool = True) -> QDialogButtonBox:
    """`accept_button` and, unless the question must be answered, `cancel_button`."""
    dialog.setMinimumWidth(dialog.fontMetrics().averageCharWidth() * WIDTH)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
    button = named(box.button(QDialogButtonBox.StandardButton.Ok), "accept_button", accept)
    button.setText(accept)
    box.accepted.connect(dialog.accept)
    if is_cancellable:
        cancel = named(box.addButton(QDialogButtonBox.StandardButton.Cancel), "cancel_button", tr("Cancel"))
        cancel.setText(tr("Cancel"))
        box.rejected.connect(dialog.reject)
    else:
        dialog.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
    return box
