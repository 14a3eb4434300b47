"""Starts kfdesk as a process of its own, as a script or a person does."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kfdesk.app import PRACTICE_LOGIN
from kfdesk.paths import PACKAGE_FOLDER

LIMIT_S = 120


def environment(password: str | None = PRACTICE_LOGIN) -> dict[str, str]:
    """The environment of a process of the tests; with the password, or without."""
    found = {**os.environ, "PYTHONPATH": str(PACKAGE_FOLDER.parent)}
    found.pop("KFDESK_PASSWORD", None)
    return found if password is None else {**found, "KFDESK_PASSWORD": password}


def command(folder: Path, *arguments: object) -> list[str]:
    """The command line of a kfdesk on a data folder."""
    return [sys.executable, "-m", "kfdesk", "--data-dir", str(folder), *map(str, arguments)]


def run_kfdesk(
    folder: Path, *arguments: object, env: dict[str, str] | None = None, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; `given` is its standard input."""
    return subprocess.run(
        command(folder, *arguments),
        env=environment() if env is None else env,
        input=given,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )


def run_python(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a script that uses kfdesk in its own way."""
    line: Sequence[str] = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(
        line, env=environment(), capture_output=True, text=True, timeout=LIMIT_S, check=False
    )
