"""Every sample as other programs save it again: the same orders, or a refusal in words."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kfdesk import words
from kfdesk.domain.errors import FileRefused
from kfdesk.domain.orders import Order
from kfdesk.importers import OrderFileReader
from kfdesk.paths import resource_path
from kfdesk.services.ports import FileProblem
from tests.importers.golden import DATA, told
from tests.importers.resaved import SAVE, cells_of

SHARED = Path(__file__).resolve().parents[3] / "shared" / "orders" / "samples"
PRACTICE = Path(str(resource_path("practice")))


TURNED = ("square_items_uk.csv", "continental")
LOST: dict[tuple[str, str], dict[str, str]] = {
    # A spreadsheet takes a SKU of digits for a number.
    ("EtsySoldOrders2022_quoted.csv", "workbook"): {"| 078 |": "| 78 |"},
}


def found(*suffixes: str) -> list[Path]:
    """The samples, where they are beside this checkout, and the made files."""
    folders = [DATA, PRACTICE, *(sorted(SHARED.iterdir()) if SHARED.is_dir() else ())]
    return [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in suffixes]


def said(path: Path) -> list[object]:
    """All that a file says, or the words with which it is refused."""
    try:
        return list(_said(path))
    except FileRefused as error:
        return [words.title(error).replace(str(path), "")]


def _said(path: Path) -> Iterator[object]:
    for item in OrderFileReader().open(path).items(lambda _: None):
        if isinstance(item, Order):
            yield told(item)
        elif isinstance(item, FileProblem):
            yield words.reason(item.reason)
        else:
            yield (item.order_number, item.currency, item.refund, item.reported)


def in_letters_of_windows(everything: object) -> str:
    """What is left when only the letters of cp1252 are."""
    return repr(everything).encode("cp1252", "replace").decode("cp1252")


def test_row_is_told_when_only_some_figures_were_turned_round(tmp_path: Path) -> None:
    """`£29.97` stayed a text, but 3.0 became 3,0: which of them is meant is not guessed."""
    again = tmp_path / "again"
    SAVE["continental"](again, cells_of(DATA / TURNED[0]))

    assert said(again)[0] == "“Qty” holds “3,0”, which cannot be read."
    assert len(said(again)) == len(said(DATA / TURNED[0]))


@pytest.mark.parametrize(
    ("path", "how"),
    [(path, how) for path in found(".csv", ".txt") for how in SAVE if (path.name, how) != TURNED],
    ids=lambda part: part.name if isinstance(part, Path) else part,
)
def test_same_is_said_when_a_table_was_saved_otherwise(tmp_path: Path, path: Path, how: str) -> None:
    """Encoding, byte order mark, delimiter, decimal comma, quotes, line ends, width, workbook."""
    start = path.read_text(encoding="utf-8-sig")[:2000]
    again = tmp_path / "again"
    SAVE[how](again, cells_of(path, max("\t,;", key=start.count)))

    wanted = in_letters_of_windows(said(path))
    for before, after in LOST.get((path.name, how), {}).items():
        wanted = wanted.replace(before, after)
    assert in_letters_of_windows(said(again)) == wanted


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("path", found(".json"), ids=lambda path: path.name)
def test_same_is_said_when_a_document_was_saved_otherwise(tmp_path: Path, path: Path, encoding: str) -> None:
    """Encoding, and white space between the fields."""
    again = tmp_path / "again"
    whole = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
    again.write_text(json.dumps(whole, indent=1), encoding=encoding, newline="\r\n")

    assert said(again) == said(path)
