"""The Practice menu: switch the practice company's API settings, and let it misbehave."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kfdesk.services.ports import Misbehaviour, Practice, PracticeSwitch
from kfdesk.ui.messages import ask, show_error
from kfdesk.ui.tasks import LatestTask


def _tr(text: str) -> str:
    return QCoreApplication.translate("PracticeMenu", text)


class PracticeMenu(QMenu):
    """What one can do to the practice company; `told` carries a line for the status bar."""

    told = Signal(str)

    def __init__(self, practice: Practice, parent: QWidget) -> None:
        """Fill the menu; the switches are read whenever it opens."""
        super().__init__(_tr("&Practice"), parent)
        self.setObjectName("practice_menu")
        self._practice = practice
        self._switches: dict[PracticeSwitch, QAction] = {}
        self._work = LatestTask(self)
        self._work.done.connect(self._on_done)
        self._work.failed.connect(self._on_failed)
        self._add_switches()
        self._add_misbehaviours()
        self.addSeparator()
        self._add("reset_action", _tr("&Reset the practice company…"), self._on_reset)
        self.aboutToShow.connect(self._read_switches)

    # ------------------------------------------------------------ building

    def _add_switches(self) -> None:
        self.addSection(_tr("API Settings"))
        labels = {
            PracticeSwitch.ENABLED: _tr("&Enabled"),
            PracticeSwitch.REMOTE_LOGIN: _tr("Remote &Login"),
            PracticeSwitch.LETS_IN: _tr("Restrict &Access lets this computer in"),
        }
        for switch, label in labels.items():
            action = self._add(f"{switch}_action", label, partial(self._on_switch, switch))
            action.setCheckable(True)
            self._switches[switch] = action

    def _add_misbehaviours(self) -> None:
        menu = self.addMenu(_tr("&Faults at the next invoice"))
        menu.setObjectName("faults_menu")
        labels = {
            Misbehaviour.LOSE_REQUEST: _tr("The &request gets lost"),
            Misbehaviour.LOSE_REPLY: _tr("It is carried out, but the &answer gets lost"),
            Misbehaviour.LATE: _tr("The answer gets lost, and it is carried out &later"),
            Misbehaviour.CUT_REPLY: _tr("&Half the answer gets lost"),
            Misbehaviour.WEB_PAGE: _tr("A &web page answers instead"),
            Misbehaviour.DOWN: _tr("The service is &down"),
            Misbehaviour.REFUSE: _tr("It says &no"),
        }
        for how, label in labels.items():
            self._add(f"{how}_action", label, partial(self._on_fault, how, label), menu)
        menu.addSeparator()
        self._add("behave_action", _tr("&None of these"), self._on_behave, menu)

    def _add(self, name: str, label: str, slot: Callable[[], object], menu: QMenu | None = None) -> QAction:
        action = (menu or self).addAction(label)
        action.setObjectName(name)
        action.triggered.connect(slot)
        return action

    # ------------------------------------------------------------ what happens

    @Slot()
    def _read_switches(self) -> None:
        for switch, action in self._switches.items():
            action.setChecked(self._practice.is_on(switch))

    def _on_switch(self, switch: PracticeSwitch) -> None:
        is_on = self._switches[switch].isChecked()
        self._do(
            _tr("Practice company: API Settings changed."), partial(self._practice.turn, switch, is_on=is_on)
        )

    def _on_fault(self, how: Misbehaviour, label: str) -> None:
        text = _tr("At the next invoice: {what}.").format(what=label.replace("&", ""))
        self._do(text, partial(self._practice.misbehave, how))

    @Slot()
    def _on_behave(self) -> None:
        self._do(_tr("The practice company behaves."), self._practice.behave)

    @Slot()
    def _on_reset(self) -> None:
        title = _tr("Reset the practice company?")
        text = _tr(
            "Its invoices, customers and payments are deleted for good. The orders in your book stay; "
            "those that were exported show as gone at the next export."
        )
        if ask(self.parentWidget(), title, text, _tr("&Reset")):
            self._do(_tr("The practice company is empty again."), self._practice.reset)

    def _do(self, text: str, work: Callable[[], object]) -> None:
        def run(_progress: object, _is_cancelled: object) -> str:
            work()
            return text

        self._work.start(run)

    @Slot(object)
    def _on_done(self, text: str) -> None:
        self.told.emit(text)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        parent: QObject | None = self.parent()
        show_error(parent if isinstance(parent, QWidget) else None, error)
