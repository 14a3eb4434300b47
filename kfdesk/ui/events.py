"""What happened in the window that more than one page wants to know."""

from PySide6.QtCore import QObject, Signal

from kfdesk.domain.company import Company


class DeskEvents(QObject):
    """The pages' notice board, and the company that they are about.

    `company_changed` carries the Company or None; `settings_changed` carries the
    id of a company, or None while nothing is linked.
    """

    company_changed = Signal(object)
    integrations_changed = Signal()
    settings_changed = Signal(object)
    orders_changed = Signal()
    runs_changed = Signal()
    window_opened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with no company."""
        super().__init__(parent)
        self._company: Company | None = None

    @property
    def company(self) -> Company | None:
        """The company that everything below Settings is about; None while nothing is linked."""
        return self._company

    def set_company(self, company: Company | None) -> None:
        """Turn to a company; told only when it is another one or its details changed."""
        if company != self._company:
            self._company = company
            self.company_changed.emit(company)
