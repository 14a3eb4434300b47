"""Sets kfdesk up, runs it and checks it, on Windows, Mac and Linux.

Needs Python 3.11 or newer and nothing else:

    python3 packaging/dev.py run         starts kfdesk; without a display, does the main job off screen
    python3 packaging/dev.py test        every check and every test
    python3 packaging/dev.py lint        the checks without the tests
    python3 packaging/dev.py scenarios   the scenarios in plain words
    python3 packaging/dev.py bench       how long the program takes, as a table of ratios
    python3 packaging/dev.py soak        kills exports over and over, for ten minutes or as told
    python3 packaging/dev.py translate   collects all words for the translation
    python3 packaging/dev.py build       builds the program into dist/ and tries it
    python3 packaging/dev.py setup       only makes or refreshes .venv
"""

import argparse
import ctypes
import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PINNED = ROOT / "packaging" / "requirements-dev.txt"
PROJECT = ROOT / "pyproject.toml"
USAGE_ERROR = 2
# A worker that runs dry takes tests from another: a slow file does not hold up the end.
ON_ALL_CORES = ("-n", "auto", "--dist", "worksteal")

# What Qt loads from the system on Linux, and the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# What the tests start, and the Debian package that brings it.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "dbus-run-session": "dbus-daemon",
    "gnome-keyring-daemon": "gnome-keyring",
}
FONT_PACKAGE = "fonts-dejavu-core"
# What Qt says for each window when there is no screen to raise it on.
OFF_SCREEN_NOISE = "This plugin does not support "
BUILT = ROOT / "dist" / "kfdesk"
EXE = "kfdesk.exe" if os.name == "nt" else "kfdesk"

Verb = Callable[[argparse.Namespace], int]


class SetUpError(Exception):
    """Set-up cannot go on; the text says what to do."""


@dataclass(frozen=True)
class Check:
    """One named check and the command that makes it."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How a check ended."""

    name: str
    exit_code: int
    seconds: float
    closing_line: str = ""

    @property
    def is_good(self) -> bool:
        return self.exit_code == 0

    def __str__(self) -> str:
        word = "passed" if self.is_good else f"FAILED (exit {self.exit_code})"
        return f"{self.name} {word} in {self.seconds:.0f}s"


def say(text: str) -> None:
    print(text, flush=True)


# --- Linux: what Qt and the tests need from the system


