"""Places: the data folder, the locks, the resources."""

import sys
from pathlib import Path

import platformdirs
import pytest

from kfdesk import paths


def test_data_dir_is_the_override_when_one_is_given(tmp_path: Path) -> None:
    """What the command line names goes before everything else."""
    assert paths.data_dir(tmp_path / "mine") == tmp_path / "mine"


def test_data_dir_is_the_variable_when_nothing_is_given(data_dir: Path) -> None:
    """KFDESK_DATA_DIR names the folder."""
    assert paths.data_dir() == data_dir


def test_data_dir_is_the_systems_place_when_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a word from anybody the book lies where the system keeps such things."""
    monkeypatch.delenv("KFDESK_DATA_DIR")
    assert paths.data_dir() == Path(platformdirs.user_data_dir("kfdesk", appauthor=False))


def test_data_dir_is_absolute_when_given_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative folder means the one below where the program was started."""
    monkeypatch.chdir(tmp_path)
    assert paths.data_dir("mine") == tmp_path / "mine"


def test_lock_dir_is_outside_the_data_dir(monkeypatch: pytest.MonkeyPatch) -> None:
    """Books in different folders share the locks."""
    monkeypatch.delenv("KFDESK_DATA_DIR")
    assert paths.data_dir() not in (paths.lock_dir(), *paths.lock_dir().parents)


@pytest.mark.parametrize("place", ["package/resources", "resources"])
def test_resource_path_finds_resources_in_a_wheel_and_beside_a_checkout(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inside the package as installed, beside it in a checkout."""
    (tmp_path / place).mkdir(parents=True)
    (tmp_path / place / "a.txt").touch()
    monkeypatch.setattr(paths, "PACKAGE_FOLDER", tmp_path / "package")
    assert paths.resource_path("a.txt") == tmp_path / place / "a.txt"


def test_resource_path_looks_where_a_frozen_program_was_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frozen program carries kfdesk/resources."""
    folder = tmp_path / "kfdesk" / "resources"
    folder.mkdir(parents=True)
    (folder / "a.txt").touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource_path("a.txt") == folder / "a.txt"


def test_resource_path_raises_when_it_ships_no_such_thing() -> None:
    """A name that is not shipped is an error, not a path to nowhere."""
    with pytest.raises(FileNotFoundError, match="no-such-thing"):
        paths.resource_path("no-such-thing")
