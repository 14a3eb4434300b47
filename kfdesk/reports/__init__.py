"""Reports as files: the only importer of XlsxWriter and ReportLab, loaded when a report is written."""

import os
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from kfdesk.domain.errors import ReportNotWritten
from kfdesk.domain.reconciliation import Reconciliation
from kfdesk.reports.tables import tables_of


class Reports:
    """`services.ports.ReportFiles`: a file is made whole in memory, then put in its place."""

    def write_workbook(self, path: Path, found: Reconciliation, made: datetime) -> None:
        """A spreadsheet with a sheet a table."""
        from kfdesk.reports.workbook import write_workbook

        _put(path, lambda into: write_workbook(into, found, tables_of(found), made))

    def write_document(self, path: Path, found: Reconciliation, made: datetime) -> None:
        """Pages of A4 with a section a table."""
        from kfdesk.reports.document import write_document

        _put(path, lambda into: write_document(into, found, tables_of(found), made))


def _put(path: Path, write: Callable[[BytesIO], None]) -> None:
    """Half a report is never left behind, nor one that was there before half replaced."""
    content = BytesIO()
    write(content)
    beside: Path | None = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=".kfdesk-", delete=False) as file:
            beside = Path(file.name)
            file.write(content.getvalue())
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise ReportNotWritten(path=str(path), why=error.strerror or os.strerror(error.errno or 0)) from error
