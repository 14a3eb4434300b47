"""The tour: the real windows driven through the guide on a practice company, a picture a step.

It works on a book and a practice company of its own in a temporary folder, and keeps its
password in memory only, so that nothing of the person's is touched.
"""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kfdesk import paths
from kfdesk.app import PracticeHouse, SystemClock, build, practice_package
from kfdesk.kashflow.package import kashflow_package
from kfdesk.practice import PracticeCompany
from kfdesk.services.as_json import export_json
from kfdesk.store import open_book
from kfdesk.tour.walk import Report, Walk
from kfdesk.ui.garbage import collected_here
from kfdesk.ui.start import make_application

FURTHER_CURRENCIES = {"ZAR": Decimal("23.41"), "CAD": Decimal("1.83"), "AUD": Decimal("2.02")}
"""Foreign units for a pound, made up, so that files from abroad can be shown too."""

ANSWER_MS = 30
"""As a service on the internet would, so that there is progress to see."""


class TourMemory:
    """Keeps the tour's password for as long as the tour lasts."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def where(self) -> str:
        """What the last page of the wizard says."""
        return "the memory of this tour"

    def get(self, integration_id: str) -> str | None:
        """The password, or None."""
        return self._secrets.get(integration_id)

    def set(self, integration_id: str, secret: str) -> None:
        """Keep it."""
        self._secrets[integration_id] = secret

    def delete(self, integration_id: str) -> None:
        """Forget it."""
        self._secrets.pop(integration_id, None)


def run_tour(out: Path, order_files: Sequence[Path] = ()) -> Report:
    """Walk through the guide, and write pictures and `report.json` into `out`.

    Raises NotSeenError when a window does not show what the guide says.
    """
    out.mkdir(parents=True, exist_ok=True)
    files = list(order_files) or practice_files()
    with tempfile.TemporaryDirectory(prefix="kfdesk-tour-") as folder:
        report = _walk(Path(folder), out, files)
    text = json.dumps(report, indent=2, ensure_ascii=False)
    (out / "report.json").write_text(text + "\n", encoding="utf-8")
    return report


def practice_files() -> list[Path]:
    """The practice order files that ship with kfdesk and can be read."""
    return sorted(path for path in paths.resource_path("practice").iterdir() if path.is_file())


def _walk(folder: Path, out: Path, files: Sequence[Path]) -> Report:
    make_application()
    house = PracticeHouse(folder / "practice")
    company = PracticeCompany(house.folder)
    for code, rate in FURTHER_CURRENCIES.items():
        company.add_currency(code, rate)
    company.change(delay_ms=ANSWER_MS)
    book = open_book(folder)
    try:
        packages = (kashflow_package(), practice_package(house.address))
        desk = replace(build(book, TourMemory(), packages, SystemClock(), folder / "locks"), practice=house)
        walk = Walk(desk, folder, out)
        with collected_here():
            try:
                walk.all(files)
            finally:
                walk.close()
        steps = [step._asdict() for step in walk.steps]
        result = walk.result
        exported = export_json(result) if result else {}
        return {"steps": steps, "export": exported, "ledger": company.summary()}
    finally:
        house.stop()
        book.close()
