"""A UK shop's file through the command line: exact, read back, once, and after a kill."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.paths import PACKAGE_FOLDER
from tests.cli.desk_of_tests import Commands
from tests.uk_orders import write_uk_file

ORDERS = 500
ORDERS_TO_KILL = 60


def _ready(commands: Commands, count: int) -> dict[str, Decimal]:
    file = commands.folder.parent / "orders.csv"
    totals = write_uk_file(file, count)
    commands.link()
    commands("import", file, "--channel", "Shop")
    commands.set_up("Shop")
    return totals


def _by_order(commands: Commands) -> dict[str, Decimal]:
    """What the ledger holds for each order: net + VAT of its lines."""
    return {
        invoice.customer_reference.removeprefix("Shop "): sum(
            (line.net_amount + line.vat_amount for line in invoice.lines), Decimal(0)
        )
        for invoice in commands.company.invoices()
    }


def _assert_once(commands: Commands, totals: dict[str, Decimal]) -> None:
    """One invoice an order over its total, one payment an invoice, no customer twice."""
    company = commands.company
    references = Counter(invoice.customer_reference for invoice in company.invoices())
    assert set(references.values()) == {1}
    assert _by_order(commands) == totals
    assert Counter(p.invoice_number for p in company.payments()) == Counter(
        i.number for i in company.invoices()
    )
    assert sum(p.amount for p in company.payments()) == sum(totals.values())
    codes = [customer.code for customer in company.customers()]
    assert len(codes) == len(set(codes))


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_every_invoice_equals_its_order_when_500_are_exported(commands: Commands) -> None:
    """500 orders: each to the penny, all read back, and nothing posted by a second export."""
    totals = _ready(commands, ORDERS)
    result = commands.json("export", "--settle", "0")
    assert result["exported"] == ORDERS
    assert Decimal(result["gross"]["GBP"]) == sum(totals.values())
    _assert_once(commands, totals)
    run = commands.json("history", "--run", result["run"])["runs"][0]
    assert {order["state"] for order in run["orders"]} == {"exported"}
    calls = len(commands.company.calls())
    assert commands.json("export", "--settle", "0")["exported"] == 0
    again = Counter(call.operation for call in commands.company.calls()[calls:])
    assert not [operation for operation in again if operation.startswith("Insert")]


@pytest.mark.crash
@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal that Windows does not have")
def test_rest_is_posted_and_nothing_twice_when_killed_in_mid_export(commands: Commands) -> None:
    """Killed without warning three times, a new start posts the rest, and only that."""
    totals = _ready(commands, ORDERS_TO_KILL)
    for wanted in (3, 20, 41):
        _kill_once_posted(commands, wanted)
    result = commands.json("export", "--settle", "0")
    assert result["needs_attention"] == result["in_doubt"] == 0
    _assert_once(commands, totals)


def _kill_once_posted(commands: Commands, wanted: int) -> None:
    """Start an export of its own process and kill it when so many invoices stand."""
    environment = {**os.environ, "KFDESK_PASSWORD": "practice", "PYTHONPATH": str(PACKAGE_FOLDER.parent)}
    arguments = ["-m", "kfdesk", "--data-dir", str(commands.folder), "export", "--settle", "0"]
    company = commands.company
    with subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while len(company.invoices()) < wanted and process.poll() is None:
            time.sleep(0.01)  # watching another process, which tells nobody
        process.send_signal(signal.SIGKILL)


def test_wrong_password_is_said_and_nothing_is_sent_when_exporting(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Exit 3, in KashFlow's own words, and the ledger stays empty."""
    _ready(commands, 2)
    monkeypatch.setenv("KFDESK_PASSWORD", "wrong")
    said = commands("export", "--settle", "0", code=3)
    assert "Incorrect username or password" in said
    assert not commands.company.invoices()
    assert "wrong" not in (tmp_path / "data" / "kfdesk.log").read_text()
