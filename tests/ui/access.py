"""What every screen must pass: whoever cannot see it is told what each widget is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QFrame, QWidget


def nameless_widgets(screen: QWidget) -> list[str]:
    """The widgets of a screen that take the focus by key and have no accessible name."""
    focusable = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not _is_inner(widget)
    ]
    return [f"{type(each).__name__} {each.objectName()}" for each in focusable if not _spoken_name(each)]


def _is_inner(widget: QWidget) -> bool:
    # Qt's own parts of a widget speak through it; a combo's list is one.
    is_part = widget.objectName().startswith("qt_") or widget.focusProxy() is not None
    return is_part or isinstance(widget.window(), QFrame)


def _spoken_name(widget: QWidget) -> str:
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""
