"""Reports in languages, or in wordings of a language, that are not read: told by two headings."""

from collections.abc import Sequence
from dataclasses import dataclass

from kfdesk.importers.amazon_languages import FOREIGN
from kfdesk.importers.columns import plain


@dataclass(frozen=True)
class ForeignReport:
    """Told by header cells that it has together."""

    report: str
    marketplace: str
    language: str
    cells: frozenset[str]


def _transactions(language: str, *cells: str) -> ForeignReport:
    return ForeignReport("Amazon's transaction report", "Amazon", language, frozenset(cells))


FOREIGN_REPORTS: tuple[ForeignReport, ...] = (
    *(_transactions(name, own.own("date/time"), own.own("order id")) for name, own in FOREIGN.items()),
    _transactions("Japanese", "日付/時間", "注文番号"),
    _transactions("Mexican Spanish", "fecha/hora", "id. del pedido"),
    _transactions("Portuguese", "data/hora", "id do pedido"),
    _transactions("Turkish", "tarih/saat", "sipariş no."),
)


def foreign_report(header: Sequence[str]) -> ForeignReport | None:
    """The report that these header cells belong to, if it is one that only another language keeps from us."""
    cells = frozenset(map(plain, header))
    return next((report for report in FOREIGN_REPORTS if report.cells <= cells), None)
