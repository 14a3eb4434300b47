"""Undoes an export run in a process of its own, as the page of past runs does.

python -m tests.soak.undo DATA_DIR RUN SETTLE_S
"""

import sys
from pathlib import Path

from kfdesk import words
from kfdesk.app import open_desk
from kfdesk.cli.desk import give_password
from kfdesk.domain.errors import KfdeskError
from kfdesk.services.export_report import ExportProgress
from kfdesk.services.undo import UndoRequest


class Nobody:
    """Watches without a word."""

    def progressed(self, progress: ExportProgress) -> None:
        """Nobody is told."""

    def is_cancelled(self) -> bool:
        """Nobody cancels."""
        return False


def main(folder: Path, run_id: int, settle_s: int) -> int:
    """The exit code: 1 when something is left to a person, 3 when it could not be begun."""
    with open_desk(folder) as desk:
        integration = desk.logins.resolve(None)
        assert integration.company_id is not None
        give_password(desk, integration)
        request = UndoRequest(integration.company_id, run_id, settle_s=settle_s)
        try:
            result = desk.undoer.run(request, Nobody())
        except KfdeskError as error:
            sys.stdout.write(words.sentence(error))
            return 3
    return 1 if result.stopped_by or result.needs_a_person else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
