"""Our own icons, painted in the colours of the palette in use."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kfdesk.paths import resource_path

SIZES = (16, 20, 24, 32, 48, 64)  # up to 32 at twice the resolution

_COLOURS = (
    (QIcon.Mode.Normal, QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText),
    (QIcon.Mode.Active, QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText),
    (QIcon.Mode.Selected, QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText),
    (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText),
)


def icon(name: str, palette: QPalette) -> QIcon:
    """The icon of this name; ask again when the palette changes."""
    drawing = resource_path(f"icons/{name}.svg").read_bytes()
    made = QIcon()
    for mode, group, role in _COLOURS:
        renderer = _renderer(drawing, palette.color(group, role))
        for size in SIZES:
            made.addPixmap(_pixmap(renderer, size), mode)
    return made


def _renderer(drawing: bytes, colour: QColor) -> QSvgRenderer:
    # Qt's renderer takes currentColor for black, so the colour is put into the drawing.
    return QSvgRenderer(QByteArray(drawing.replace(b"currentColor", colour.name().encode())))


def _pixmap(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
