"""Reads a company's channels from the book, and its lists from KashFlow."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from kfdesk.domain.company import Company
from kfdesk.services.desk import Desk
from kfdesk.ui.channels.writer import Outcome
from kfdesk.ui.tasks import LatestTask


@dataclass(frozen=True)
class Read:
    """What the book said of a company, when so many wishes had been written."""

    company: Company
    writes: int
    outcome: Outcome


class ChannelsReader(QObject):
    """`read` carries Read; `refreshed` comes when KashFlow's lists are in the book."""

    read = Signal(object)
    refreshed = Signal()
    failed = Signal(object)
    refresh_failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Nothing read yet."""
        super().__init__(parent)
        self._desk = desk
        self._channels = LatestTask(self)
        self._channels.done.connect(self.read)
        self._channels.failed.connect(self.failed)
        self._lists = LatestTask(self)
        self._lists.done.connect(self._on_lists_read)
        self._lists.failed.connect(self.refresh_failed)

    def begin(self, company: Company, writes: int) -> None:
        """Read the channels; what was asked before is no longer wanted."""
        self._channels.start(lambda _progress, _is_cancelled: self._read(company, writes))

    def refresh(self, company: Company) -> None:
        """Read the lists from KashFlow again."""
        self._lists.start(lambda _progress, _is_cancelled: self._refresh(company.id))

    def _read(self, company: Company, writes: int) -> Read:
        settings = self._desk.settings
        outcome = Outcome(None, settings.channels(company.id), settings.look_ups(company.id))
        return Read(company, writes, outcome)

    def _refresh(self, company_id: int) -> None:
        integration = self._desk.logins.of_company(company_id)
        gateway = self._desk.logins.gateway(integration)
        try:
            self._desk.look_ups.refresh(gateway, company_id)
        finally:
            gateway.close()

    @Slot(object)
    def _on_lists_read(self, _nothing: object) -> None:
        self.refreshed.emit()
