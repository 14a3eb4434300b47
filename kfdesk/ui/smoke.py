"""The window's part of the smoke test: loads what Qt needs of this copy, and paints once."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, qVersion
from PySide6.QtWidgets import QApplication

from kfdesk.paths import resource_path
from kfdesk.services.desk import Desk
from kfdesk.ui.icons import icon
from kfdesk.ui.pages import make_window
from kfdesk.ui.start import SETTINGS_FILE, make_application, set_translation
from kfdesk.ui.tasks import task_pool


class ResourceBroken(Exception):
    """Something that ships with kfdesk is there, but of no use."""


def check_window(desk: Desk, folder: Path) -> Iterator[str]:
    """What was found good, line by line; raises for what was not."""
    application = make_application()
    yield f"Qt {qVersion()} on {application.platformName()}"
    yield f"Translation: {_plural(application)}"
    yield f"Icons: {_count_icons(application)}"
    yield _paint(desk, folder)


def _plural(application: QApplication) -> str:
    if set_translation(application) is None:
        raise ResourceBroken("translation")
    told = QCoreApplication.translate("LinkedPage", "%n order(s)", "", 2)
    if told != "2 orders":
        raise ResourceBroken(f"translation: {told}")
    return told


def _count_icons(application: QApplication) -> int:
    names = [drawing.stem for drawing in resource_path("icons").glob("*.svg")]
    empty = [name for name in names if icon(name, application.palette()).isNull()]
    if empty or not names:
        raise ResourceBroken(f"icons: {', '.join(empty)}")
    return len(names)


def _paint(desk: Desk, folder: Path) -> str:
    """The window painted into a picture; it is never shown, so nothing flashes up."""
    window = make_window(desk, folder / SETTINGS_FILE)
    picture = window.grab()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    task_pool().waitForDone()
    if picture.isNull():
        raise ResourceBroken("window")
    return f"Window: {picture.width()} by {picture.height()} pixels"
