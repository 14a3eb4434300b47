"""What a campaign plays on: the real practice company and the real command, each its own process."""

import io
import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random
from typing import Any

from kfdesk.cli import run
from kfdesk.practice import PracticeCompany
from tests.cli.processes import command, environment
from tests.soak.book import BookSeen, LedgerSeen
from tests.soak.orders import MadeOrder, make_orders, write_orders

LONGEST_S = 300
POLL_S = 0.004
CHANNEL = "Shop"
GREEN = frozenset({"exported", "already"})
"""States of orders that the book calls done (DESIGN 7)."""
BROKEN = "commands that broke"
ENDINGS = frozenset({0, 1, 3, 4})
"""Exit codes of an export that something happened to (DESIGN 7)."""
PROFILE = "Direct"
LOOK_UPS = ("--sales-type", "Sale of Goods", "--payment-method", "Card", "--bank-account", "Current Account")


class Violation(Exception):
    """Something that must never be: of which kind, and what was found."""

    def __init__(self, kind: str, found: str) -> None:
        super().__init__(f"{kind}: {found}")
        self.kind = kind


def wait_until(is_so: Callable[[], bool], limit_s: float = LONGEST_S) -> bool:
    """Watch other processes, which tell nobody; False when it did not come about in time."""
    deadline = time.monotonic() + limit_s
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_S)
    return True


