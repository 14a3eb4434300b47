"""The Practice menu does what it says to the practice company."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kfdesk.app import FAULTS, PracticeHouse
from kfdesk.practice import PracticeCompany
from kfdesk.services.ports import Misbehaviour, PracticeSwitch
from kfdesk.ui.practice_menu import PracticeMenu

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def house(tmp_path: Path) -> PracticeHouse:
    """A practice company that nobody has used yet."""
    return PracticeHouse(tmp_path / "practice")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window that holds the menu."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def menu(window: QWidget, house: PracticeHouse) -> PracticeMenu:
    """The menu of a window."""
    return PracticeMenu(house, window)


def _action(menu: PracticeMenu, name: str) -> QAction:
    found = menu.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


@pytest.mark.parametrize("switch", list(PracticeSwitch))
def test_api_setting_goes_off_and_on_when_chosen(
    qtbot: QtBot, menu: PracticeMenu, house: PracticeHouse, switch: PracticeSwitch
) -> None:
    """Each switch shows how it stands, and a click turns it."""
    for is_on in (False, True):
        menu.aboutToShow.emit()
        with qtbot.waitSignal(menu.told):
            _action(menu, f"{switch}_action").trigger()
        assert house.is_on(switch) is is_on


@pytest.mark.parametrize("how", list(Misbehaviour))
def test_next_invoice_meets_the_fault_when_chosen(
    qtbot: QtBot, window: QWidget, house: PracticeHouse, how: Misbehaviour
) -> None:
    """A fault waits for one invoice, and can be called off."""
    injected = []

    class Watched(PracticeHouse):
        """Notes what it is told."""

        def misbehave(self, how: Misbehaviour) -> None:
            injected.append(FAULTS[how])
            super().misbehave(how)

    watched = PracticeMenu(Watched(house.folder), window)
    with qtbot.waitSignal(watched.told):
        _action(watched, f"{how}_action").trigger()
    assert injected == [FAULTS[how]]
    with qtbot.waitSignal(watched.told):
        _action(watched, "behave_action").trigger()


def test_ledger_is_as_at_first_when_reset_is_confirmed(
    qtbot: QtBot, menu: PracticeMenu, house: PracticeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reset asks, and then forgets every change."""
    house.turn(PracticeSwitch.ENABLED, is_on=False)
    monkeypatch.setattr("kfdesk.ui.practice_menu.ask", lambda *_: False)
    _action(menu, "reset_action").trigger()
    assert not PracticeCompany(house.folder).settings().api_enabled
    monkeypatch.setattr("kfdesk.ui.practice_menu.ask", lambda *_: True)
    with qtbot.waitSignal(menu.told):
        _action(menu, "reset_action").trigger()
    assert PracticeCompany(house.folder).settings().api_enabled
