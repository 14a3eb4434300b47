"""kfdesk as it is, but waiting only so long for an answer and for the book: tests cannot wait a minute."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial

from kfdesk import app
from kfdesk.cli import run
from kfdesk.kashflow.client import KashFlowGateway
from kfdesk.kashflow.login import Login
from kfdesk.kashflow.package import SoapPackage
from kfdesk.kashflow.transport import Limits
from kfdesk.services.ports import AccountsGateway
from kfdesk.store import open_book

PATIENCE_S = 2.0
LIMITS = Limits(call_s=PATIENCE_S, list_s=PATIENCE_S)


@dataclass(frozen=True)
class ImpatientPackage(SoapPackage):
    """The practice company's package with short limits."""

    def connect(self, address: str, username: str, password: str) -> AccountsGateway:
        """A gateway that soon gives up."""
        return KashFlowGateway(self._service(address), Login(username, password), LIMITS)


def _package(address: Callable[[str], str]) -> SoapPackage:
    usual = PATIENT(address)
    return ImpatientPackage(**{each.name: getattr(usual, each.name) for each in fields(usual)})


PATIENT = app.practice_package

if __name__ == "__main__":
    app.practice_package = _package
    setattr(app, "open_book", partial(open_book, busy_timeout_s=PATIENCE_S))  # noqa: B010 - is imported there
    sys.exit(run())
