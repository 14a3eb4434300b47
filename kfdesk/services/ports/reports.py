"""Files made for the person's accountant."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from kfdesk.domain.reconciliation import Reconciliation


class ReportFiles(Protocol):
    """Writes reports. Raises ReportNotWritten; a file that was there before is whole or replaced."""

    def write_workbook(self, path: Path, found: Reconciliation, made: datetime) -> None:
        """A spreadsheet (XLSX)."""

    def write_document(self, path: Path, found: Reconciliation, made: datetime) -> None:
        """Pages to print (PDF)."""
