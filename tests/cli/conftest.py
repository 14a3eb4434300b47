"""A command line on a folder of its own, with the practice company's password given."""

from pathlib import Path

import pytest

from tests.cli.desk_of_tests import Commands


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Commands on a fresh folder."""
    monkeypatch.setenv("KFDESK_PASSWORD", "practice")
    return Commands(tmp_path / "data", capsys)
