"""Runs commands in this process on a practice company, and reads what they print."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kfdesk.cli import run
from kfdesk.practice import PracticeCompany


@dataclass
class Commands:
    """The command line on one data folder."""

    folder: Path
    output: pytest.CaptureFixture[str]

    @property
    def company(self) -> PracticeCompany:
        """The practice company of the folder."""
        return PracticeCompany(self.folder / "practice")

    def __call__(self, *arguments: object, code: int = 0) -> str:
        """Run a command, see that it exits as it should, give its standard output."""
        self.output.readouterr()
        found = run(["--data-dir", str(self.folder), *map(str, arguments)])
        printed = self.output.readouterr()
        assert found == code, printed.out + printed.err
        return printed.out if code in {0, 1} else printed.err

    def json(self, *arguments: object, code: int = 0) -> dict[str, Any]:
        """The one object that a command prints with `--json`."""
        found: dict[str, Any] = json.loads(self(*arguments, "--json", code=code))
        return found

    def link(self, profile: str = "Practice") -> None:
        """Link the practice company."""
        self("link", "--profile", profile, "--username", "practice", "--package", "practice")

    def set_up(self, channel: str, *more: str) -> None:
        """Give a channel all it needs and switch it on."""
        look_ups = ("--sales-type", "Sale of Goods", "--payment-method", "Card")
        account = ("--bank-account", "Current Account")
        self("channels", "set", channel, *look_ups, *account, *more, "--export", "on")

    def ledger_gross(self) -> dict[str, Decimal]:
        """Sums of the invoices in the ledger, added up here, by currency."""
        sums: dict[str, Decimal] = {}
        for invoice in self.company.invoices():
            total = sum((line.net_amount + line.vat_amount for line in invoice.lines), Decimal(0))
            sums[invoice.currency_code] = sums.get(invoice.currency_code, Decimal(0)) + total
        return sums
