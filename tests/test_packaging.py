"""What ships: words for the translation, the smoke test of this copy and of the built program."""

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from kfdesk.cli import run
from kfdesk.paths import resource_path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "dist" / "kfdesk" / ("kfdesk.exe" if sys.platform == "win32" else "kfdesk")
TO_DO = "run packaging/dev.py translate"
SMOKE_LINES = (
    r"kfdesk \d\S+, Python 3\.\d+\.\d+, \w+",
    r"PySide6-Essentials \S+, zeep \S+, lxml \S+, SQLAlchemy \S+, alembic \S+, keyring \S+, click \S+",
    r"Resources: kashflow\.wsdl, icons, guide, practice, translations",
    r"Book: book\.sqlite",
    r"Readers: .*Shopify.*",
    r"Service: Practice Company Ltd",
    r"Keyrings known: .*Secret Service.*; in use: \w.*",
    r"Qt 6\.\S+ on offscreen",
    r"Translation: 2 orders",
    r"Icons: [1-9]\d*",
    r"Window: \d+ by \d+ pixels",
)


# --- the translation


@pytest.fixture(scope="module")
def collector() -> ModuleType:
    """packaging/translations.py, which is no package."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "translations", module)  # a dataclass looks for its module by name
        spec.loader.exec_module(module)
    return module


def sources_in(path: Path) -> set[tuple[str, str]]:
    from xml.etree import ElementTree as ET

    contexts = ET.parse(path).getroot().iter("context")  # noqa: S314 - a file of ours
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in contexts
        for message in context.iter("message")
    }


def test_translation_holds_all_words(collector: ModuleType) -> None:
    """Each sentence of `kfdesk.words`, and each text of the window that counts something, is there."""
    wanted = [*collector.from_words(), *(m for m in collector.from_windows() if m.has_plural)]
    missing = {(m.context, m.source) for m in wanted} - sources_in(collector.SOURCE)
    assert not missing, TO_DO


def test_translation_knows_where_each_text_belongs(collector: ModuleType) -> None:
    """A text without a context would never be found by Qt."""
    assert [m.source for m in collector.from_windows() if not m.context] == []


def test_translation_that_is_loaded_is_made_from_the_texts(collector: ModuleType, tmp_path: Path) -> None:
    """The .qm is what comes out of the .ts."""
    assert collector.release(collector.SOURCE, tmp_path / "made.qm") == 0
    assert (tmp_path / "made.qm").read_bytes() == collector.SOURCE.with_suffix(".qm").read_bytes(), TO_DO


def test_plurals_follow_the_rule_unless_written_by_hand(collector: ModuleType) -> None:
    """*(s)* goes or becomes an s; an odd plural stays as a translator wrote it."""
    message = collector.Message("Page", "%n order(s) of %n day(s)", has_plural=True)
    assert collector.plural_forms(message, {}) == ("%n order of %n day", "%n orders of %n days")
    by_hand = {("Page", message.source): ("one", "several")}
    assert collector.plural_forms(message, by_hand) == ("one", "several")


@pytest.mark.parametrize(("count", "told"), [(0, "0 orders"), (1, "1 order"), (2, "2 orders")])
def test_plurals_read_as_one_would_say_them(qapp: QApplication, count: int, told: str) -> None:
    """One order, two orders."""
    translator = QTranslator()
    assert translator.load(str(resource_path("translations/kfdesk_en_GB.qm")))
    text = translator.translate("LinkedPage", "%n order(s)", "", count)
    assert text
    assert text.replace("%n", str(count)) == told


# --- the smoke test


def smoke(program: Sequence[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*program, "--smoke-test"],
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def assert_smoke_test_is_good(done: subprocess.CompletedProcess[str]) -> None:
    assert (done.returncode, done.stderr) == (0, "")
    told = done.stdout.splitlines()
    assert len(told) == len(SMOKE_LINES), done.stdout
    for line, pattern in zip(told, SMOKE_LINES, strict=True):
        assert re.fullmatch(pattern, line), line


@pytest.mark.slow
def test_smoke_test_passes_and_leaves_nothing(data_dir: Path, tmp_path: Path) -> None:
    """Each part is tried, in a home of its own, and nothing else is said."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary), "TMP": str(temporary)}
    done = smoke([sys.executable, "-m", "kfdesk"], environment)
    assert_smoke_test_is_good(done)
    assert not data_dir.exists()
    assert not list(temporary.iterdir())


@pytest.mark.slow
def test_smoke_test_names_what_is_missing() -> None:
    """A copy that lacks a resource says which one, and ends with 1."""
    program = "import sys, kfdesk.cli.smoke as s; s.SHIPPED = ('gone.txt',); sys.exit(s.smoke_test())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "FileNotFoundError: gone.txt" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "exit_code"), [(["--help"], 0), (["channels"], 2), (["export", "--json"], 2), (["link"], 2)]
)
def test_commands_end_as_usual_without_streams(
    arguments: list[str], exit_code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A windowed program has no standard streams on Windows; nothing breaks for that."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert run(arguments) == exit_code


@pytest.fixture
def built() -> Path:
    """The frozen program; skipped where it was not built from what lies here now."""
    if not BUILT.is_file():
        pytest.skip("not built: packaging/dev.py build")
    last_change = max(path.stat().st_mtime for path in (ROOT / "kfdesk").rglob("*.py"))
    if BUILT.stat().st_mtime < last_change:
        pytest.skip("built before the last change: packaging/dev.py build")
    return BUILT


@pytest.mark.slow
def test_built_program_passes_its_smoke_test(built: Path, secret_service: dict[str, str]) -> None:
    """The frozen program has all it needs, the keyring included."""
    done = smoke([str(built)], secret_service)
    assert_smoke_test_is_good(done)
    assert "in use: Secret Service" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--help"], ["channels"], ["export", "--json"]])
def test_built_program_says_what_python_says(arguments: list[str], built: Path) -> None:
    """Commands end alike in both, output and exit code."""
    frozen, here = (
        subprocess.run([*program, *arguments], capture_output=True, text=True, check=False)
        for program in ([str(built)], [sys.executable, "-m", "kfdesk"])
    )
    assert (frozen.returncode, frozen.stdout) == (here.returncode, here.stdout)
