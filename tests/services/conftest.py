"""The world that export tests happen in, and a watched folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.export_world import House, World, a_house
from tests.services.watch_bench import Bench, a_bench, link_all


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A practice company, served while the tests of a file run."""
    with a_house(tmp_path_factory.mktemp("house")) as made:
        yield made


@pytest.fixture
def world(house: House) -> Iterator[World]:
    """A company of this test's own, linked, with a channel that is ready."""
    with house.new_world() as made:
        yield made


@pytest.fixture
def unlinked(tmp_path: Path) -> Iterator[Bench]:
    """A folder, and nothing linked yet."""
    with a_bench(tmp_path) as made:
        yield made


@pytest.fixture
def bench(unlinked: Bench) -> Bench:
    """A company is linked, and the folder is watched for it."""
    link_all(unlinked)
    return unlinked
