"""Errors and results in words for the reader; questions and notices.

Each helper of `Messages` is a classmethod that returns the answer, so a test replaces it;
`show_error`, `notice` and `ask` are the short way to them.
"""

import platform
import traceback
from collections.abc import Callable

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from kfdesk import __version__, words
from kfdesk.domain.errors import Cancelled, KfdeskError
from kfdesk.ui.widgets import short_lived


def show_error(parent: QWidget | None, error: BaseException, retry: Callable[[], None] | None = None) -> None:
    """Say what failed, what it means and the one thing to do; *Try again* calls `retry`.

    Nothing is shown for `Cancelled`: the person knows. What is none of ours is a crash.
    """
    if isinstance(error, Cancelled):
        return
    if not isinstance(error, KfdeskError):
        Messages.crash(parent, error)
    elif Messages.failure(parent, error, can_retry=retry is not None) and retry:
        retry()


def notice(parent: QWidget | None, title: str, text: str) -> None:
    """Tell something that needs no answer."""
    Messages.notice(parent, title, text)


def ask(parent: QWidget | None, title: str, text: str, yes_label: str) -> bool:
    """Ask before something is done; the button is named for what it does, and Cancel is the default."""
    return Messages.ask(parent, title, text, yes_label)


def error_text(error: KfdeskError) -> str:
    """What it means and the one thing to do, as two paragraphs."""
    return "\n\n".join(part for part in (words.meaning(error), words.advice(error)) if part)


def crash_details(error: BaseException) -> str:
    """What a report of a fault of ours needs: versions and where it happened, no values."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {frame.filename.rpartition('kfdesk')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    versions = f"kfdesk {__version__}, Python {platform.python_version()}, PySide6 {pyside_version}"
    return "\n".join([versions, platform.platform(), type(error).__name__, *places])


def _tr(text: str) -> str:
    return QCoreApplication.translate("Messages", text)


class Messages:
    """The dialogs behind the helpers; a test replaces these."""

    @classmethod
    def failure(cls, parent: QWidget | None, error: KfdeskError, *, can_retry: bool) -> bool:
        """Show one of our errors; True when the person wants to try again."""
        with short_lived(
            _box(parent, QMessageBox.Icon.Warning, words.title(error), error_text(error))
        ) as box:
            again = _button(box, _tr("Try &again"), "try_again_button") if can_retry else None
            _button(box, _tr("&Close"), "close_button", QMessageBox.ButtonRole.RejectRole)
            box.exec()
            return again is not None and box.clickedButton() is again

    @classmethod
    def notice(cls, parent: QWidget | None, title: str, text: str) -> None:
        """Show a notice."""
        with short_lived(_box(parent, QMessageBox.Icon.Information, title, text)) as box:
            _button(box, _tr("&Close"), "close_button", QMessageBox.ButtonRole.RejectRole)
            box.exec()

    @classmethod
    def ask(cls, parent: QWidget | None, title: str, text: str, yes_label: str) -> bool:
        """Show a question; True when the person said yes."""
        with short_lived(_box(parent, QMessageBox.Icon.Question, title, text)) as box:
            yes = _button(box, yes_label, "yes_button")
            no = _button(box, _tr("Cancel"), "cancel_button", QMessageBox.ButtonRole.RejectRole)
            box.setDefaultButton(no)
            box.setEscapeButton(no)
            box.exec()
            return box.clickedButton() is yes

    @classmethod
    def crash(cls, parent: QWidget | None, error: BaseException) -> None:
        """Show a fault of ours, with details to copy."""
        text = _tr(
            "What you last did may not have been completed. What was saved before is safe, and an export "
            "checks what KashFlow holds before it sends anything again.\n\n"
            "Close kfdesk and start it again. If it happens once more, copy the details and send them to "
            "whoever looks after kfdesk for you; they hold no password and no buyer's data."
        )
        title, details = _tr("Something in kfdesk went wrong"), crash_details(error)
        with short_lived(_box(parent, QMessageBox.Icon.Critical, title, text)) as box:
            box.setDetailedText(details)
            copy = _button(
                box, _tr("C&opy details"), "copy_details_button", QMessageBox.ButtonRole.ActionRole
            )
            copy.clicked.disconnect()  # QMessageBox closes on every button; this one only copies
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
            _button(box, _tr("&Close"), "close_button", QMessageBox.ButtonRole.RejectRole)
            box.exec()


def _box(parent: QWidget | None, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setObjectName("message_box")
    box.setWindowTitle("kfdesk")
    box.setTextFormat(Qt.TextFormat.PlainText)  # KashFlow's wording is shown, never rendered
    box.setIcon(icon)
    box.setText(title)
    box.setInformativeText(text)
    return box


def _button(
    box: QMessageBox,
    label: str,
    name: str,
    role: QMessageBox.ButtonRole = QMessageBox.ButtonRole.AcceptRole,
) -> QPushButton:
    button = box.addButton(label, role)
    button.setObjectName(name)
    button.setAccessibleName(label.replace("&", ""))
    return button
