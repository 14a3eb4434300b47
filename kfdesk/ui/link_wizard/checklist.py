"""KashFlow's four API settings in the guide's words, each with what is known of it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kfdesk import words
from kfdesk.domain.errors import CallFailed
from kfdesk.services.link_look import AccessItem, AccessLine, Standing
from kfdesk.ui.icons import icon
from kfdesk.ui.panels import bold, icon_size, wrapped_label
from kfdesk.ui.widgets import named


class AccessRow(QFrame):
    """One setting: a sign, its name, a word for how it stands, and what to do.

    What is said of it takes the focus, so that it can be read by key and copied.
    """

    def __init__(self, item: AccessItem, label: str, parent: QWidget | None = None) -> None:
        """Lay out the row of this setting."""
        super().__init__(parent)
        self.setObjectName(f"{item}_row")
        self._label = label
        self._standing = Standing.UNSEEN
        self._sign = QLabel()
        self._name = bold(QLabel(label))
        self.standing_label = named(QLabel(), f"{item}_standing", label)
        self.detail_label = named(wrapped_label(), f"{item}_detail")
        self.detail_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        grid = QGridLayout(self)
        grid.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self.standing_label, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.detail_label, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_line(self, standing: Standing, detail: str) -> None:
        """Show how it stands."""
        self._standing = standing
        texts = {
            Standing.READY: self.tr("ready"),
            Standing.MEND: self.tr("mend this"),
            Standing.UNSEEN: self.tr("cannot be seen from here"),
        }
        self.standing_label.setText(texts[standing])
        self.standing_label.setAccessibleName(f"{self._label}: {texts[standing]}")
        self.detail_label.setText(detail)
        self.detail_label.setAccessibleName(f"{self._label}: {texts[standing]}. {detail}")
        self._paint_sign()

    def changeEvent(self, event: QEvent) -> None:
        """The sign is in the colours of the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_sign"):
            self._paint_sign()

    def _paint_sign(self) -> None:
        self._sign.setPixmap(icon(str(self._standing), self.palette()).pixmap(icon_size(self)))


class AccessChecklist(QWidget):
    """The four rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out the rows in the guide's order."""
        super().__init__(parent)
        self.setObjectName("access_checklist")
        labels = {
            AccessItem.ENABLED: self.tr("Enabled"),
            AccessItem.REMOTE_LOGIN: self.tr("Remote Login"),
            AccessItem.RESTRICT_ACCESS: self.tr("Restrict Access"),
            AccessItem.PASSWORD_SETTINGS: self.tr("Password Settings"),
        }
        self.rows = {item: AccessRow(item, label) for item, label in labels.items()}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for row in self.rows.values():
            layout.addWidget(row)

    def show_lines(self, lines: tuple[AccessLine, ...]) -> None:
        """Show what a look found."""
        for line in lines:
            self.rows[line.item].show_line(line.standing, self._detail(line))

    def _detail(self, line: AccessLine) -> str:
        if line.error is not None:
            return _all_words(line.error)
        if line.standing is Standing.READY:
            return self._good(line.item)
        return self._wanted(line.item)

    def _good(self, item: AccessItem) -> str:
        texts = {
            AccessItem.ENABLED: self.tr("KashFlow answers this program."),
            AccessItem.REMOTE_LOGIN: self.tr("Invoices open in KashFlow straight from here."),
            AccessItem.RESTRICT_ACCESS: self.tr("This computer is let in."),
            AccessItem.PASSWORD_SETTINGS: self.tr("The user name and password are accepted."),
        }
        return texts[item]

    def _wanted(self, item: AccessItem) -> str:
        texts = {
            AccessItem.ENABLED: self.tr("Should be ticked."),
            AccessItem.REMOTE_LOGIN: self.tr("Should be ticked, so that invoices open straight from here."),
            AccessItem.RESTRICT_ACCESS: self.tr(
                "Leave it off, or add this computer's address. The address may change."
            ),
            AccessItem.PASSWORD_SETTINGS: self.tr(
                "If a separate API password is set here, it is the one to use."
            ),
        }
        return texts[item]


def _all_words(error: CallFailed) -> str:
    return "\n".join(part for part in (words.title(error), words.meaning(error), words.advice(error)) if part)
