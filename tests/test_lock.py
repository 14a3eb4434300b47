"""The export lock: one at a time, on this computer, whatever becomes of the holder."""

import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from kfdesk.domain.errors import BookUnreachable, ExportLocked
from kfdesk.lock import FileExportLock

NAME = "https://example.invalid/service.asmx Acme Ltd"
HOLDING_PROGRAM = """
import sys
from pathlib import Path
from kfdesk.lock import FileExportLock
with FileExportLock(Path(sys.argv[1])).hold(sys.argv[2], "another program"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "locks"


def test_hold_says_who_holds_it_when_it_is_held(folder: Path) -> None:
    """A second export is told who is exporting."""
    with FileExportLock(folder).hold(NAME, "window of Ann"):
        with pytest.raises(ExportLocked) as caught, FileExportLock(folder).hold(NAME, "command"):
            pytest.fail("held twice")
        assert caught.value.facts == {"by": "window of Ann"}


def test_hold_is_free_again_after_an_error(folder: Path) -> None:
    """An export that fails lets go."""
    lock = FileExportLock(folder)
    with pytest.raises(ZeroDivisionError), lock.hold(NAME, "first"):
        raise ZeroDivisionError
    with lock.hold(NAME, "second"):
        pass


def test_hold_of_another_name_is_independent(folder: Path) -> None:
    """Two companies can be exported at once."""
    lock = FileExportLock(folder)
    with lock.hold(NAME, "first"), lock.hold(NAME + " (2)", "second"):
        pass


def test_hold_may_end_in_another_thread(folder: Path) -> None:
    """A run that began in one thread and ends in another lets go."""
    with ExitStack() as stack:
        stack.enter_context(FileExportLock(folder).hold(NAME, "first"))
        closing = threading.Thread(target=stack.pop_all().close)
        closing.start()
        closing.join()
    with FileExportLock(folder).hold(NAME, "second"):
        pass


def test_hold_is_refused_while_another_program_holds_it_and_free_when_that_is_killed(folder: Path) -> None:
    """A window, a command and another book share the lock; a killed one holds nothing."""
    arguments = [sys.executable, "-c", HOLDING_PROGRAM, str(folder), NAME]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(ExportLocked) as caught, FileExportLock(folder).hold(NAME, "me"):
            pytest.fail("held twice")
        assert caught.value.facts == {"by": "another program"}
        other.kill()
        other.wait()
    with FileExportLock(folder).hold(NAME, "me"):
        pass


def test_hold_names_no_holder_when_the_text_is_gone(folder: Path) -> None:
    """Without the text the lock still holds."""
    with FileExportLock(folder).hold(NAME, "first"):
        for text in folder.glob("*.txt"):
            text.unlink()
        with pytest.raises(ExportLocked) as caught, FileExportLock(folder).hold(NAME, "second"):
            pytest.fail("held twice")
    assert caught.value.facts == {"by": ""}


def test_hold_says_so_when_the_folder_cannot_be_made(tmp_path: Path) -> None:
    """A place that cannot be written is an error in our own words."""
    (tmp_path / "file").touch()
    with pytest.raises(BookUnreachable), FileExportLock(tmp_path / "file" / "locks").hold(NAME, "me"):
        pytest.fail("held")
