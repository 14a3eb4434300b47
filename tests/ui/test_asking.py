"""A dialog that was asked with goes when it is answered, and what was typed into it with it."""

import ast
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

import kfdesk.ui
from kfdesk.domain.errors import KeyringLocked
from kfdesk.ui.channels.dialogs import ChannelDialog
from kfdesk.ui.export.password_dialog import PasswordDialog
from kfdesk.ui.messages import Messages
from kfdesk.ui.orders.dialogs import ChannelForFileDialog, ExportFromDialog, LeaveOutDialog
from kfdesk.ui.vat_filed import VatFiledDialog
from kfdesk.ui.widgets import short_lived

TODAY = date(2026, 11, 30)
ASKING: dict[str, Callable[[QWidget], object]] = {
    "password": lambda parent: PasswordDialog.ask("Acme", parent),
    "new channel": lambda parent: ChannelDialog.ask_new(parent, (), ("eBay",)),
    "channel name": lambda parent: ChannelDialog.ask_name(parent, "eBay", "eBay", ()),
    "channel for a file": lambda parent: ChannelForFileDialog.ask(parent, Path("a.csv"), "eBay", (), ()),
    "export from": lambda parent: ExportFromDialog.ask(parent, "eBay", 3, TODAY, lambda _: 1),
    "leave out": lambda parent: LeaveOutDialog.ask(parent, 2),
    "VAT filed": lambda parent: VatFiledDialog.ask("Acme", None, TODAY, parent),
    "failure": lambda parent: Messages.failure(parent, KeyringLocked(), can_retry=True),
    "notice": lambda parent: Messages.notice(parent, "Done", "All of it."),
    "question": lambda parent: Messages.ask(parent, "Sure?", "It is for good.", "Do it"),
    "crash": lambda parent: Messages.crash(parent, ValueError()),
}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialogs belong to."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


class Person(QWidget):
    """Answers the next dialog with this result as soon as it is open."""

    def __init__(self, result: QDialog.DialogCode) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._result = result
        QTimer.singleShot(0, self, self._answer)

    def _answer(self) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        self.asked.append(dialog.objectName())
        dialog.done(self._result)


@pytest.mark.parametrize("result", [QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected])
@pytest.mark.parametrize("name", ASKING)
def test_no_dialog_is_left_when_it_was_answered(
    window: QWidget, qtbot: QtBot, name: str, result: QDialog.DialogCode
) -> None:
    """Whatever the answer, its parent keeps nothing of it."""
    person = Person(result)
    qtbot.addWidget(person)
    ASKING[name](window)
    assert len(person.asked) == 1
    qtbot.waitUntil(lambda: not window.findChildren(QWidget))


def test_dialog_goes_when_its_answer_cannot_be_taken(window: QWidget, qtbot: QtBot) -> None:
    """An error on the way does not keep it."""
    with pytest.raises(ValueError, match="no amount"), short_lived(QMenu(window)):
        raise ValueError("no amount")
    qtbot.waitUntil(lambda: not window.findChildren(QMenu))


def unkept(tree: ast.Module) -> Iterator[int]:
    """Lines that ask with something that `short_lived` does not let go."""
    kept = {
        asking
        for block in ast.walk(tree)
        if isinstance(block, ast.With) and "short_lived(" in ast.unparse(block.items[0])
        for asking in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node not in kept:
            called = ast.unparse(node.func)
            if called.endswith(".exec") and called != "application.exec":
                yield node.lineno


def test_everything_that_asks_is_short_lived() -> None:
    """A dialog that is opened and waited for anywhere in the program is let go."""
    folder = Path(kfdesk.ui.__file__).parent
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py")}
    assert [f"{path.name}:{line}" for path, tree in trees.items() for line in unkept(tree)] == []
    assert list(unkept(ast.parse("dialog = Dialog()\ndialog.exec()"))) == [2]
