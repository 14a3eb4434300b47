"""Reports that tell of orders: what each real sample, and each UK form, says."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.errors import (
    ColumnMissing,
    FileUnreadable,
    HeaderOnly,
    IdsDamaged,
    LanguageNotRead,
    ReportIncomplete,
)
from kfdesk.domain.money import ZERO
from kfdesk.domain.reasons import Why
from kfdesk.importers.amazon_languages import FOREIGN as AMAZON_LANGUAGES
from kfdesk.importers.amazon_transactions import AMAZON_TRANSACTIONS
from kfdesk.importers.foreign_reports import FOREIGN_REPORTS, ForeignReport
from kfdesk.importers.money import Decimals, money
from kfdesk.services.ports import FileProblem, Told
from tests.importers.reading import report_of, table_file, told_by
from tests.importers.resaved import SAVE, cells_of

EXPECTED = Path(__file__).parent / "expected" / "reports"
DATA = Path(__file__).parent.parent / "data" / "reports"
SAMPLES = (
    "amazon/settlement_v1_CAD_medium.txt",
    "amazon/settlement_v1_CAD_refunds_small.txt",
    "amazon/settlement_v2_USD.txt",
    "amazon/date_range_transactions_US_30col.csv",
    "ebay/transaction_report_USD_37col_a.csv",
    "etsy/etsy_statement_2025_4_GBP.csv",
    "etsy/etsy_statement_multi_month_GBP.csv",
)
SITES = ("de", "fr", "it", "es", "nl", "se", "pl", "be")
UK = {
    "amazon_settlement_uk.txt": "amazon.settlement",
    "amazon_transactions_uk.csv": "amazon.transactions",
    "amazon_vat_uk.txt": "amazon.vat",
    "ebay_transactions_uk.csv": "ebay.transactions",
    "etsy_statement_uk.csv": "etsy.statement",
}
FOREIGN = {
    **{f"amazon_transactions_{site}.csv": "amazon.transactions" for site in SITES},
    "ebay_transactions_de.csv": "ebay.transactions",
    "etsy_statement_de.csv": "etsy.statement",
}
WITHOUT_REFUNDS = {"amazon_calculation_uk.csv": "amazon.calculation"}
FORMS = UK | FOREIGN | WITHOUT_REFUNDS
HOWS = ("with a mark", "line ends", "semicolons", "cp1252", "utf-16", "workbook")
BEYOND_CP1252 = ("amazon_transactions_pl.csv", "amazon_transactions_se.csv")
RESAVED = [(name, how) for name in FORMS for how in HOWS if how != "cp1252" or name not in BEYOND_CP1252]
A_SETTLEMENT = "amazon_settlement_uk.txt"
DELIMITERS = {"amazon_settlement_uk.txt": "\t", "amazon_vat_uk.txt": "\t", "ebay_transactions_de.csv": ";"}


def expected(name: str) -> list[str]:
    """What somebody read off the cells."""
    found: list[str] = json.loads((EXPECTED / f"{Path(name).stem}.json").read_text(encoding="utf-8"))
    return found


def said(one: Told) -> str:
    """One thing told, in the words of the expected files."""
    words = [f"row {one.row}: {one.order_number} {one.currency}"]
    if refund := one.refund:
        tax = "-" if refund.tax is None else refund.tax
        words.append(f"refund {refund.gross} on {refund.refunded_on} tax {tax}")
    if reported := one.reported:
        words += [f"collected {reported.collected}"] if reported.collected is not None else []
        words += [f"from {reported.ship_from}"] if reported.ship_from else []
        words += [f"left {reported.despatched}"] if reported.despatched else []
    return " ".join(words)


def all_said(path: Path) -> list[str]:
    """Everything a file tells, and its problems, by row."""
    told, problems = told_by(path)
    rows = [(one.row, said(one)) for one in told]
    rows += [(one.row, f"row {one.row}: {one.reason.why.value}") for one in problems]
    return [text for _, text in sorted(rows, key=lambda one: one[0])]


def references(path: Path) -> dict[tuple[str, str], int]:
    """Each refund by order number and reference, with how often it comes."""
    found: dict[tuple[str, str], int] = {}
    for one in told_by(path)[0]:
        if one.refund:
            key = (one.order_number, one.refund.reference)
            found[key] = found.get(key, 0) + 1
    return found


def delimiter_of(name: str) -> str:
    return DELIMITERS.get(name, ",")


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_tells_what_was_read_off_its_cells(shared: Path, name: str) -> None:
    """Every order that it names, refunds with their dates, tax that the marketplace collected."""
    assert all_said(shared / "orders" / "samples" / name) == expected(name)


@pytest.mark.parametrize("name", FORMS)
def test_form_tells_what_was_read_off_its_cells(name: str) -> None:
    """The wording, dates and money of each site; claims, unknown kinds and odd cells are said."""
    report = report_of(DATA / name)
    assert (report.format, report.family) == (FORMS[name], FORMS[name].split(".")[0])
    assert all_said(DATA / name) == expected(name)


@pytest.mark.parametrize("name", UK | FOREIGN)
def test_each_refund_has_a_reference_of_its_own(name: str) -> None:
    """So that the next file with it adds nothing, and two of one sum stay two."""
    found = references(DATA / name)
    assert len(found) > 1
    assert set(found.values()) == {1}
    assert all(reference.startswith(f"{FORMS[name]}:") for _, reference in found)


@pytest.mark.parametrize(("name", "how"), RESAVED)
def test_report_reads_alike_when_another_program_saved_it(tmp_path: Path, name: str, how: str) -> None:
    """Encodings, delimiters and spreadsheets change nothing of what is told, nor of its references."""
    path = tmp_path / ("report.xlsx" if how == "workbook" else "report.csv")
    SAVE[how](path, cells_of(DATA / name, delimiter_of(name)))
    assert [text.partition(": ")[2] for text in all_said(path)] == [
        text.partition(": ")[2] for text in expected(name)
    ]
    assert references(path) == references(DATA / name)


@pytest.mark.parametrize("name", FORMS)
def test_report_reads_alike_when_its_columns_stand_otherwise(tmp_path: Path, name: str) -> None:
    """Columns are found by their names; unknown ones are passed over."""
    rows = cells_of(DATA / name, delimiter_of(name))
    width = max(map(len, rows))
    path = tmp_path / "report.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        for row in rows:
            is_about_the_file = len(row) < width
            csv.writer(handle).writerow(row if is_about_the_file else ["new", *reversed(row)])
    assert all_said(path) == expected(name)


def test_settlement_of_a_continental_site_reads_alike(tmp_path: Path) -> None:
    """Decimal commas, and days with dots."""
    text = (DATA / A_SETTLEMENT).read_text(encoding="utf-8")
    text = re.sub(r"\t(-?\d+)\.(\d\d)\t", r"\t\1,\2\t", text)
    text = re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3.\2.\1", text)
    path = tmp_path / "settlement.txt"
    path.write_text(text, encoding="utf-8")
    assert "-8,32" in text
    assert "09.10.2026 23:30:00 UTC" in text
    assert all_said(path) == expected(A_SETTLEMENT)
    assert references(path) == references(DATA / A_SETTLEMENT)


V1_PARTS = {
    "ItemPrice": ("price-type", "price-amount"),
    "Promotion": ("promotion-type", "promotion-amount"),
    "ItemFees": ("item-related-fee-type", "item-related-fee-amount"),
    "ItemWithheldTax": ("item-related-fee-type", "item-related-fee-amount"),
    "other-transaction": ("", "other-amount"),
}
V1_HEADER = [
    *("settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount"),
    *("currency", "transaction-type", "order-id", "adjustment-id", "marketplace-name", "posted-date", "sku"),
    *("price-type", "price-amount", "item-related-fee-type", "item-related-fee-amount"),
    *("promotion-type", "promotion-amount", "other-amount"),
]


def as_v1(cells: dict[str, str]) -> dict[str, str]:
    """A component of a V2 settlement as V1 has it: currency on the first row alone, time beside the day."""
    row = {name: cells.get(name, "") for name in V1_HEADER}
    if cells["total-amount"]:
        return row
    kind, amount = V1_PARTS[cells["amount-type"]]
    told = {"currency": "", "posted-date": cells["posted-date-time"], amount: cells["amount"]}
    return row | told | ({kind: cells["amount-description"]} if kind else {})


def test_both_layouts_of_a_settlement_tell_the_same_refunds(tmp_path: Path) -> None:
    """Under the same references, so that the second of them adds nothing."""
    header, *rows = cells_of(DATA / A_SETTLEMENT, "\t")
    path = table_file(tmp_path, V1_HEADER, [as_v1(dict(zip(header, row, strict=True))) for row in rows], "\t")
    assert all_said(path) == expected(A_SETTLEMENT)
    assert references(path) == references(DATA / A_SETTLEMENT)


# ------------------------------------------------------------ identities of FORMATS.md


def rows_of(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    """The rows by column, read without the readers."""
    rows = [row for row in cells_of(path, delimiter) if len(row) > 5]
    for row in rows[1:]:
        yield dict(zip(rows[0], row, strict=False))


@pytest.mark.parametrize(
    "name",
    [
        "settlement_v1_CAD_medium.txt",
        "settlement_v1_CAD_refunds_small.txt",
        "settlement_v2_USD.txt",
    ],
)
def test_settlement_that_lacks_any_row_is_refused(shared: Path, tmp_path: Path, name: str) -> None:
    """Its components come to its total, to the penny; without one that is not nothing they do not."""
    lines = (shared / "orders" / "samples" / "amazon" / name).read_text(encoding="utf-8").splitlines()
    path = tmp_path / "settlement.txt"
    for place in range(1, len(lines)):
        path.write_text("\n".join(lines[:place] + lines[place + 1 :]) + "\n", encoding="utf-8")
        if place == 1 or _has_money(lines, place):
            with pytest.raises(ReportIncomplete):
                told_by(path)


def _has_money(lines: list[str], place: int) -> bool:
    cells = dict(zip(lines[0].split("\t"), lines[place].split("\t"), strict=False))
    amounts = [text for name, text in cells.items() if name.endswith("amount")]
    return sum((money(text) or ZERO for text in amounts), ZERO) != 0


def test_ebay_gross_is_goods_and_postage_without_the_tax_ebay_collected(shared: Path) -> None:
    """And the fees take it to the net: so a refund's gross is the seller's own money."""
    path = shared / "orders" / "samples" / "ebay" / "transaction_report_USD_37col_a.csv"
    sold = [row for row in rows_of(path, ",") if row["Type"] == "Order"]
    assert len(sold) > 30
    for row in sold:
        goods = (money(row["Item subtotal"]) or ZERO) + (money(row["Shipping and handling"]) or ZERO)
        fees = [text for name, text in row.items() if "ee" in name and name != "Reference ID"]
        gross = money(row["Gross transaction amount"]) or ZERO
        assert gross == goods
        assert gross + sum((money(fee) or ZERO for fee in fees), ZERO) == money(row["Net amount"])


def test_amazon_transaction_comes_to_its_total(shared: Path) -> None:
    """Sums, taxes, withheld tax and fees: what is left of a refund without the fees went to the buyer."""
    path = shared / "orders" / "samples" / "amazon" / "date_range_transactions_US_30col.csv"
    rows = list(rows_of(path, ","))
    for row in rows:
        amounts = [money(text) or ZERO for text in list(row.values())[14:-1]]
        assert sum(amounts, ZERO) == money(row["total"])
    assert len(rows) == 4


@pytest.mark.parametrize("site", SITES)
def test_amazon_transaction_of_a_continental_site_comes_to_its_total(site: str) -> None:
    """As the English one does; one row is odd on purpose."""
    odd = 0
    for row in rows_of(DATA / f"amazon_transactions_{site}.csv", ","):
        cells = list(row.values())
        first = next(place for place, cell in enumerate(cells[12:], 12) if cell)
        *amounts, total = (money(cell, Decimals.COMMA) or ZERO for cell in cells[first:-2])
        odd += sum(amounts, ZERO) != total
    assert odd == (site == "de")


def test_etsy_statement_nets_amounts_and_fees(shared: Path) -> None:
    """Amount and fees are the net, so a refund's amount holds no fee."""
    for name in ("etsy_statement_2025_4_GBP.csv", "etsy_statement_multi_month_GBP.csv"):
        rows = rows_of(shared / "orders" / "samples" / "etsy" / name, ",")
        for row in (row for row in rows if row["Date"]):  # one row is shifted by hand
            amount, fees, net = (money(row[column]) or ZERO for column in ("Amount", "Fees & Taxes", "Net"))
            assert amount + fees == net


