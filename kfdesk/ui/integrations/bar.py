"""The buttons of the Integration Manager, and which of them make sense."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kfdesk.domain.company import IntegrationState
from kfdesk.ui.integrations.rows import IntegrationRow
from kfdesk.ui.vat_filed import filed_text
from kfdesk.ui.widgets import named


class IntegrationBar(QWidget):
    """New Integration, and what can be done with the chosen one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out the buttons."""
        super().__init__(parent)
        self.new_integration_button = self._button("new_integration_button", self.tr("&New Integration"))
        self.edit_button = self._button("edit_button", self.tr("&Edit…"))
        self.test_button = self._button("test_button", self.tr("&Test"))
        self.vat_filed_button = self._button("vat_filed_button", self.tr("&VAT Filed…"))
        self.active_button = self._button("active_button", self.tr("&Pause"))
        self.remove_button = self._button("remove_button", self.tr("&Remove…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.new_integration_button)
        row.addStretch()
        for button in (
            self.edit_button,
            self.test_button,
            self.vat_filed_button,
            self.active_button,
            self.remove_button,
        ):
            row.addWidget(button)

    def _button(self, name: str, text: str) -> QPushButton:
        return named(QPushButton(text), name, text.replace("&", "").rstrip("…"))

    def show_for(self, row: IntegrationRow | None, *, is_idle: bool) -> None:
        """Enable what makes sense for this integration, and say why not for the rest."""
        state = row.integration.state if row else None
        is_linked = row is not None and state is not IntegrationState.NOT_LINKED
        is_paused = row is not None and not row.integration.is_active
        self.new_integration_button.setEnabled(is_idle)
        self.edit_button.setEnabled(is_idle and row is not None)
        self.remove_button.setEnabled(is_idle and row is not None)
        self.test_button.setEnabled(is_idle and is_linked and not is_paused)
        self.active_button.setEnabled(is_idle and is_linked)
        self.vat_filed_button.setEnabled(is_idle and row is not None and row.company is not None)
        self.vat_filed_button.setToolTip(self._about_filing(row))
        text = self.tr("&Resume") if is_paused else self.tr("&Pause")
        self.active_button.setText(text)
        self.active_button.setAccessibleName(text.replace("&", ""))
        self.test_button.setToolTip(self._about_test(state))
        self.active_button.setToolTip(
            self.tr("A paused integration is not offered and not checked. Nothing of it is forgotten.")
        )

    def _about_filing(self, row: IntegrationRow | None) -> str:
        if row is None or row.company is None:
            return self.tr("Up to when VAT is filed is kept for a company that is linked.")
        return filed_text(row.company.vat_filed_to)

    def _about_test(self, state: IntegrationState | None) -> str:
        if state is IntegrationState.NOT_LINKED:
            return self.tr("It is not linked yet: Edit goes on where you stopped.")
        if state is IntegrationState.PAUSED:
            return self.tr("It is paused: resume it first.")
        return self.tr("Looks at it with the login that is kept, and reads its lists again.")
