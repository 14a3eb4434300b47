"""How commands end: 0, 1, 2, 3, 4 and 130 mean one thing each."""

import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kfdesk.cli import run
from kfdesk.cli.desk import worst
from tests.cli.desk_of_tests import Commands
from tests.uk_orders import write_uk_file

NOWHERE = "https://kashflow.invalid/api/service.asmx"


@pytest.fixture
def shop(commands: Commands, tmp_path: Path) -> Commands:
    """A linked practice company with a channel of two orders, ready to export."""
    write_uk_file(tmp_path / "orders.csv", 2)
    commands.link()
    commands("import", tmp_path / "orders.csv", "--channel", "Shop")
    commands.set_up("Shop")
    return commands


# ------------------------------------------------------------ 0 and 1


def test_export_ends_with_1_when_an_order_needs_attention(
    shop: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything else is exported all the same."""
    path = tmp_path / "odd.csv"
    write_uk_file(path, 1)
    path.write_text(path.read_text().replace("#1001", "#2001").replace("GBP", "USD"))
    shop("import", path, "--channel", "Shop")
    printed = shop.json("export", code=1)
    assert (printed["exported"], printed["needs_attention"]) == (2, 1)
    assert printed["orders"][-1]["message"] or printed["orders"][0]["message"]


def test_import_ends_with_1_when_a_file_is_refused(commands: Commands, tmp_path: Path) -> None:
    """A wrong file is something to attend to."""
    commands.link()
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam\n")
    commands("import", tmp_path / "letter.txt", "--channel", "Shop", code=1)


# ------------------------------------------------------------ 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("export", "--nonsense"),
        ("export", "--settle", "soon"),
        ("import",),
        ("link", "--profile", "A"),
        ("link", "--profile", "A", "--username", "u", "--password", "p"),
        ("link", "--profile", "A", "--username", "u", "--package", "sage"),
        ("orders", "--state", "lost"),
        ("tour",),
    ],
)
def test_command_ends_with_2_when_it_is_used_wrongly(commands: Commands, arguments: tuple[str, ...]) -> None:
    """Usage, said on standard error; a password is never an argument."""
    assert commands(*arguments, code=2).strip()


@pytest.mark.parametrize("command", [("channels",), ("orders",), ("export",), ("history",)])
def test_command_ends_with_2_when_nothing_is_linked(commands: Commands, command: tuple[str, ...]) -> None:
    """It says what to do first."""
    assert "No KashFlow company is linked yet." in commands(*command, code=2)


@pytest.mark.parametrize(
    "command", [("channels",), ("orders",), ("export",), ("history",), ("channels", "set", "Shop")]
)
def test_profile_is_asked_for_when_there_are_several(shop: Commands, command: tuple[str, ...]) -> None:
    """Exit 2 with the profiles to choose from; with --profile it goes on."""
    shop.link("Another")
    said = shop(*command, code=2)
    assert "--profile" in said
    assert "Practice" in said
    assert "Another" in said
    shop(*command, "--profile", "another")


def test_profile_is_asked_for_by_import_when_there_are_several(shop: Commands, tmp_path: Path) -> None:
    """Orders must not land with another company."""
    shop.link("Another")
    assert "--profile" in shop("import", tmp_path / "orders.csv", code=2)
    shop("import", tmp_path / "orders.csv", "--profile", "Another", "--channel", "Shop")


def test_unknown_profile_is_refused_with_those_there_are(shop: Commands) -> None:
    """Exit 2 with the choices."""
    assert "Choose one of: Practice." in shop("orders", "--profile", "Pratice", code=2)


@pytest.mark.parametrize("seconds", ["0", "5", "119"])
def test_short_settle_is_refused_when_the_service_is_not_on_this_computer(
    commands: Commands, seconds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only on loopback may the wait be under 120 seconds; nothing is called."""
    _link_then_move(commands, "https://kashflow.invalid/api/service.asmx")
    said = commands("export", "--settle", seconds, code=2)
    assert "too short" in said
    assert "120" in said


def _link_then_move(commands: Commands, address: str) -> None:
    """A company linked here, whose address is then another."""
    from kfdesk.practice import PracticeServer

    with PracticeServer(commands.folder / "acme") as server:
        commands("link", "--profile", "Acme", "--username", "practice", "--endpoint", server.endpoint)
    with closing(sqlite3.connect(commands.folder / "book.sqlite")) as book:
        book.execute("UPDATE integration SET service_address = ?", (address,))
        book.commit()


# ------------------------------------------------------------ 3


def test_link_ends_with_3_when_the_name_is_not_found(commands: Commands) -> None:
    """KashFlow could not be reached."""
    said = commands("link", "--profile", "A", "--username", "u", "--endpoint", NOWHERE, code=3)
    assert "kashflow.invalid" in said


def test_link_ends_with_3_when_nothing_answers(commands: Commands) -> None:
    """A port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    address = f"http://127.0.0.1:{port}/api/service.asmx"
    said = commands("link", "--profile", "A", "--username", "u", "--endpoint", address, code=3)
    assert "Nothing answers" in said


def test_link_ends_with_3_when_the_login_is_refused(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In KashFlow's own words; the profile stays, not linked yet."""
    monkeypatch.setenv("KFDESK_PASSWORD", "wrong")
    said = commands("link", "--profile", "P", "--username", "practice", "--package", "practice", code=3)
    assert "Incorrect username or password" in said
    assert "No KashFlow company is linked yet." in commands("orders", code=2)


def test_export_ends_with_3_when_there_is_no_password_and_no_terminal(
    shop: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so; nothing is sent."""
    import keyring
    from keyring.backends import fail

    monkeypatch.delenv("KFDESK_PASSWORD")
    keyring.set_keyring(fail.Keyring())
    assert "No password is kept for Practice." in shop("export", code=3)
    assert not shop.company.invoices()


# ------------------------------------------------------------ 4


def test_commands_end_with_4_when_the_book_is_damaged(shop: Commands) -> None:
    """Whatever the command; nothing is changed."""
    book = shop.folder / "book.sqlite"
    book.write_bytes(b"this is no book" * 1000)
    for command in (("channels",), ("orders",), ("export",), ("history",), ("import", "a.csv")):
        assert "is damaged, or is no book" in shop(*command, code=4)
    assert book.read_bytes() == b"this is no book" * 1000


def test_commands_end_with_4_when_the_book_is_newer(shop: Commands) -> None:
    """A book of a later kfdesk is not touched."""
    with closing(sqlite3.connect(shop.folder / "book.sqlite")) as book:
        book.execute("UPDATE alembic_version SET version_num = '9999'")
        book.commit()
    assert "was written by a newer kfdesk" in shop("orders", code=4)


# ------------------------------------------------------------ of several, the first of 130, 4, 3, 1


@pytest.mark.parametrize(
    ("codes", "code"),
    [([0, 1, 3, 4, 130], 130), ([1, 4, 3], 4), ([0, 1, 3], 3), ([0, 1, 0], 1), ([0, 0], 0), ([], 0)],
)
def test_worst_code_stands_when_there_are_several(codes: list[int], code: int) -> None:
    """The order of DESIGN 7."""
    assert worst(codes) == code


# ------------------------------------------------------------ --data-dir


@pytest.mark.parametrize("is_before", [True, False])
def test_data_dir_is_taken_before_and_after_the_command(
    tmp_path: Path, is_before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And its folder is made where there is none."""
    monkeypatch.setenv("KFDESK_PASSWORD", "practice")
    folder = ["--data-dir", str(tmp_path / "here")]
    command = ["link", "--profile", "P", "--username", "practice", "--package", "practice"]
    assert run([*folder, *command] if is_before else [*command, *folder]) == 0
    assert (tmp_path / "here" / "book.sqlite").is_file()


def test_data_dir_of_the_command_wins_when_both_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearer one."""
    monkeypatch.setenv("KFDESK_PASSWORD", "practice")
    far, near = tmp_path / "far", tmp_path / "near"
    run(["--data-dir", str(far), "channels", "--data-dir", str(near)])
    assert near.exists()
    assert not far.exists()
