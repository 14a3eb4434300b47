"""Starting: one window a data folder, words in British English, faults of ours shown once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kfdesk import words
from kfdesk.domain.errors import Cancelled, KeyringLocked
from kfdesk.ui import messages
from kfdesk.ui.messages import Messages, crash_details
from kfdesk.ui.start import (
    CrashDialog,
    RaiseServer,
    call_open_window,
    needs_fusion,
    server_name,
    set_translation,
)

SECRET = "planted-secret"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window that is minimised."""
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    return window


def test_second_start_raises_the_open_window(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    """A second start on one data folder finds the open window and brings it up."""
    name = server_name(tmp_path)
    assert not call_open_window(name)
    server = RaiseServer(name, window)
    assert call_open_window(name)
    qtbot.waitUntil(lambda: not window.isMinimized())
    server.close()
    assert not call_open_window(name)


def test_server_name_differs_when_the_folder_does(tmp_path: Path) -> None:
    """Another data folder has a window of its own; the name shows no path."""
    assert server_name(tmp_path) != server_name(tmp_path / "other")
    assert server_name(tmp_path / "x" / "..") == server_name(tmp_path)
    assert "/" not in server_name(tmp_path)


@pytest.mark.parametrize(
    ("platform", "scheme"),
    [("linux", Qt.ColorScheme.Dark), ("darwin", Qt.ColorScheme.Dark), ("win32", Qt.ColorScheme.Light)],
)
def test_needs_fusion_is_false_when_the_platform_can(platform: str, scheme: Qt.ColorScheme) -> None:
    """The platform's own style is kept wherever it can do the scheme."""
    assert not needs_fusion(platform, scheme)


def test_plurals_are_english_when_the_translation_is_set(qapp: QApplication) -> None:
    """One bank account, two bank accounts."""
    translator = set_translation(qapp)
    assert translator is not None
    texts = [QCoreApplication.translate("LinkedPage", "%n bank account(s)", "", count) for count in (1, 2)]
    qapp.removeTranslator(translator)
    words.set_translate(str)
    assert texts == ["1 bank account", "2 bank accounts"]


# ------------------------------------------------------------ faults and failures


def planted_fault() -> BaseException:
    """A fault of ours whose text holds a secret."""
    with pytest.raises(ValueError, match=SECRET) as caught:
        int(SECRET)
    return caught.value


def test_crash_details_hold_places_and_no_values() -> None:
    """What is copied says where it happened, and none of the values."""
    details = crash_details(planted_fault())
    assert "planted_fault" in details
    assert "ValueError" in details
    assert SECRET not in details


def test_crash_dialog_shows_the_first_fault_only(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that comes while the dialog is open does not open another."""
    crashes = CrashDialog(window)
    shown: list[BaseException] = []

    def show(parent: QWidget | None, error: BaseException) -> None:
        shown.append(error)
        crashes.hook(TypeError, TypeError("second"), None)

    monkeypatch.setattr(Messages, "crash", show)
    fault = planted_fault()
    crashes.hook(type(fault), fault, fault.__traceback__)
    assert shown == [fault]


def press(name: str) -> None:
    """Press a button of the dialog that is open."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    button = box.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def when_open(qtbot: QtBot, names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of waiting for a person, press these buttons of the dialog."""

    def execute(box: QMessageBox) -> int:
        qtbot.addWidget(box)
        box.open()
        for name in names:
            press(name)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", execute)


def test_crash_dialog_copies_the_details_and_stays_open(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copy details copies them and leaves the dialog open for Close."""
    window.showNormal()
    when_open(qtbot, ["copy_details_button", "close_button"], monkeypatch)
    fault = planted_fault()
    messages.show_error(window, fault)
    assert QGuiApplication.clipboard().text() == crash_details(fault)


def test_show_error_tries_again_when_the_person_wants(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """*Try again* calls what was handed in; Close does not."""
    window.showNormal()
    tried: list[str] = []
    for name in ("try_again_button", "close_button"):
        when_open(qtbot, [name], monkeypatch)
        messages.show_error(window, KeyringLocked(), lambda name=name: tried.append(name))  # type: ignore[misc]
    assert tried == ["try_again_button"]


def test_show_error_is_silent_when_the_person_cancelled(window: QWidget) -> None:
    """Nobody is told what they have just asked for; a dialog would hang this test."""
    messages.show_error(window, Cancelled())


@pytest.mark.parametrize(("button", "answer"), [("yes_button", True), ("cancel_button", False)])
def test_ask_returns_what_was_pressed(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch, button: str, answer: bool
) -> None:
    """Only the button named for the deed is a yes."""
    window.showNormal()
    when_open(qtbot, [button], monkeypatch)
    assert messages.ask(window, "Remove?", "All of it.", "&Remove") is answer