def has_library(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_fonts() -> bool:
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(next(folder.rglob("*.[to]tf"), None) for folder in folders)


def missing_system_packages(*, for_tests: bool) -> list[str]:
    missing = [package for soname, package in QT_LIBRARIES.items() if not has_library(soname)]
    if not has_fonts():
        missing.append(FONT_PACKAGE)
    if for_tests:
        missing += [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
    return missing


def install_system_packages(packages: Sequence[str]) -> None:
    """Adds Debian packages as root; anybody else is told the line."""
    line = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if os.name != "posix" or os.geteuid() != 0:
        say(f"These system packages are missing; to add them: sudo {' '.join(line)}")
        return
    say(f"Adding system packages: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "--quiet"], env=environment, check=False, stdout=subprocess.DEVNULL)
    done = subprocess.run(line, env=environment, check=False, stdout=subprocess.DEVNULL)
    if done.returncode != 0:
        say(f"They could not all be added. The line was: {' '.join(line)}")


def add_system_packages(*, for_tests: bool) -> None:
    if sys.platform != "linux" or not shutil.which("apt-get"):
        return
    packages = missing_system_packages(for_tests=for_tests)
    if packages:
        install_system_packages(packages)


# --- .venv


def venv_program(name: str) -> Path:
    if os.name == "nt":
        return VENV / "Scripts" / f"{name}.exe"
    return VENV / "bin" / name


def digest(path: Path) -> str:
    # Line ends differ between checkouts and mean nothing here.
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def is_stamped(name: str, value: str) -> bool:
    stamp = VENV / name
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == value


def set_stamp(name: str, value: str) -> None:
    (VENV / name).write_text(value, encoding="utf-8")


def run_set_up_step(arguments: Sequence[str], what: str) -> None:
    if subprocess.run(arguments, cwd=ROOT, check=False).returncode != 0:
        message = f"{what} did not work; what went wrong stands above."
        raise SetUpError(message)


def make_venv() -> None:
    """Makes .venv, or makes it anew when its Python is gone (moved, upgraded)."""
    python = venv_program("python")
    if python.exists():
        answer = subprocess.run([python, "-m", "pip", "--version"], check=False, capture_output=True)
        if answer.returncode == 0:
            return
    say("Making .venv")
    arguments = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(arguments, check=False).returncode != 0:
        if shutil.which("apt-get"):  # Debian keeps a part of venv in a package of its own
            install_system_packages(["python3-venv"])
        run_set_up_step(arguments, "Making .venv")


def pip(*arguments: str) -> list[str]:
    return [str(venv_program("python")), "-m", "pip", "--disable-pip-version-check", *arguments]


def install_pinned() -> None:
    value = digest(PINNED)
    if is_stamped("pinned.stamp", value):
        return
    say("Installing from the pinned list")
    options = ["--quiet", "--require-hashes", "--only-binary", ":all:", "-r", str(PINNED)]
    run_set_up_step(pip("install", *options), "Installing from the pinned list")
    set_stamp("pinned.stamp", value)


def install_kfdesk() -> None:
    value = digest(PROJECT)
    if is_stamped("kfdesk.stamp", value):
        return
    say("Installing kfdesk from this checkout")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    run_set_up_step(pip("install", *options), "Installing kfdesk")
    set_stamp("kfdesk.stamp", value)


def set_up(*, for_tests: bool) -> None:
    add_system_packages(for_tests=for_tests)
    make_venv()
    install_pinned()
    install_kfdesk()


# --- run


def has_display() -> bool:
    return sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def run(options: argparse.Namespace) -> int:
    set_up(for_tests=False)
    if has_display() or options.arguments:
        arguments = [str(venv_program("python")), "-m", "kfdesk", *options.arguments]
        return subprocess.run(arguments, check=False).returncode
    return run_tour()


def run_tour() -> int:
    """Does the main job in the real windows off screen, in a book of its own."""
    out = Path(tempfile.mkdtemp(prefix="kfdesk-tour-"))
    pictures = out / "pictures"
    say("There is no display here: kfdesk does its main job off screen, with the practice company.")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["KFDESK_DATA_DIR"] = str(out / "book")  # never the person's own book
    arguments = [str(venv_program("python")), "-m", "kfdesk", "tour", "--out", str(pictures)]
    exit_code = run_without(OFF_SCREEN_NOISE, arguments, environment)
    say(tour_summary(pictures, exit_code))
    return exit_code


def run_without(noise: str, arguments: Sequence[str], environment: dict[str, str]) -> int:
    """Runs a program and passes on what it says, but for lines that begin with the noise."""
    with subprocess.Popen(
        arguments,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            if not line.startswith(noise):
                say(line.rstrip())
    return process.returncode


def tour_summary(pictures: Path, exit_code: int) -> str:
    report = pictures / "report.json"
    if not report.is_file():
        return f"The tour ended with exit code {exit_code} and left no report in {pictures}."
    told = json.loads(report.read_text(encoding="utf-8"))
    steps = told.get("steps", [])
    lines = ["What was done:"]
    lines += [f"  {step.get('name', '?')}  ({step.get('picture', 'no picture')})" for step in steps]
    lines += [tour_export_line(told.get("export") or {})]
    lines += [f"Pictures: {pictures}", f"Report:   {report}"]
    return "\n".join(lines)


def tour_export_line(export: dict[str, object]) -> str:
    sums = export.get("gross")
    gross = ", ".join(f"{amount} {code}" for code, amount in sums.items()) if isinstance(sums, dict) else ""
    counts = ("exported", "already", "needs_attention", "in_doubt", "skipped", "waiting")
    told = ", ".join(f"{export[name]} {name.replace('_', ' ')}" for name in counts if name in export)
    return f"Export: {told or 'nothing told'}; gross {gross or 'none'}"


# --- lint and test


def lint_checks() -> list[Check]:
    return [
        Check("ruff check", (str(venv_program("ruff")), "check", ".")),
        Check("ruff format", (str(venv_program("ruff")), "format", "--check", ".")),
        Check("mypy", (str(venv_program("mypy")),)),
        Check("lint-imports", (str(venv_program("lint-imports")), "--no-logo")),
    ]


def make_check(check: Check, environment: dict[str, str] | None = None) -> Outcome:
    """Runs a check, shows all it prints and keeps its last line."""
    say(f"\n=== {check.name}")
    started = time.monotonic()
    last = ""
    with subprocess.Popen(
        check.arguments,
        cwd=ROOT,
        env={**(environment or os.environ), "PYTHONUTF8": "1"},  # a Windows code page lacks some of the signs
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None  # noqa: S101 - for the type checker: stdout is a pipe
        for line in process.stdout:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
            last = line.decode(errors="replace").strip() or last
    return Outcome(check.name, process.returncode, time.monotonic() - started, last)


def pytest_check(arguments: Sequence[str]) -> Check:
    return Check("pytest", (str(venv_program("python")), "-m", "pytest", *arguments))


def sum_up(outcomes: Sequence[Outcome]) -> int:
    is_good = all(outcome.is_good for outcome in outcomes)
    say(f"\n{'All good' if is_good else 'NOT GOOD'}: {'; '.join(map(str, outcomes))}")
    return 0 if is_good else 1


def lint(_options: argparse.Namespace) -> int:
    set_up(for_tests=False)
    return sum_up([make_check(check) for check in lint_checks()])


def test(options: argparse.Namespace) -> int:
    set_up(for_tests=True)
    outcomes = [make_check(check) for check in lint_checks()]
    quick = ["-m", "not scenario and not crash and not slow"] if options.quick else []
    outcomes.append(make_check(pytest_check([*ON_ALL_CORES, *quick, *options.arguments])))
    exit_code = sum_up(outcomes)
    # The last line is pytest's own, for whoever reads only that.
    say(outcomes[-1].closing_line)
    return exit_code


def scenarios(options: argparse.Namespace) -> int:
    set_up(for_tests=True)
    mark = "scenario" if options.slow else "scenario and not slow"
    arguments = ["tests/scenarios", "-m", mark, "-v", *options.arguments]
    if options.name:
        arguments += ["-k", options.name]
    environment = {**os.environ, "KFDESK_TEST_SHOW": "1"} if options.show else None
    outcome = make_check(pytest_check(arguments), environment)
    say(f"\n{outcome}")
    return outcome.exit_code


# --- measure, translate and build


def starts(*program: str) -> Verb:
    """A verb that sets up, and starts this with what follows on the command line."""

    def verb(options: argparse.Namespace) -> int:
        set_up(for_tests=False)
        arguments = [str(venv_program("python")), *program, *options.arguments]
        return subprocess.run(arguments, cwd=ROOT, check=False).returncode

    return verb


bench = starts("-m", "tests.benchmarks")
soak = starts("-m", "tests.soak.campaign")
translate = starts(str(ROOT / "packaging" / "translations.py"))


def build(_options: argparse.Namespace) -> int:
    """Builds the program for this system and believes it only when it has run."""
    set_up(for_tests=False)
    options = ["--noconfirm", "--clean", "--log-level", "WARN"]
    folders = ["--distpath", str(BUILT.parent), "--workpath", str(ROOT / "build")]
    recipe = str(ROOT / "packaging" / "kfdesk.spec")
    arguments = [str(venv_program("python")), "-m", "PyInstaller", *options, *folders, recipe]
    outcomes = [make_check(Check("build", tuple(arguments)))]
    if outcomes[0].is_good:
        outcomes.append(make_check(Check("smoke test", (str(BUILT / EXE), "--smoke-test"))))
        say(f"The program is in {BUILT}.")
    return sum_up(outcomes)


def only_set_up(_options: argparse.Namespace) -> int:
    set_up(for_tests=True)
    say("Ready.")
    return 0


# --- the command line


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Sets kfdesk up, runs it and checks it.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    add = functools.partial(add_verb, verbs)
    add("run", run, "starts kfdesk; what follows is handed to it")
    test_verb = add("test", test, "every check and every test; what follows is handed to pytest")
    test_verb.add_argument("--quick", action="store_true", help="no scenarios, no crash runs, nothing slow")
    add("lint", lint, "the checks without the tests")
    scenario_verb = add("scenarios", scenarios, "the scenarios in plain words")
    scenario_verb.add_argument("name", nargs="?", help="only those with this in their name")
    scenario_verb.add_argument("--show", action="store_true", help="on the screen")
    scenario_verb.add_argument("--slow", action="store_true", help="the slow ones too")
    add("bench", bench, "how long the program takes; --orders for how many")
    add("soak", soak, "kills exports over and over; --minutes N, --kills N, --seed S, --settle SECONDS")
    add("translate", translate, "collects all words for the translation")
    add("build", build, "builds the program into dist/ and tries it")
    add("setup", only_set_up, "makes or refreshes .venv and starts nothing")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.verb in {lint, translate, build, only_set_up}:
        parser.error(f"unknown: {' '.join(rest)}")
    options.arguments = [argument for argument in rest if argument != "--"]
    return options


def add_verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, verb: Verb, text: str
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=text, description=text)
    parser.set_defaults(verb=verb)
    return parser


def main() -> int:
    if sys.version_info < OLDEST_PYTHON:
        say("kfdesk needs Python 3.11 or newer.")
        return USAGE_ERROR
    options = parse()
    try:
        return int(options.verb(options))
    except SetUpError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