# ------------------------------------------------------------ other languages


GERMAN = (DATA / "amazon_transactions_de.csv").read_text(encoding="utf-8-sig")


def test_sum_in_a_wording_that_nobody_knows_makes_no_wrong_refund(tmp_path: Path) -> None:
    """A column that is passed over is missed in the total; refunds without it are as before."""
    path = tmp_path / "report.csv"
    path.write_text(GERMAN.replace("Gutschrift für Geschenkverpackung", "Geschenkpapier"), encoding="utf-8")
    said_before = expected("amazon_transactions_de.csv")
    assert all_said(path) == [*said_before[:4], "row 8: row_not_its_total", *said_before[5:]]


def test_missing_column_is_named_as_the_file_would_call_it(tmp_path: Path) -> None:
    """Not in English."""
    path = tmp_path / "report.csv"
    path.write_text(GERMAN.replace('"Gesamt"', '"Alles"'), encoding="utf-8")
    with pytest.raises(ColumnMissing) as refused:
        told_by(path)
    assert refused.value.facts["columns"] == "gesamt"


def test_point_parts_thousands_where_no_amount_says_otherwise(tmp_path: Path) -> None:
    """In a language that writes a comma before the pennies."""
    header = ["Datum/Uhrzeit", "Abrechnungsnummer", "Typ", "Bestellnummer", "Umsätze", "Gesamt"]
    cells = ["02.06.2026", "1", "Erstattung", "302-1111111-0000001", "-1.040", "-1.040"]
    path = table_file(tmp_path, header, [dict(zip(header, cells, strict=True))])
    assert all_said(path) == ["row 2: 302-1111111-0000001  refund 1040.00 on 2026-06-02 tax -"]