class Practice:
    """`kfdesk practice serve`, which can be killed and started again on its port."""

    def __init__(self, folder: Path) -> None:
        self.company = PracticeCompany(folder / "practice")
        self.port = 0
        self._command = command(folder, "practice", "serve")
        self._process: subprocess.Popen[str] | None = None
        self.start()

    @property
    def endpoint(self) -> str:
        """Its service address."""
        return endpoint_at(self.port)

    def start(self) -> None:
        """Serve, and wait until it does."""
        line = [*self._command, "--port", str(self.port)]
        self._process = subprocess.Popen(line, env=environment(), stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        found = re.search(r"127\.0\.0\.1:(\d+)/", said)
        if not found:
            raise Violation(BROKEN, f"the practice company does not start: {said}")
        self.port = int(found[1])

    def kill(self) -> None:
        """End it without warning."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


class DataDir:
    """A data folder and the command on it.

    What nothing happens to runs in this process: to start one takes longer than its work.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.book = BookSeen(folder / "book.sqlite")

    def run(self, *arguments: object, codes: tuple[int, ...] = (0,)) -> str:
        """Run a command to its end; its standard output."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["--data-dir", str(self.folder), *map(str, arguments)])
        if code not in codes:
            raise Violation(BROKEN, f"{arguments}: exit {code}: {out.getvalue()}{err.getvalue()}")
        return out.getvalue()

    def json(self, *arguments: object, codes: tuple[int, ...] = (0,)) -> dict[str, Any]:
        """What a command prints with `--json`."""
        found: dict[str, Any] = json.loads(self.run(*arguments, "--json", codes=codes))
        return found

    def start_export(self, settle_s: int, *, is_impatient: bool) -> "Export":
        """Start an export that something will happen to."""
        line = command(self.folder, "export", "--settle", settle_s)
        if is_impatient:
            line[line.index("kfdesk")] = "tests.soak.impatient"
        return Export(line, self.book)

    def start_undo(self, run: int, settle_s: int) -> "Export":
        """Start the undo of a run."""
        return Export(command(self.folder, "undo", run, "--settle", settle_s), self.book)


class Export:
    """An export, or an undo of one, under way in a process of its own."""

    def __init__(self, line: Sequence[str], book: BookSeen) -> None:
        self.book = book
        self.runs_before = book.runs()[0]
        self._process = subprocess.Popen(
            line, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._is_ended = False

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not come to an end."""
        return self._process.poll() is None

    def send_signal(self, number: int) -> None:
        """Stop it, or let it go on."""
        self._process.send_signal(number)

    def kill(self) -> str:
        """End it without warning; how far it had come. Empty when it was quicker."""
        if not self.is_running:
            self.end()
            return ""
        self._process.kill()
        self._process.communicate()
        self._is_ended = True
        return self.book.moment(self.runs_before)

    def end(self) -> None:
        """Let it come to its end, in one of the ways that the command has."""
        if self._is_ended:
            return
        said, _ = self._process.communicate(timeout=LONGEST_S)
        self._is_ended = True
        if self._process.returncode not in ENDINGS or "Traceback" in said:
            raise Violation(BROKEN, f"an export ended with {self._process.returncode}: {said}")


class Stage:
    """A practice company, a linked data folder with a channel that is ready, and the shop's orders."""

    def __init__(self, folder: Path, rng: Random, settle_s: int) -> None:
        self.folder = folder
        self.rng = rng
        self.settle_s = settle_s
        self.orders: list[MadeOrder] = []
        self.files: list[Path] = []
        self.kills_in_a_row = 1
        self.left = 0
        self.undone: set[int] = set()
        """Numbers of orders that an undo may take back."""
        self._others = 0
        self.practice = Practice(folder / "company")
        self.main = self.linked("main")

    @property
    def company(self) -> PracticeCompany:
        """The ledger's owner."""
        return self.practice.company

    def linked(self, name: str, endpoint: str = "") -> DataDir:
        """Another data folder on the same company, with all files so far."""
        found = DataDir(self.folder / name)
        self.link(found, endpoint or self.practice.endpoint)
        for file in self.files:
            found.run("import", file, "--channel", CHANNEL)
        if self.files:
            self._set_up(found)
        return found

    def link(self, data_dir: DataDir, endpoint: str) -> None:
        """Link the company at an address; a second time changes the address."""
        login = ("--profile", PROFILE, "--username", "practice", "--package", "practice")
        data_dir.run("link", *login, "--endpoint", endpoint)

    def bring(self, count: int) -> None:
        """New orders, and money given back for some, in a file that is imported into the main book."""
        orders = make_orders(self.rng, len(self.orders), count)
        refunded = self._refund(count // 4)
        file = self.folder / f"orders-{len(self.files)}.json"
        write_orders(file, [*orders, *refunded])
        self.main.run("import", file, "--channel", CHANNEL)
        if not self.files:
            self._set_up(self.main)
        self.files.append(file)
        self.orders += orders

    def _refund(self, count: int) -> list[MadeOrder]:
        """Give money back for orders that are in the company: a part, or all that is left."""
        if not self.orders:
            return []
        told = {entry["order_number"]: entry["state"] for entry in self.main.json("orders")["orders"]}
        sent = [order for order in self.orders if told[order.name] in GREEN and order.left]
        changed = {
            order.number: order.refunded(self.rng.choice((order.left, self.rng.randint(1, order.left))))
            for order in self.rng.sample(sent, min(count, len(sent)))
        }
        self.orders = [changed.get(order.number, order) for order in self.orders]
        return list(changed.values())

    def another(self) -> DataDir:
        """A data folder of another computer, or the one after a lost book."""
        self._others += 1
        return self.linked(f"other-{self._others}")

    def export(self, data_dir: DataDir | None = None, *, is_impatient: bool = False) -> Export:
        """Start an export of the main book, or of another."""
        return (data_dir or self.main).start_export(self.settle_s, is_impatient=is_impatient)

    def undo(self, run: int) -> Export:
        """Start an undo of a run of the main book."""
        return self.main.start_undo(run, self.settle_s)

    def export_in_peace(self, data_dir: DataDir) -> dict[str, Any]:
        """An export that nothing happens to."""
        return data_dir.json("export", "--settle", self.settle_s, codes=(0, 1))

    @property
    def ledger(self) -> LedgerSeen:
        """The ledger's file."""
        return LedgerSeen(self.company.folder / "ledger.sqlite")

    def close(self) -> None:
        """Stop the company."""
        self.practice.kill()

    def _set_up(self, data_dir: DataDir) -> None:
        data_dir.run("channels", "set", CHANNEL, *LOOK_UPS, "--export", "on")


def endpoint_at(port: int) -> str:
    """The service address on a port of this computer."""
    return f"http://127.0.0.1:{port}/api/service.asmx"


@contextmanager
def a_stage(folder: Path, rng: Random, settle_s: int) -> Iterator[Stage]:
    """A stage that is cleared at the end."""
    stage = Stage(folder, rng, settle_s)
    try:
        yield stage
    finally:
        stage.close()
