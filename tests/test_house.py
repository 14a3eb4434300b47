"""The rules of the house: imports, sizes, addresses, what a wheel carries, how tests are shut in."""

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kfdesk"
LONGEST_MODULE = 400
NOT_OURS = {"build", "dist", "htmlcov", "__pycache__"}
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# In pieces, so that this file does not name them either.
INDEX_ADDRESSES = tuple(
    ".".join(pieces)
    for pieces in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("registry", "npmjs", "org"),
    ]
)


def own_files(suffix: str = "") -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name for name in folders if name not in NOT_OURS and (not name.startswith(".") or name == ".ci")
        ]
        yield from (Path(folder, name) for name in names if name.endswith(suffix))


def imported_names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def run_python(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", **variables}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_imports_run_one_way() -> None:
    """Layers and libraries keep to the contract."""
    done = run_python("-c", LINT_IMPORTS, folder=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("domain/planted.py", "import kfdesk.services"),
        ("domain/planted.py", "import PySide6.QtCore"),
        ("services/planted.py", "import sqlalchemy"),
        ("services/planted.py", "import kfdesk.credentials"),
        ("paths.py", "import keyring"),
        ("credentials.py", "import kfdesk.lock"),
        ("credentials.py", "import requests"),
        ("planted.py", "import zeep"),
    ],
)
def test_an_import_the_wrong_way_is_found(module: str, line: str, tmp_path: Path) -> None:
    """A planted violation breaks the contract."""
    shutil.copytree(PACKAGE, tmp_path / "kfdesk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "kfdesk" / module).open("a", encoding="utf-8") as planted:
        planted.write(f"\n{line}\n")
    done = run_python("-c", LINT_IMPORTS, folder=tmp_path)
    assert done.returncode != 0, done.stdout


def test_paths_imports_nothing_of_kfdesk() -> None:
    """Everybody may ask it, so it asks nobody."""
    assert not [name for name in imported_names(PACKAGE / "paths.py") if name.startswith(("kfdesk", "."))]


def test_dev_py_needs_nothing_but_python() -> None:
    """Set-up starts before anything is installed."""
    names = {name.partition(".")[0] for name in imported_names(ROOT / "packaging" / "dev.py")}
    assert names <= sys.stdlib_module_names


def test_no_module_is_too_long() -> None:
    """At most 400 lines that are neither blank nor comment."""
    too_long = {}
    for path in own_files(".py"):
        lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
        count = sum(1 for line in lines if line and not line.startswith("#"))
        if path.is_relative_to(PACKAGE) and count > LONGEST_MODULE:
            too_long[str(path.relative_to(ROOT))] = count
    assert not too_long


def test_no_file_names_an_index() -> None:
    """Where packages come from is the computer's own affair."""
    found = []
    for path in own_files():
        text = path.read_bytes().lower()
        found += [(str(path), address) for address in INDEX_ADDRESSES if address.encode() in text]
    assert not found


def test_pinned_lists_agree() -> None:
    """What is tested is what is shipped: every runtime pin stands in the list for development."""
    runtime, everything = (
        {
            line.split(" \\")[0]
            for line in (ROOT / "packaging" / name).read_text().splitlines()
            if "==" in line
        }
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert runtime
    assert runtime <= everything


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "packaging" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks for its module by name.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "dev", module)
        spec.loader.exec_module(module)
    return module


def test_dev_py_hands_on_what_it_does_not_know(dev: ModuleType) -> None:
    """Options of pytest go to pytest."""
    options = dev.parse(["test", "--quick", "-k", "lock", "tests/test_lock.py"])
    assert options.quick
    assert options.arguments == ["-k", "lock", "tests/test_lock.py"]


def test_dev_py_refuses_what_nobody_knows(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped option of a verb that hands nothing on is an error."""
    with pytest.raises(SystemExit):
        dev.parse(["lint", "--fast"])
    assert "--fast" in capsys.readouterr().err


def test_dev_py_says_what_the_tour_did(dev: ModuleType, tmp_path: Path) -> None:
    """Steps, counts, sums and where the pictures are."""
    step = {"name": "Settings", "page": "main_window", "picture": "1-settings.png"}
    export = {"exported": 3, "needs_attention": 1, "gross": {"GBP": "29.97"}}
    report = {"steps": [step], "export": export, "ledger": {}}
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    told = dev.tour_summary(tmp_path, 0)
    assert "Settings  (1-settings.png)" in told
    assert "Export: 3 exported, 1 needs attention; gross 29.97 GBP" in told
    assert str(tmp_path / "report.json") in told


def test_dev_py_says_so_when_the_tour_left_no_report(dev: ModuleType, tmp_path: Path) -> None:
    """A tour that broke off is not passed over."""
    assert (
        dev.tour_summary(tmp_path, 3) == f"The tour ended with exit code 3 and left no report in {tmp_path}."
    )


@pytest.mark.slow
def test_a_wheel_carries_the_resources(tmp_path: Path) -> None:
    """What lies in resources/ is found from an unpacked wheel by its name."""
    names = [path.relative_to(ROOT / "resources").as_posix() for path in (ROOT / "resources").rglob("*.*")]
    assert names
    built = run_python("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path), folder=ROOT)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    program = "import sys; from kfdesk.paths import resource_path\n"
    program += "for name in sys.argv[1:]: print(resource_path(name))"
    done = run_python("-c", program, *names, folder=tmp_path, PYTHONPATH=str(unpacked))
    assert done.returncode == 0, done.stderr
    inside = unpacked / "kfdesk" / "resources"
    assert [Path(line) for line in done.stdout.splitlines()] == [inside / name for name in names]


LEAKY_TESTS = {
    "connects": "import socket, contextlib\n"
    "def test_it():\n"
    "    with contextlib.suppress(OSError), socket.socket() as s:\n"
    "        s.connect(('192.0.2.1', 80))\n",
    "looks up": "import socket, contextlib\n"
    "def test_it():\n"
    "    with contextlib.suppress(OSError):\n"
    "        socket.create_connection(('example.com', 80))\n",
    "leaves a thread": "import threading, time\n"
    "def test_it():\n"
    "    threading.Thread(target=time.sleep, args=(4,), daemon=True).start()\n",
    "leaves a task": "import time\n"
    "from PySide6.QtCore import QRunnable, QThreadPool\n"
    "def test_it():\n"
    "    QThreadPool.globalInstance().start(lambda: time.sleep(4))\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("case", LEAKY_TESTS)
def test_a_test_that_leaks_fails(case: str, tmp_path: Path) -> None:
    """Reaching out or leaving something running fails a test that would pass otherwise."""
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests" / "test_leaky.py").write_text(LEAKY_TESTS[case], encoding="utf-8")
    done = run_python("-m", "pytest", "-q", folder=tmp_path)
    assert "1 passed, 1 error" in done.stdout, done.stdout


def test_a_test_has_a_home_of_its_own(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> None:
    """Neither the person's files nor their book are within reach."""
    assert Path.home().is_relative_to(tmp_path_factory.getbasetemp())
    assert data_dir.is_relative_to(tmp_path_factory.getbasetemp())
    assert os.environ["KFDESK_DATA_DIR"] == str(data_dir)