@pytest.mark.parametrize("language", AMAZON_LANGUAGES)
def test_heading_in_another_language_stands_for_one_that_is_read(language: str) -> None:
    """A slip in a table of words would lose a column."""
    read = {"settlement id"}
    for cell in fields(AMAZON_TRANSACTIONS.places):
        for names in cell.metadata["headings"]:
            read |= {names} if isinstance(names, str) else set(names)
    meant = list(AMAZON_LANGUAGES[language].headings.values())
    assert set(meant) <= read
    assert {"settlement id", "order id", "product sales", "shipping credits", "other"} <= set(meant)


def test_site_with_one_column_for_all_tax_is_read(tmp_path: Path) -> None:
    """Ireland's has it in English, and Australia's what is withheld under a third name."""
    header = ["date/time", "settlement id", "type", "order id", "marketplace", "product sales"]
    header += [
        "sales tax collected",
        "Marketplace Facilitator Tax",
        "Low Value Goods",
        "selling fees",
        "total",
    ]
    cells = ["9 Oct 2026 10:00:00 UTC", "1", "Refund", "203-1111111-0000001", "amazon.ie", "-10.00"]
    rows = [[*cells, "-2.30", "0", "0", "1.50", "-10.80"], [*cells, "-2.30", "2.30", "0", "1.50", "-8.50"]]
    rows += [[*cells, "-1.00", "0", "1.00", "1.50", "-8.50"]]
    path = table_file(tmp_path, header, [dict(zip(header, row, strict=True)) for row in rows])
    assert all_said(path) == [
        "row 2: 203-1111111-0000001 EUR refund 12.30 on 2026-10-09 tax 2.30",
        "row 3: 203-1111111-0000001 EUR refund 10.00 on 2026-10-09 tax -",
        "row 4: 203-1111111-0000001 EUR refund 10.00 on 2026-10-09 tax -",
    ]


