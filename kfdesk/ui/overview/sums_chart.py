"""A bar chart of what was exported: a bar a month, a part of it a channel."""

from decimal import ROUND_CEILING, Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kfdesk.ui.figures import counted, money, month, short_month
from kfdesk.ui.overview.chart_data import Bar, ChartData

LEAST_EMS_WIDE, LEAST_LINES_HIGH = 30, 11
BAR_SHARE = 0.6  # of the room a month has
WIDEST_BAR_EMS = 5
LEAST_SATURATION = 110
HUES = 360
GOLDEN = 137  # degrees: neighbours on the list of channels are far apart on the wheel
PATTERNS = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.CrossPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.VerPattern,
)
DARK_BELOW, LIGHT_ON_DARK, LIGHT_ON_LIGHT = 128, 150, 120


class SumsChart(QWidget):
    """Painted by hand in the palette's colours; a pattern beside each colour tells channels apart.

    Left and right go from month to month, whose figures stand above the bars and are spoken.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without figures."""
        super().__init__(parent)
        self._data = ChartData()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("What was exported, by channel and month"))

    @property
    def month_text(self) -> str:
        """The month the person stands on, with its figures."""
        return self._bar_text(self._data.bars[self._current]) if self._data.bars else ""

    def show_data(self, data: ChartData) -> None:
        """Show these sums, standing on the last month."""
        self._data = data
        self._current = len(data.bars) - 1
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Room enough to read it, whatever the font."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * LEAST_EMS_WIDE, metrics.height() * LEAST_LINES_HIGH)

    def sizeHint(self) -> QSize:
        """A little more than the least."""
        return self.minimumSizeHint() * 1.3

    # ------------------------------------------------------------ keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from month to month."""
        last = len(self._data.bars) - 1
        places = {
            Qt.Key.Key_Left: max(self._current - 1, 0),
            Qt.Key.Key_Right: min(self._current + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key not in places or last < 0:
            super().keyPressEvent(event)
            return
        self._current = places[key]
        self._tell()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the person stands."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Give the figures of the month under the mouse; follow the font."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._bar_at(event.pos().x())
            text = self._bar_text(self._data.bars[place]) if place >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        return super().event(event)

    def _tell(self) -> None:
        told = [self._bar_text(bar) for bar in self._data.bars]
        standing = [self.tr("Now at {month}").format(month=self.month_text)] if told else []
        self.setAccessibleDescription(" ".join([*standing, *told]) or self.tr("Nothing was exported yet."))
        self.update()

    def _bar_text(self, bar: Bar) -> str:
        parts = [
            self.tr("{channel} {sum} ({orders})").format(
                channel=part.channel,
                sum=money(part.gross, self._data.currency),
                orders=counted(part.orders, self.tr("{n} order"), self.tr("{n} orders")),
            )
            for part in bar.parts
        ]
        figures = ", ".join(parts) or self.tr("nothing")
        if len(parts) > 1:
            whole = self.tr("together {sum}").format(sum=money(bar.gross, self._data.currency))
            figures = f"{figures}, {whole}"
        return self.tr("{month}: {figures}.").format(month=month(bar.month), figures=figures)

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Legend, marks, bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._data.bars:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Nothing was exported yet."))
            return
        self._paint_legend(painter)
        self._paint_marks(painter)
        for place, bar in enumerate(self._data.bars):
            self._paint_bar(painter, place, bar)

    @property
    def _line(self) -> int:
        return self.fontMetrics().height()

    @property
    def _top(self) -> Decimal:
        """What the height of the room for bars stands for: the first mark above the highest bar."""
        step = self._data.mark_step()
        marks = (self._data.highest / step).to_integral_value(rounding=ROUND_CEILING)
        return step * max(Decimal(1), marks)

    def _legend_rows(self) -> list[list[tuple[int, str, float]]]:
        """Channels with the place of their text, wrapped like words."""
        rows: list[list[tuple[int, str, float]]] = [[]]
        at, most = 0.0, float(self.width())
        for index, channel in enumerate(self._data.channels):
            text = self.fontMetrics().elidedText(channel, Qt.TextElideMode.ElideRight, round(most / 2))
            needed = self.fontMetrics().horizontalAdvance(text) + self._line * 2.0
            if rows[-1] and at + needed > most:
                rows.append([])
                at = 0.0
            rows[-1].append((index, text, at))
            at += needed
        return rows

    def _room(self) -> QRectF:
        """Where the bars stand."""
        labels = self._marks()
        left = max(self.fontMetrics().horizontalAdvance(text) for _, text in labels) + self._line * 0.5
        head = self._line * (1.5 * len(self._legend_rows()) + 1.5)  # the legend, and figures over bars
        return QRectF(left, head, self.width() - left - 1, self.height() - head - self._line * 1.6)

    def _marks(self) -> list[tuple[Decimal, str]]:
        step, top = self._data.mark_step(), self._top
        values = [step * place for place in range(int(top / step) + 1)]
        return [(value, self._mark_text(value, step)) for value in values]

    def _mark_text(self, value: Decimal, step: Decimal) -> str:
        if step < 1:
            return money(value, self._data.currency)
        text = money(value, self._data.currency)
        return text.rpartition(".")[0] if text.endswith(".00") else text

    def _paint_legend(self, painter: QPainter) -> None:
        side = self._line * 0.8
        for row, entries in enumerate(self._legend_rows()):
            top = row * self._line * 1.5
            for index, text, left in entries:
                self._fill(painter, QRectF(left + 1, top + (self._line - side) / 2, side, side), index)
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                place = QRectF(left + side + self._line * 0.4, top, self.width(), self._line)
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_marks(self, painter: QPainter) -> None:
        room = self._room()
        for value, text in self._marks():
            y = room.bottom() - room.height() * float(value / self._top)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            place = QRectF(0, y - self._line / 2, room.left() - self._line * 0.4, self._line)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_bar(self, painter: QPainter, place: int, bar: Bar) -> None:
        room, slot = self._room(), self._slot(place)
        bottom = room.bottom()
        for part in bar.parts:
            height = room.height() * float(max(part.gross, Decimal(0)) / self._top)
            box = QRectF(slot.left(), bottom - height, slot.width(), height)
            self._fill(painter, box, self._data.channels.index(part.channel))
            bottom -= height
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        self._paint_figure(painter, slot.center().x(), bottom, bar)
        below = QRectF(slot.center().x() - self._pitch / 2, room.bottom(), self._pitch, self._line * 1.5)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._month_label(place))
        if place == self._current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(below.adjusted(2, 2, -2, -2))

    def _paint_figure(self, painter: QPainter, middle: float, bottom: float, bar: Bar) -> None:
        """The month's sum over its bar, where there is room for all of it."""
        text = money(bar.gross, self._data.currency)
        if bar.parts and self.fontMetrics().horizontalAdvance(text) <= self._pitch:
            above = QRectF(middle - self._pitch / 2, bottom - self._line * 1.2, self._pitch, self._line)
            written = painter.boundingRect(above, Qt.AlignmentFlag.AlignCenter, text)
            painter.fillRect(written, self.palette().color(QPalette.ColorRole.Window))  # no mark behind it
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, text)

    def _month_label(self, place: int) -> str:
        """The month; the year beside the first, and beside each January, where there is room."""
        day = self._data.bars[place].month
        text = short_month(day)
        if place == 0 or day.month == 1:
            longer = f"{text} {day.year}"
            text = longer if self.fontMetrics().horizontalAdvance(longer) <= self._pitch else text
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(self._pitch))

    @property
    def _pitch(self) -> float:
        return self._room().width() / len(self._data.bars)

    def _slot(self, place: int) -> QRectF:
        room, pitch = self._room(), self._pitch
        width = min(pitch * BAR_SHARE, self._line * WIDEST_BAR_EMS)
        return QRectF(room.left() + pitch * (place + 0.5) - width / 2, room.top(), width, room.height())

    def _bar_at(self, x: int) -> int:
        room = self._room()
        if not self._data.bars or not room.left() <= x <= room.right():
            return -1
        return min(int((x - room.left()) / self._pitch), len(self._data.bars) - 1)

    def _fill(self, painter: QPainter, box: QRectF, channel: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(box, self._colour(channel))
        pattern = PATTERNS[channel % len(PATTERNS)]
        if pattern != Qt.BrushStyle.NoBrush:
            painter.fillRect(box, QBrush(self.palette().color(QPalette.ColorRole.Base), pattern))

    def _colour(self, channel: int) -> QColor:
        """The palette's accent, turned round the wheel; readable on the palette's ground."""
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        is_dark = self.palette().color(QPalette.ColorRole.Window).lightness() < DARK_BELOW
        hue = (max(accent.hslHue(), 0) + channel * GOLDEN) % HUES
        saturation = max(accent.hslSaturation(), LEAST_SATURATION)
        return QColor.fromHsl(hue, saturation, LIGHT_ON_DARK if is_dark else LIGHT_ON_LIGHT)
