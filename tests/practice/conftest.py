"""A running practice company, and a caller of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kfdesk.practice import PracticeCompany, PracticeServer
from tests.practice.soap import Caller, customer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the ledger of this test lies."""
    return tmp_path / "practice"


@pytest.fixture
def server(folder: Path) -> Iterator[PracticeServer]:
    """A server on a free port."""
    with PracticeServer(folder) as running:
        yield running


@pytest.fixture
def company(server: PracticeServer) -> PracticeCompany:
    """The company that is served."""
    return server.company


@pytest.fixture
def caller(server: PracticeServer) -> Caller:
    """A caller with the right password."""
    return Caller(server.endpoint)


@pytest.fixture
def customer_id(caller: Caller) -> int:
    """A customer of the company."""
    return caller.number("InsertCustomer", customer(Code="ANN01"))
