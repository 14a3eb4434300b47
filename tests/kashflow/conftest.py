"""A scripted server, a gateway to it, and the check that whatever was sent fits the description."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kfdesk.kashflow.client import KashFlowGateway
from kfdesk.kashflow.login import Login
from kfdesk.kashflow.transport import Limits
from tests.kashflow import wire
from tests.kashflow.server import ScriptedServer

LOGIN = Login("bookkeeper", "planted-secret-8&d1<")
NOW = datetime(2026, 8, 18, 23, 30, tzinfo=UTC)
"""Half past midnight of the 19th in London."""


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A server without a script yet; what it was sent must fit our description."""
    schema = wire.schema_of(wire.OURS)
    with ScriptedServer() as scripted:
        yield scripted
    for body in scripted.bodies:
        wire.assert_valid(body, schema)


@pytest.fixture
def gateway(server: ScriptedServer) -> Iterator[KashFlowGateway]:
    """A gateway to the scripted server."""
    connected = KashFlowGateway(
        server.address, LOGIN, Limits(connect_s=2, look_s=5, call_s=5, list_s=5), lambda: NOW
    )
    yield connected
    connected.close()


@pytest.fixture(scope="session")
def real_description(shared: Path) -> Path:
    """KashFlow's own description; tests that need it are skipped where it is not."""
    path = shared / "kashflow" / "service-offline.wsdl"
    if not path.is_file():
        pytest.skip("shared/kashflow/service-offline.wsdl is not beside this checkout")
    return path
