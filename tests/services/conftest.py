"""The world that export tests happen in."""

from collections.abc import Iterator

import pytest

from tests.services.export_world import House, World, a_house


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
