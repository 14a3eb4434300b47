"""The left-hand side of the window: which company, and which page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from kfdesk.domain.company import Company
from kfdesk.services.desk import Desk
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.icons import icon
from kfdesk.ui.widgets import QuietComboBox, named

KEY_ROLE = Qt.ItemDataRole.UserRole
ICON_EMS = 1.4
SPACE_EMS = 3.5
LONGEST_NAME = 24  # letters of a company's name beside which the pages still have room

PageFactory = Callable[[Desk, DeskEvents], QWidget]


@dataclass(frozen=True)
class PageEntry:
    """A page of the window: its objectName, label, icon, and what makes it when it is first shown.

    `needs_company`: listed only once a company is linked. `is_listed` False: reached otherwise.
    """

    key: str
    label: str
    icon: str
    factory: PageFactory
    needs_company: bool = False
    is_listed: bool = True


class Navigation(QWidget):
    """`company_combo` above the list of pages.

    `page_chosen` carries the key of a page, `company_chosen` a Company.
    """

    page_chosen = Signal(str)
    company_chosen = Signal(object)

    def __init__(self, entries: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        """Lay out the list; pages that need a company are left out until there is one."""
        super().__init__(parent)
        self._entries = tuple(entry for entry in entries if entry.is_listed)
        self._companies: tuple[Company, ...] = ()
        self._has_company = False
        self.company_combo = named(QuietComboBox(), "company_combo", self.tr("Company"))
        self.company_combo.setMinimumContentsLength(LONGEST_NAME // 2)
        self.company_combo.setSizeAdjustPolicy(
            QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.company_combo.activated.connect(self._on_company_activated)
        self.navigation = named(QListWidget(), "navigation", self.tr("Pages"))
        self.navigation.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.navigation.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.navigation.currentItemChanged.connect(self._on_current_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.company_combo)
        layout.addWidget(self.navigation, 1)
        self._fill()
        self.show_companies((), None)

    # ------------------------------------------------------------ showing

    def show_companies(self, companies: Sequence[Company], current: Company | None) -> None:
        """The companies to choose from; the combo is there when there are several."""
        self._companies = tuple(companies)
        self.company_combo.clear()
        for row, company in enumerate(companies):
            self.company_combo.addItem(company.name, company.id)
            self.company_combo.setItemData(row, company.name, Qt.ItemDataRole.ToolTipRole)
        ids = [company.id for company in companies]
        self.company_combo.setCurrentIndex(ids.index(current.id) if current and current.id in ids else -1)
        self.company_combo.setToolTip(current.name if current else "")
        self.company_combo.setVisible(len(companies) > 1)
        self._show_pages(has_company=current is not None)

    def show_current(self, key: str) -> None:
        """Mark the page that is shown; none when it is not in the list."""
        self.navigation.blockSignals(True)
        rows = [row for row in range(self.navigation.count()) if self._key(row) == key]
        self.navigation.setCurrentRow(rows[0] if rows else -1)
        self.navigation.blockSignals(False)

    def _show_pages(self, *, has_company: bool) -> None:
        if has_company != self._has_company:
            self._has_company = has_company
            current = self.navigation.currentItem()
            key = current.data(KEY_ROLE) if self.navigation.currentRow() >= 0 else ""
            self._fill()
            self.show_current(key)

    def _fill(self) -> None:
        self.navigation.blockSignals(True)
        self.navigation.clear()
        for entry in self._entries:
            if self._has_company or not entry.needs_company:
                item = QListWidgetItem(icon(entry.icon, self.palette()), entry.label)
                item.setData(KEY_ROLE, entry.key)
                self.navigation.addItem(item)
        self.navigation.blockSignals(False)
        self._fit()

    def _fit(self) -> None:
        """As wide as its longest label, in whatever font."""
        line = self.fontMetrics().height()
        self.navigation.setIconSize(QSize(round(line * ICON_EMS), round(line * ICON_EMS)))
        self.navigation.setSpacing(line // 6)
        longest = max(
            (self.fontMetrics().horizontalAdvance(entry.label) for entry in self._entries), default=0
        )
        self.setFixedWidth(longest + round(line * SPACE_EMS))

    def _key(self, row: int) -> str:
        return str(self.navigation.item(row).data(KEY_ROLE))

    # ------------------------------------------------------------ what happens

    def changeEvent(self, event: QEvent) -> None:
        """Icons are in the colours of the palette, the width is the font's."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(
            self, "navigation"
        ):
            key = self._key(self.navigation.currentRow()) if self.navigation.currentRow() >= 0 else ""
            self._fill()
            self.show_current(key)

    @Slot()
    def _on_current_changed(self) -> None:
        if self.navigation.currentRow() >= 0:
            self.page_chosen.emit(self._key(self.navigation.currentRow()))

    @Slot(int)
    def _on_company_activated(self, row: int) -> None:
        self.company_chosen.emit(self._companies[row])
