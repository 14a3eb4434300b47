"""The person of a scenario, and all steps, so that any feature may use any of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kfdesk.ui.garbage import collected_here
from tests.conftest import MemoryKeyring
from tests.scenarios.person import Person
from tests.scenarios.steps.channels import *  # noqa: F403 - each step is a name
from tests.scenarios.steps.exports import *  # noqa: F403
from tests.scenarios.steps.failures import *  # noqa: F403
from tests.scenarios.steps.files import *  # noqa: F403
from tests.scenarios.steps.linking import *  # noqa: F403
from tests.scenarios.steps.other_hands import *  # noqa: F403
from tests.scenarios.steps.questions import *  # noqa: F403
from tests.scenarios.steps.refunds import *  # noqa: F403
from tests.scenarios.steps.undoing import *  # noqa: F403
from tests.scenarios.steps.window import *  # noqa: F403


@pytest.fixture
def person(tmp_path: Path, qapp: QApplication, memory_keyring: MemoryKeyring) -> Iterator[Person]:
    """Somebody who has just installed kfdesk, with a keyring and the real task pool."""
    with collected_here():
        somebody = Person(tmp_path)
        yield somebody
        somebody.leave()
    assert not somebody.told, f"a box nobody looked at: {somebody.told}"
