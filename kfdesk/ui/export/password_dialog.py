"""Asks for a password that is kept nowhere."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.widgets import named, short_lived


class PasswordDialog(QDialog):
    """One field; the password serves until kfdesk is closed."""

    def __init__(self, profile_name: str, parent: QWidget | None = None) -> None:
        """Ask for the password of a profile."""
        super().__init__(parent)
        self.setObjectName("password_dialog")
        self.setWindowTitle(self.tr("Password for {profile}").format(profile=profile_name))
        text = self.tr(
            "No password is kept for this integration. The one you enter here is used until you close "
            "kfdesk, and is written nowhere. To have it kept, edit the integration in Settings."
        )
        self.password_edit = named(QLineEdit(), "password_edit")
        self.password_edit.setEchoMode(QLineEdit.EchoMode.Password)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button = named(buttons.button(QDialogButtonBox.StandardButton.Cancel), "cancel_button")
        self.ok_button = named(
            buttons.addButton(self.tr("&Use this password"), QDialogButtonBox.ButtonRole.AcceptRole),
            "ok_button",
        )
        self.ok_button.setEnabled(False)
        self.password_edit.textChanged.connect(lambda text: self.ok_button.setEnabled(bool(text)))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Password:"), self.password_edit)
        layout = QVBoxLayout(self)
        layout.addWidget(wrapped_label(text))
        layout.addLayout(form)
        layout.addWidget(buttons)

    @classmethod
    def ask(cls, profile_name: str, parent: QWidget | None) -> str | None:
        """The password, or None when the person would rather not."""
        with short_lived(cls(profile_name, parent)) as dialog:
            return dialog.password_edit.text() if dialog.exec() else None
