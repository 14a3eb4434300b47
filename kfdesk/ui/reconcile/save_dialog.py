"""The system's own dialog for where to save."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reconcile", text)


class SaveDialog:
    """Asks for a file; a test puts its own answer in the place of `ask`."""

    @classmethod
    def ask(cls, parent: QWidget | None, name: str, ending: str) -> Path | None:
        """The file chosen, with its ending; None when the person thought better of it."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = {"xlsx": _tr("Spreadsheet (*.xlsx)"), "pdf": _tr("PDF (*.pdf)")}
        chosen, _ = QFileDialog.getSaveFileName(
            parent, _tr("Save the reconciliation"), str(Path(documents) / name), kinds[ending]
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(f".{ending}")
