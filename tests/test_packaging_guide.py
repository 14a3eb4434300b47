"""What the pages for people say: short, true to the program, and every link leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kfdesk.cli import program
from kfdesk.cli.desk import (
    EXIT_ATTENTION,
    EXIT_BOOK,
    EXIT_CANCELLED,
    EXIT_DONE,
    EXIT_UNREACHED,
    EXIT_USAGE,
)
from kfdesk.domain.orders import OrderState
from kfdesk.importers import OrderFileReader
from kfdesk.services.channel_settings import SETTINGS
from kfdesk.words import setting

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "resources" / "guide"
README = ROOT / "README.md"
PAGES = (README, *sorted(GUIDE.glob("*.md")))
TWO_SCREENS = 80
SMALL_PICTURE = 120_000


def page(name: str) -> str:
    return (GUIDE / name).read_text(encoding="utf-8")


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield " ".join((*before, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))


def test_readme_is_two_screens_with_one_picture() -> None:
    """Short enough to be read."""
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= TWO_SCREENS
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)
    assert (ROOT / picture).stat().st_size < SMALL_PICTURE


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    """No link goes nowhere, and none leaves this computer."""
    links = re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8"))
    assert not [link for link in links if not (path.parent / link.partition("#")[0]).is_file()]


def test_readme_names_each_page_of_the_guide() -> None:
    """A page that nobody finds is of no use."""
    text = README.read_text(encoding="utf-8")
    assert not [path.name for path in GUIDE.glob("*.md") if f"(resources/guide/{path.name})" not in text]


def test_command_line_page_names_every_command_and_option() -> None:
    """What `--help` knows, the page knows."""
    text = page("command-line.md")
    wanted = {name for name, _ in commands(program)}
    for _, command in commands(program):
        wanted |= {name for option in command.params for name in option.opts if name.startswith("--")}
    assert not [name for name in wanted if f"`{name}" not in text and f"{name} " not in text]


def test_command_line_page_names_every_exit_code_and_state() -> None:
    """Scripts are written against them."""
    text = page("command-line.md")
    codes = (EXIT_DONE, EXIT_ATTENTION, EXIT_USAGE, EXIT_UNREACHED, EXIT_BOOK, EXIT_CANCELLED)
    assert not [code for code in codes if f"| {code} |" not in text]
    assert not [state for state in OrderState if f"`{state.value}`" not in text]


def test_settings_page_names_every_setting() -> None:
    """By the label that it has on the screen."""
    rows = [line.split("|")[1].strip() for line in page("channel-settings.md").splitlines() if "|" in line]
    assert not [each.name for each in SETTINGS if setting(each.name) not in rows]


def test_order_files_page_names_every_marketplace() -> None:
    """How to fetch the file of each one that can be read."""
    rows = [line.split("|")[1].strip() for line in page("order-files.md").splitlines() if "|" in line]
    assert not [name for name in OrderFileReader().marketplaces if name not in rows]
