"""What only shows in a process of its own: locks, Ctrl+C, missing streams, missing libraries."""

import json
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from kfdesk.practice import PracticeCompany
from tests.cli.desk_of_tests import Commands
from tests.cli.processes import command, environment, run_kfdesk, run_python
from tests.uk_orders import write_uk_file

ORDERS = 30
SLOW_MS = 60

WITHOUT_QT = """
import json, sys
for name in ("PySide6", "shiboken6"):
    sys.modules[name] = None  # as if it were not installed
from kfdesk.cli import run

folder, orders = sys.argv[1:]
look_ups = ["--sales-type", "Sale of Goods", "--payment-method", "Card", "--bank-account", "Current Account"]
commands = [
    ["link", "--profile", "P", "--username", "practice", "--package", "practice"],
    ["import", orders, "--channel", "Shop"],
    ["channels"],
    ["channels", "set", "Shop", *look_ups, "--export", "on"],
    ["orders"],
    ["export", "--dry-run"],
    ["export"],
    ["history"],
    ["history", "--run", "1"],
]
codes = [run(["--data-dir", folder, *command]) for command in commands]
loaded = [name for name, module in sys.modules.items() if name.startswith("PySide6.") and module]
print("CODES", json.dumps([codes, loaded]))
"""

WITHOUT_STREAMS = """
import sys
from pathlib import Path
from kfdesk.cli import run

folder, orders, answer = sys.argv[1:]
sys.stdin = sys.stdout = sys.stderr = None
commands = [
    ["link", "--profile", "P", "--username", "practice", "--package", "practice"],
    ["import", orders, "--channel", "Shop"],
    ["import", orders, "--json"],
    ["channels", "--json"],
    ["orders"],
    ["export", "--dry-run", "--json"],
    ["history"],
    ["nonsense"],
    ["--help"],
]
codes = [run(["--data-dir", folder, *command]) for command in commands]
Path(answer).write_text(repr(codes))
"""


@pytest.fixture
def shop(commands: Commands, tmp_path: Path) -> Commands:
    """A practice company that answers slowly, with orders ready to export."""
    write_uk_file(tmp_path / "orders.csv", ORDERS)
    commands.link()
    commands("import", tmp_path / "orders.csv", "--channel", "Shop")
    commands.set_up("Shop")
    return commands


@pytest.mark.crash
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is no signal there")
def test_export_is_locked_then_stopped_then_finished_when_ctrl_c_comes(shop: Commands) -> None:
    """A second export is refused and says by whom; Ctrl+C ends the first with 130; a third does the rest."""
    shop.company.change(delay_ms=SLOW_MS)
    arguments = command(shop.folder, "export", "--settle", "0", "--json")
    with subprocess.Popen(
        arguments, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as first:
        _wait_for_invoices(shop.company, 3, first)
        second = shop("export", "--settle", "0", code=1)
        first.send_signal(signal.SIGINT)
        printed, said = first.communicate(timeout=60)
    assert first.returncode == 130, said
    _assert_one_object(printed)
    assert "Stopping after the call under way" in said
    assert not second
    assert 0 < len(shop.company.invoices()) < ORDERS
    shop.company.change(delay_ms=0)
    assert shop.json("export", "--settle", "0")["exported"] < ORDERS
    _assert_each_once(shop.company)


@pytest.mark.crash
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is no signal there")
def test_second_export_says_who_holds_the_lock_when_one_runs(shop: Commands) -> None:
    """Which profile, since when, in which process."""
    shop.company.change(delay_ms=SLOW_MS)
    with subprocess.Popen(
        command(shop.folder, "export"),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as first:
        _wait_for_invoices(shop.company, 1, first)
        second = run_kfdesk(shop.folder, "export")
        first.send_signal(signal.SIGINT)
        first.wait(60)
    assert second.returncode == 1
    said = re.search(r"Another export of this company is running: (.+)\.", second.stderr)
    assert said, second.stderr
    assert said[1].strip()
    assert second.stdout == ""


def test_commands_run_when_pyside6_is_missing(tmp_path: Path) -> None:
    """Every command but the tour and the window, to its end and without loading Qt."""
    write_uk_file(tmp_path / "orders.csv", 2)
    ended = run_python(WITHOUT_QT, tmp_path / "data", tmp_path / "orders.csv")
    (answer,) = re.findall(r"CODES (.+)", ended.stdout) or [ended.stderr]
    codes, loaded = json.loads(answer)
    assert codes == [0] * len(codes), ended.stdout + ended.stderr
    assert loaded == []


def test_practice_company_is_served_when_pyside6_is_missing(tmp_path: Path) -> None:
    """It says where, and ends on Ctrl+C."""
    script = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from kfdesk.cli import run\n"
        "sys.exit(run(['--data-dir', sys.argv[1], 'practice', 'serve']))"
    )
    with subprocess.Popen(
        [sys.executable, "-u", "-c", script, str(tmp_path)],
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        server.terminate()
    assert re.match(r"Practice company at http://127\.0\.0\.1:\d+/api/service\.asmx", said)


def test_commands_end_as_always_when_there_are_no_streams(tmp_path: Path) -> None:
    """A program started without a console has none of the three."""
    write_uk_file(tmp_path / "orders.csv", 2)
    answer = tmp_path / "codes"
    ended = run_python(WITHOUT_STREAMS, tmp_path / "data", tmp_path / "orders.csv", answer)
    assert answer.read_text() == "[0, 0, 0, 0, 0, 0, 0, 2, 0]", ended.stderr
    assert ended.stdout == ended.stderr == ""


def test_password_is_read_from_standard_input_when_asked_for(tmp_path: Path) -> None:
    """One line; without one, exit 3."""
    link = ("link", "--profile", "P", "--username", "practice", "--package", "practice", "--password-stdin")
    none = run_kfdesk(tmp_path, *link, env=environment(None))
    assert none.returncode == 3
    good = run_kfdesk(tmp_path, *link, env=environment(None), given="practice\r\n")
    assert good.returncode == 0, good.stderr


def _wait_for_invoices(
    company: PracticeCompany, wanted: int, process: subprocess.Popen[str] | subprocess.Popen[bytes]
) -> None:
    while len(company.invoices()) < wanted and process.poll() is None:
        time.sleep(0.01)  # watching another process, which tells nobody


def _assert_one_object(printed: str) -> None:
    assert set(json.loads(printed)) >= {"run", "exported", "orders"}


def _assert_each_once(company: PracticeCompany) -> None:
    references = Counter(invoice.customer_reference for invoice in company.invoices())
    assert len(references) == ORDERS
    assert set(references.values()) == {1}
    assert len(company.payments()) == ORDERS