def test_statement_of_etsy_in_german_words_is_not_passed_over(tmp_path: Path) -> None:
    """Should more than its headings be German one day, money of orders is still told to the person."""
    path = tmp_path / "statement.csv"
    text = (DATA / "etsy_statement_de.csv").read_text(encoding="utf-8")
    path.write_text(
        text.replace(",Refund,", ",Erstattung,").replace("Order #", "Bestellung #"), encoding="utf-8"
    )
    told = all_said(path)
    assert [one for one in told if "unknown" in one] == ["row 5: kind_unknown", "row 6: kind_unknown"]
    assert len(told) == 4


@pytest.mark.parametrize("report", FOREIGN_REPORTS, ids=lambda report: f"{report.report} {report.language}")
def test_report_in_a_language_that_is_not_read_says_so(tmp_path: Path, report: ForeignReport) -> None:
    """With its name, so that the person knows what to switch to English."""
    path = tmp_path / "report.csv"
    path.write_text(";".join(["x", *sorted(report.cells)]) + "\n1;2;3\n", encoding="utf-8")
    with pytest.raises(LanguageNotRead) as refused:
        report_of(path)
    facts = refused.value.facts
    assert (facts["report"], facts["language"]) == (report.report, report.language)
    assert facts["marketplace"] == report.marketplace


