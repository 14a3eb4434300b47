"""Drives real windows as a person would: finds by objectName, clicks, types, waits, takes pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QTableView,
    QWidget,
)

W = TypeVar("W", bound=QWidget)
LIMIT_MS = 30_000
LOOK_EVERY_MS = 10


class NotSeenError(AssertionError):
    """What was waited for did not come."""


class Pilot:
    """A person at the window."""

    def __init__(self, limit_ms: int = LIMIT_MS) -> None:
        """Give up waiting after so many milliseconds."""
        self._limit_ms = limit_ms

    # -- waiting

    def wait_until(self, is_so: Callable[[], object], what: str) -> None:
        """Let the window work until something is so; raises NotSeenError."""
        loop = QEventLoop()
        looking, limit = QTimer(), QTimer()
        looking.setInterval(LOOK_EVERY_MS)
        looking.timeout.connect(lambda: loop.quit() if is_so() else None)
        limit.setSingleShot(True)
        limit.timeout.connect(lambda: loop.exit(1))
        if is_so():
            return
        looking.start()
        limit.start(self._limit_ms)
        try:
            is_over = loop.exec()
        finally:
            looking.stop()  # an error keeps this frame alive, and its timers with it
            limit.stop()
        if is_over:
            raise NotSeenError(what)

    def settle(self) -> None:
        """Let what is under way be painted."""
        for _ in range(3):
            QApplication.processEvents()

    # -- finding

    def find(self, parent: QWidget, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """A visible widget by its objectName within a page or dialog; waits until it is there."""

        def seen() -> W | None:
            found = parent.findChildren(kind, name)
            return next((each for each in found if each.isVisible()), None)

        self.wait_until(seen, f"{name} in {parent.objectName()}")
        widget = seen()
        if widget is None:
            raise NotSeenError(name)
        return widget

    def dialog(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """A visible top-level window by its objectName."""

        def seen() -> W | None:
            tops = (each for each in QApplication.topLevelWidgets() if isinstance(each, kind))
            return next((each for each in tops if each.objectName() == name and each.isVisible()), None)

        self.wait_until(seen, name)
        window = seen()
        if window is None:
            raise NotSeenError(name)
        return window

    # -- acting

    def click(self, parent: QWidget, name: str) -> None:
        """Press a button, once it can be pressed."""
        button = self.find(parent, name, QAbstractButton)
        self.wait_until(button.isEnabled, f"{name} to be enabled")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=_middle_left(button))
        self.settle()

    def write(self, parent: QWidget, name: str, text: str) -> None:
        """Replace what stands in a field."""
        field = self.find(parent, name, QLineEdit)
        field.setFocus()
        field.selectAll()
        if text:
            QTest.keyClicks(field, text)
        else:
            QTest.keyClick(field, Qt.Key.Key_Delete)
        self.settle()

    def choose(self, parent: QWidget, name: str, text: str) -> None:
        """Stand on an entry of a list."""
        entries = self.find(parent, name, QListWidget)
        self.wait_until(lambda: entries.findItems(text, Qt.MatchFlag.MatchExactly), f"{text} in {name}")
        item = entries.findItems(text, Qt.MatchFlag.MatchExactly)[0]
        entries.scrollToItem(item)
        rect = entries.visualItemRect(item)
        QTest.mouseClick(entries.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        self.settle()

    def choose_in_combo(self, combo: QComboBox, text: str) -> None:
        """Choose an entry of an open or closed combo by keyboard."""
        row = combo.findText(text)
        if row < 0:
            raise NotSeenError(f"{text} in {combo.objectName()}")
        if not combo.view().isVisible():
            combo.showPopup()
            self.wait_until(lambda: combo.view().isVisible(), "the list")
        combo.view().setCurrentIndex(combo.model().index(row, combo.modelColumn()))
        QTest.keyClick(combo.view(), Qt.Key.Key_Return)
        self.settle()

    def set_cell(self, table: QTableView, row: str, column: str, text: str) -> None:
        """Choose in a table's cell, found by its headers, as a person does by keyboard."""
        number = self.stand_on(table, row, column)
        QTest.keyClick(table, Qt.Key.Key_F2)
        editor = self.find(table, "cell_editor", QComboBox)
        self.choose_in_combo(editor, text)
        self.wait_until(lambda: text in self.cell(table, row, column), f"{text} at {row}, {column}")
        if number < 0:
            raise NotSeenError(column)

    def stand_on(self, table: QTableView, row: str, column: str) -> int:
        """Make a cell the current one; its column's number."""
        index = table.model().index(_row(self, table, row), _column(self, table, column))
        table.setFocus()
        table.setCurrentIndex(index)
        self.settle()
        return index.column()

    def cell(self, table: QTableView, row: str, column: str) -> str:
        """What a cell shows."""
        index = table.model().index(_row(self, table, row), _column(self, table, column))
        return str(index.data(Qt.ItemDataRole.DisplayRole))

    def drop(self, window: QWidget, paths: list[Path]) -> None:
        """Drop files on a window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place, copy = QPoint(20, 20), Qt.DropAction.CopyAction
        mouse, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(window, QDragEnterEvent(place, copy, data, mouse, keys))
        QApplication.sendEvent(window, QDropEvent(QPointF(place), copy, data, mouse, keys))
        self.settle()

    def answer(self, name: str, how: Callable[[QWidget], None]) -> QTimer:
        """Answer a dialog of this objectName whenever it opens, until the timer is stopped."""
        timer = QTimer()
        timer.setInterval(LOOK_EVERY_MS)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QWidget) and dialog.objectName() == name and dialog.isVisible():
                timer.stop()
                how(dialog)
                timer.start()

        timer.timeout.connect(look)
        timer.start()
        return timer

    # -- seeing

    def picture(self, widget: QWidget, path: Path) -> None:
        """Save what a window shows."""
        self.settle()
        if not widget.grab().save(str(path)):
            raise OSError(f"the picture {path.name} could not be written")


def _middle_left(button: QAbstractButton) -> QPoint:
    """A place where check boxes listen too."""
    return QPoint(min(button.width() // 2, button.height() // 2), button.height() // 2)


def _row(pilot: Pilot, table: QTableView, name: str) -> int:
    return _section(pilot, table, Qt.Orientation.Vertical, name)


def _column(pilot: Pilot, table: QTableView, name: str) -> int:
    return _section(pilot, table, Qt.Orientation.Horizontal, name)


def _section(pilot: Pilot, table: QTableView, orientation: Qt.Orientation, name: str) -> int:
    def found() -> list[int]:
        model = table.model()
        is_row = orientation is Qt.Orientation.Vertical
        count = model.rowCount() if is_row else model.columnCount()
        return [n for n in range(count) if str(model.headerData(n, orientation)).strip() == name]

    pilot.wait_until(found, f"{name} in {table.objectName()}")
    return found()[0]
