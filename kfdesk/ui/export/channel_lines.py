"""A line for each channel above the preview."""

from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from kfdesk.services.preview import ChannelPreview
from kfdesk.ui.record_table import RecordTable, RecordTableModel

MOST_LINES = 9


class ChannelLines(RecordTable):
    """As high as its rows, up to a few; the causes wrap instead of being cut."""

    def __init__(self, model: RecordTableModel[ChannelPreview], parent: QWidget | None = None) -> None:
        """Let the rows take the height that their texts need."""
        super().__init__(model, parent)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().sectionResized.connect(self.fit_height)

    def fit_height(self) -> None:
        """Take the room of all rows, as long as that leaves most of the page to the preview."""
        rows = sum(self.rowHeight(row) for row in range(self.model().rowCount()))
        most = self.fontMetrics().height() * MOST_LINES
        frame = 2 * self.frameWidth() + self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + min(rows, most) + frame)