# ------------------------------------------------------------ odd files


def test_settlement_with_a_changed_amount_is_refused(tmp_path: Path) -> None:
    """The sums show it; the message says both."""
    path = tmp_path / "settlement.txt"
    path.write_text((DATA / A_SETTLEMENT).read_text(encoding="utf-8").replace("\t-40.99\t", "\t-30.99\t"))
    with pytest.raises(ReportIncomplete) as refused:
        told_by(path)
    facts = refused.value.facts
    assert (facts["number"], facts["stated"], facts["found"]) == ("16000000001", "-21.31", "-11.31")


def test_settlement_row_that_cannot_be_read_spoils_its_order_alone(tmp_path: Path) -> None:
    """Half a refund is never told."""
    path = tmp_path / "settlement.txt"
    path.write_text((DATA / A_SETTLEMENT).read_text(encoding="utf-8").replace("\t-40.99\t", "\tx\t"))
    told, problems = told_by(path)
    assert {one.order_number for one in told} == {"203-1111111-0000001"}
    assert problems[0] == FileProblem(15, problems[0].reason)
    assert problems[0].reason.why is Why.CELL_UNREADABLE
    assert problems[0].reason.facts == {"column": "amount", "found": "x"}


def test_refund_without_a_day_is_said(tmp_path: Path) -> None:
    """A credit note could not be dated."""
    path = tmp_path / "vat.txt"
    text = (DATA / "amazon_vat_uk.txt").read_text(encoding="utf-8")
    path.write_text(text.replace("\t11-10-2026\tREFUND", "\t\tREFUND"), encoding="utf-8")
    told, problems = told_by(path)
    assert [said(one) for one in told] == expected("amazon_vat_uk.txt")[:-1]
    assert [one.reason.facts["column"] for one in problems] == ["transaction_complete_date"]


def test_report_whose_order_numbers_a_spreadsheet_changed_is_refused(tmp_path: Path) -> None:
    """Never guessed."""
    path = tmp_path / "report.csv"
    text = (DATA / "ebay_transactions_uk.csv").read_text(encoding="utf-8-sig")
    path.write_text(text.replace("12-00001-00002", "1.20000E+11"), encoding="utf-8")
    with pytest.raises(IdsDamaged):
        told_by(path)


def test_report_without_a_column_it_needs_names_it(tmp_path: Path) -> None:
    """Nothing is told without it."""
    path = tmp_path / "report.csv"
    path.write_text("Payout currency,Type,Gross transaction amount\nGBP,Order,1.00\n", encoding="utf-8")
    with pytest.raises(ColumnMissing) as refused:
        told_by(path)
    assert refused.value.facts["columns"] == "order number"


def test_report_that_is_empty_or_cut_off_is_refused(tmp_path: Path) -> None:
    """As an order file is."""
    path = tmp_path / "report.csv"
    text = (DATA / "etsy_statement_uk.csv").read_text(encoding="utf-8")
    path.write_text(text.splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(HeaderOnly):
        told_by(path)
    path.write_text(text[: text.index("£1,010.00")], encoding="utf-8")
    with pytest.raises(FileUnreadable):
        told_by(path)


def test_part_of_a_report_tells_of_its_refunds_under_the_same_references(tmp_path: Path) -> None:
    """A download of half the month, then of all of it: the first half is known again."""
    text = (DATA / "etsy_statement_uk.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "half.csv"
    path.write_text("".join(text[:6]), encoding="utf-8")
    half, whole = references(path), references(DATA / "etsy_statement_uk.csv")
    assert len(half) == 1
    assert half.items() <= whole.items()
    assert sum(Decimal(count) for count in whole.values()) == 3
