"""`kfdesk export` ended by the system in the middle of its work, and started again."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kfdesk.practice import PracticeServer
from kfdesk.store import open_book
from tests.builders import imported
from tests.services.export_world import link, some_orders

ORDERS = 12
BUYERS = 10
LONGEST_S = 60
PASSWORD = {"KFDESK_PASSWORD": "practice"}

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system"),
]


@pytest.fixture
def server(data_dir: Path) -> Iterator[PracticeServer]:
    """The practice company of the data folder; it outlives the program."""
    with PracticeServer(data_dir / "practice") as running:
        yield running


@pytest.fixture
def _orders(data_dir: Path, server: PracticeServer) -> None:
    """A linked book with orders in a channel that is ready."""
    book = open_book(data_dir)
    try:
        _, channel = link(server, book, "main")
        imported(book, channel.id, some_orders(ORDERS, BUYERS))
    finally:
        book.close()


def start_export(data_dir: Path) -> subprocess.Popen[str]:
    """The command, with the least settle time that loopback allows."""
    command = [sys.executable, "-m", "kfdesk", "--data-dir", str(data_dir), "export", "--settle", "0"]
    return subprocess.Popen(
        command,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, **PASSWORD},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def kill_at(program: subprocess.Popen[str], server: PracticeServer, operation: str, calls: int) -> None:
    """Kill the program once the company has had so many calls of an operation."""
    deadline = time.monotonic() + LONGEST_S
    while sum(call.operation == operation for call in server.company.calls()) < calls:
        assert program.poll() is None, program.communicate()[0]
        assert time.monotonic() < deadline
    program.send_signal(signal.SIGKILL)
    program.communicate(timeout=LONGEST_S)


@pytest.mark.usefixtures("_orders")
@pytest.mark.parametrize(
    ("operation", "calls"),
    [("InsertInvoice", 1), ("InsertInvoice", 6), ("InsertInvoicePayment", 4)],
)
def test_export_sends_each_once_when_the_program_was_killed(
    data_dir: Path, server: PracticeServer, operation: str, calls: int
) -> None:
    """After kill -9 a new start sends the rest, and nothing twice."""
    kill_at(start_export(data_dir), server, operation, calls)
    assert len(server.company.payments()) < ORDERS
    with start_export(data_dir) as program:
        told, _ = program.communicate(timeout=LONGEST_S)
    assert program.returncode == 0, told
    stamps = Counter(invoice.customer_reference for invoice in server.company.invoices())
    assert len(stamps) == ORDERS
    assert set(stamps.values()) == {1}
    assert len(server.company.payments()) == ORDERS
    assert all(invoice.paid for invoice in server.company.invoices())
    assert len(server.company.customers()) == BUYERS
