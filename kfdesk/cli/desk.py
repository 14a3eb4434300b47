"""What every command needs: the desk on a folder, the profile, the password, the exit code."""

import getpass
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from kfdesk import words
from kfdesk.app import open_desk
from kfdesk.domain.company import Integration
from kfdesk.domain.errors import (
    BookError,
    CallFailed,
    Cancelled,
    ExportLocked,
    ExportStopped,
    FileRefused,
    ImportCutOff,
    KeyringError,
    KeyringMissing,
    KfdeskError,
    NothingToExport,
    PasswordNeeded,
)
from kfdesk.paths import data_dir
from kfdesk.services.desk import Desk

EXIT_DONE = 0
EXIT_ATTENTION = 1
EXIT_USAGE = 2
EXIT_UNREACHED = 3
EXIT_BOOK = 4
EXIT_CANCELLED = 130
PASSWORD_VARIABLE = "KFDESK_PASSWORD"  # noqa: S105 - the variable's name

_EXIT_CODES: tuple[tuple[tuple[type[KfdeskError], ...], int], ...] = (
    ((Cancelled,), EXIT_CANCELLED),
    ((BookError,), EXIT_BOOK),
    ((CallFailed, KeyringError, PasswordNeeded), EXIT_UNREACHED),
    ((ExportLocked, ExportStopped, FileRefused, NothingToExport), EXIT_ATTENTION),
)

log = logging.getLogger("kfdesk")

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class DataDir:
    """The folder of the book; a command's own `--data-dir` wins over the program's."""

    folder: Path


def exit_code(error: KfdeskError) -> int:
    """The exit code for an error; usage for whatever the person can mend."""
    return next((code for classes, code in _EXIT_CODES if isinstance(error, classes)), EXIT_USAGE)


def worst(codes: Iterator[int] | list[int]) -> int:
    """Of several exit codes the first of 130, 4, 3, 1 stands (DESIGN 7)."""
    found = set(codes)
    order = (EXIT_CANCELLED, EXIT_BOOK, EXIT_UNREACHED, EXIT_ATTENTION, EXIT_USAGE)
    return next((code for code in order if code in found), EXIT_DONE)


def counted(number: int, one: str, several: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else several}"


def say(text: str) -> None:
    """A line for the reader, where there is a standard output."""
    click.echo(text)


def say_error(text: str) -> None:
    """A line on standard error, where there is one."""
    click.echo(text, err=True)


def say_json(value: object) -> None:
    """One object on standard output, and nothing else."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _folder_given(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        context.find_root().obj = DataDir(data_dir(value))


def data_dir_option(command: F) -> F:
    """`--data-dir` behind a command as well as before it."""
    return click.option(
        "--data-dir",
        type=click.Path(file_okay=False),
        expose_value=False,
        callback=_folder_given,
        help="Folder of the book.",
    )(command)


profile_option = click.option("--profile", metavar="NAME", help="Which integration.")
json_option = click.option("--json", "as_json", is_flag=True, help="One object on standard output.")


@contextmanager
def opened(context: click.Context) -> Iterator[Desk]:
    """The desk on the chosen folder."""
    with open_desk(context.find_root().obj.folder) as desk:
        for path in desk.cut_off:
            say_error(words.sentence(ImportCutOff(path=path)))
        try:
            yield desk
        except KfdeskError as error:
            log.info("%s: %s", context.command_path, type(error).__name__)
            raise
        except Exception:
            log.exception("%s failed", context.command_path)
            raise


def give_password(desk: Desk, integration: Integration) -> None:
    """Take the password from KFDESK_PASSWORD, else the keyring, else ask on a terminal.

    Raises PasswordNeeded, or KeyringLocked when the keyring does not answer.
    """
    given = os.environ.get(PASSWORD_VARIABLE)
    if given:
        desk.logins.use(integration.id, given)
        return
    try:
        desk.logins.password(integration.id)
    except (PasswordNeeded, KeyringMissing):
        desk.logins.use(integration.id, ask_password(integration.profile_name))


def ask_password(profile: str) -> str:
    """Ask on the terminal, where there is one; raises PasswordNeeded."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise PasswordNeeded(profile=profile)
    given = getpass.getpass(f"Password for {profile}: ")
    if not given:
        raise PasswordNeeded(profile=profile)
    return given


def numbers_meant(typed: str) -> tuple[str, str]:
    """An order's number as it was typed, and with the `#` before it that shells take for a comment."""
    return typed, f"#{typed}"
