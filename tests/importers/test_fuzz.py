"""Spoiled files: a short campaign, and what the long ones found."""

import io
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfdesk.domain.errors import FileUnreadable
from kfdesk.importers import OrderFileReader
from tests.importers import fuzz
from tests.importers.fuzz import Tally, try_one
from tests.importers.mutations import SHEET, Sample, mutated, samples
from tests.importers.reading import orders_of, read
from tests.importers.test_files import AS_SAVED, as_workbook
from tests.importers.zips import zipped

SAMPLES = samples(None)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sampled_from(SAMPLES), st.integers(0, 1 << 32))
def test_no_traceback_when_a_file_is_spoiled(tmp_path: Path, sample: Sample, seed: int) -> None:
    """Bytes, cells, rows, columns, fields: orders, problems, or one of our errors with its sentence."""
    spoiled = mutated(sample, Random(seed))  # noqa: S311 - to be repeated

    assert not try_one(spoiled, tmp_path, Tally())


def test_find_is_told_when_reading_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The campaign notices what it looks for, and keeps the file that made it."""

    def fail(path: Path, tally: Tally) -> str:
        raise ZeroDivisionError(path.name)

    monkeypatch.setattr(fuzz, "read_all", fail)
    tally = fuzz.campaign(0.01, 7, tmp_path)

    assert "ZeroDivisionError" in tally.finds[0]
    assert list(tmp_path.glob("7-*"))


def test_workbook_is_refused_when_a_sheet_in_it_is_damaged(tmp_path: Path) -> None:
    """It opens, and only its sheet cannot be read."""
    whole = tmp_path / "whole.xlsx"
    as_workbook(whole)
    assert orders_of(whole)
    spoiled = io.BytesIO()
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(spoiled, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part[: len(part) // 2] if name == SHEET else part)
    path = tmp_path / "orders.xlsx"
    path.write_bytes(spoiled.getvalue())

    with pytest.raises(FileUnreadable) as refused:
        read(path)

    assert refused.value.facts["why"] == "damaged"


def test_zip_is_refused_when_a_table_in_it_is_damaged(tmp_path: Path) -> None:
    """Its check sum is another, or it cannot be unpacked."""
    path = zipped(tmp_path, {"orders.csv": AS_SAVED.encode()})
    content = bytearray(path.read_bytes())
    content[60:70] = bytes(10)
    path.write_bytes(content)

    with pytest.raises(FileUnreadable) as refused:
        read(path)

    assert refused.value.facts["why"] == "damaged"


def test_zip_is_refused_when_a_table_in_it_has_lost_its_name(tmp_path: Path) -> None:
    """Its name in the zip's list begins with the byte that ends a name."""
    path = zipped(tmp_path, {"orders.csv": AS_SAVED.encode()})
    content = path.read_bytes()
    place = content.rindex(b"orders.csv")
    path.write_bytes(content[:place] + b"\0" + content[place + 1 :])

    with pytest.raises(FileUnreadable) as refused:
        OrderFileReader().inside(path)

    assert refused.value.facts["why"] == "no_table_inside"
