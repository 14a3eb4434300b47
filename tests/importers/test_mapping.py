"""Tables that no reader knows: what is proposed of their columns, and the orders that come of it."""

# ruff: noqa: E501 - tables as they come

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfdesk.domain.errors import FileNotRecognised, IdsDamaged, MappingNotNeeded
from kfdesk.domain.mapping import ColumnMapping, DateOrder, Meaning, as_fields, header_key, of_fields
from kfdesk.domain.orders import LineKind, Order, PaymentState, TaxBasis
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers import MappedFiles, OrderFileReader
from kfdesk.importers.mapping_dates import day_reader, proposed_order
from kfdesk.paths import resource_path
from kfdesk.services.ports import FileProblem
from tests.importers.test_files import workbook

Saver = Callable[[Path, Sequence[Sequence[str]]], Path]
FILES = MappedFiles(OrderFileReader())
STOREFEEDER = """\
Order Number,Channel Order Ref,Order Date,Order Status,SKU,Product Name,Quantity,Unit Price,Shipping Name,\
Customer Email,Shipping Address 1,Shipping Address 3,Shipping Address 5,Shipping Country,Postage,Order Total
12345.0,12-3,14/11/2026 10:00,Despatched,A1,Mug,2,5.00,Ann Bell,a@x.com,1 Road,Leeds,LS1 1AA,UK,2.50,17.50
12345.0,12-3,14/11/2026 10:00,Despatched,A2,Plate,1,5.00,Ann Bell,a@x.com,1 Road,Leeds,LS1 1AA,UK,2.50,17.50
12346,12-4,15/11/2026 10:00,Cancelled,A1,Mug,1,5.00,Bob,b@x.com,1 Road,Leeds,LS1 1AA,United Kingdom,2.50,7.50
12347,12-5,15/11/2026 11:00,Awaiting Payment,A1,Mug,1,5.00,Cy,c@x.com,1 Road,Leeds,LS1 1AA,UK,2.50,7.50
"""
LINNWORKS = """\
Order Id,Reference Number,Received Date,Processed Date,Source,SubSource,SKU,Item Title,Quantity,Unit Cost Ex VAT,\
Tax Rate,Postage Cost,Total,Currency,Full Name,Email,Post Code,Country
100001,E-1,2026-11-14 10:00:00,2026-11-15 09:00:00,EBAY,Shop,A1,Mug,2,10.00,20,0,24.00,GBP,Ann,a@x.com,LS1 1AA,GB
100002,E-2,2026-11-15 10:00:00,2026-11-16 09:00:00,EBAY,Shop,A2,Jug,1,5.00,20,0,6.00,GBP,Bob,b@x.com,LS1 1AA,GB
"""
ONBUY = """\
OnBuy Order ID,Date,Status,Product,SKU,Qty,Item Total,Delivery,Order Total,Buyer Name,Postcode,Country
OB-1,14/11/2026,Dispatched,Mug,A1,2,10.00,2.00,12.00,Ann,LS1 1AA,United Kingdom
OB-2,15/11/2026,Awaiting Dispatch,Jug,A2,1,5.00,0.00,5.00,Bob,LS1 1AA,United Kingdom
OB-3,15/11/2026,Refunded,Jug,A2,1,5.00,0.00,5.00,Cy,LS1 1AA,United Kingdom
"""
GERMAN = """\
Bestellnummer;Bestelldatum;Artikel;Menge;Einzelpreis;Versandkosten;Gesamtbetrag;Kunde;E-Mail;Land;W\u00e4hrung
A-1;14.11.2026;Becher;2;5,00;2,50;12,50;Ann Bell;a@x.de;Deutschland;EUR
A-2;15.11.2026;Becher, blau;1;1.005,00;2,50;1.007,50;Cy;c@x.de;Frankreich;EUR
"""
FRENCH = """\
Num\u00e9ro de commande;Date de commande;D\u00e9signation;Qt\u00e9;Prix unitaire;Livraison;Total TTC;Client;Pays
F-1;14/11/2026;Tasse;1;5,00;2,50;7,50;Ann;France
F-2;15/11/2026;Tasse;2;5,00;2,50;12,50;Bob;France
"""


def a_file(folder: Path, text: str) -> Path:
    path = folder / "orders.csv"
    path.write_text(text, encoding="utf-8")
    return path


def as_text_file(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    return a_file(folder, "\n".join(map(",".join, rows)))


def as_workbook(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    workbook(folder / "orders.xlsx", {"orders": rows})
    return folder / "orders.xlsx"


def mapped(path: Path, mapping: ColumnMapping) -> tuple[list[Order], list[FileProblem]]:
    items = list(FILES.mapped(path, mapping).items(lambda _: None))
    orders = [item for item in items if isinstance(item, Order)]
    return orders, [item for item in items if isinstance(item, FileProblem)]


def proposed_orders(path: Path) -> list[Order]:
    """The orders of the proposal, without a problem."""
    orders, problems = mapped(path, FILES.table(path).proposed)
    assert problems == []
    return orders


def gross(order: Order) -> Decimal:
    tax = sum((line.tax or Decimal(0) for line in order.lines), order.seller_tax or Decimal(0))
    total = sum((line.amount - line.discount for line in order.lines), -order.order_discount)
    return total + tax if order.tax_basis is TaxBasis.ON_TOP else total


@pytest.mark.parametrize(
    ("text", "name", "totals"),
    [
        (STOREFEEDER, "StoreFeeder", ["17.50", "7.50", "7.50"]),
        (LINNWORKS, "Linnworks", ["24.00", "6.00"]),
        (ONBUY, "OnBuy", ["12.00", "5.00", "5.00"]),
        (GERMAN, "Orders", ["12.50", "1007.50"]),
        (FRENCH, "Orders", ["7.50", "12.50"]),
    ],
)
def test_proposal_comes_to_the_totals_of_the_file(
    tmp_path: Path, text: str, name: str, totals: Sequence[str]
) -> None:
    """Lines, delivery and VAT as proposed add up to what the table states, to the penny."""
    path = a_file(tmp_path, text)
    assert FILES.table(path).proposed.name == name
    orders = proposed_orders(path)
    assert [order.stated_total for order in orders] == [Decimal(total) for total in totals]
    assert [gross(order) for order in orders] == [Decimal(total) for total in totals]


def test_storefeeder_order_is_read_whole(tmp_path: Path) -> None:
    """Rows of one order are its lines; delivery, on each row, is counted once."""
    first, cancelled, unpaid = proposed_orders(a_file(tmp_path, STOREFEEDER))
    assert (first.order_number, first.references) == ("12345", ("12-3",))
    assert [(line.title, line.amount, line.kind) for line in first.lines] == [
        ("Mug", Decimal("10.00"), LineKind.GOODS),
        ("Plate", Decimal("5.00"), LineKind.GOODS),
        ("Delivery", Decimal("2.50"), LineKind.DELIVERY),
    ]
    assert (first.ordered, first.paid) == (date(2026, 11, 14), date(2026, 11, 14))
    assert (first.buyer.name, first.buyer.email, first.ship_to.postcode, first.ship_to.country) == (
        "Ann Bell",
        "a@x.com",
        "LS1 1AA",
        "GB",
    )
    assert cancelled.is_cancelled
    assert (unpaid.payment_state, unpaid.paid) == (PaymentState.UNPAID, None)


def test_prices_without_vat_are_told_by_header_and_totals(tmp_path: Path) -> None:
    """VAT is what the rate adds."""
    order = proposed_orders(a_file(tmp_path, LINNWORKS))[0]
    assert order.tax_basis is TaxBasis.ON_TOP
    assert (order.lines[0].tax, order.lines[0].vat_rate) == (Decimal("4.00"), Decimal(20))


def test_delivery_is_not_guessed_when_its_vat_cannot_be_told(tmp_path: Path) -> None:
    """Prices without VAT, goods of two rates and no total: nothing says what delivery bears."""
    table = (
        "Order Id,Received Date,SKU,Item Title,Quantity,Unit Cost Ex VAT,Tax Rate,Postage Cost\n"
        "1,2026-11-14,A1,Mug,1,10.00,20,2.00\n"
        "1,2026-11-14,A2,Book,1,5.00,0,2.00\n"
        "2,2026-11-14,A1,Mug,1,10.00,20,2.00\n"
    )
    two_rates, one_rate = proposed_orders(a_file(tmp_path, table))
    assert two_rates.problems == (Reason.of(Why.DELIVERY_TAX_UNKNOWN, delivery="2.00"),)
    assert one_rate.problems == ()
    assert gross(one_rate) == Decimal("14.40")


def test_refunded_status_gives_all_of_it_back(tmp_path: Path) -> None:
    """The day is not in the file, so it is asked for."""
    order = proposed_orders(a_file(tmp_path, ONBUY))[2]
    assert [(refund.gross, refund.refunded_on) for refund in order.refunds] == [(Decimal("5.00"), None)]


def test_countries_are_known_in_other_languages(tmp_path: Path) -> None:
    """As the shop's own language has them."""
    orders = proposed_orders(a_file(tmp_path, GERMAN))
    assert [order.ship_to.country for order in orders] == ["DE", "FR"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.permutations(range(16)))
def test_permuted_columns_give_the_same_orders(tmp_path: Path, places: list[int]) -> None:
    """Columns are known by name and content, wherever they stand."""
    rows = [line.split(",") for line in STOREFEEDER.splitlines()]
    path = a_file(tmp_path, STOREFEEDER)
    wanted = proposed_orders(path)
    key = FILES.table(path).key
    path.write_text("\n".join(",".join(row[place] for place in places) for row in rows) + "\n")
    assert proposed_orders(path) == wanted
    assert FILES.table(path).key == key


def test_remembered_mapping_is_used_when_the_header_comes_again(tmp_path: Path) -> None:
    """Silently, also for columns in another order; the name is the channel's."""
    path = a_file(tmp_path, ONBUY)
    table = FILES.table(path)
    reader = OrderFileReader(mappings=lambda: {table.key: replace(table.proposed, name="My OnBuy")})
    file = reader.open(path)
    assert (file.format, file.marketplace, file.family) == ("myonbuy.mapped", "My OnBuy", "myonbuy")
    assert len(list(file.items(lambda _: None))) == 3
    with pytest.raises(FileNotRecognised):
        OrderFileReader().open(path)


def test_files_of_a_reader_need_no_mapping() -> None:
    """They are its own to read."""
    with pytest.raises(MappingNotNeeded):
        FILES.table(resource_path("practice/shopify_orders_export.csv"))


SIMPLE = ColumnMapping(
    "Shop", {Meaning.ORDER_NUMBER: "no", Meaning.ORDERED: "date", Meaning.UNIT_PRICE: "price"}
)


def test_ids_in_scientific_notation_are_refused(tmp_path: Path) -> None:
    """A spreadsheet has rewritten them; they are never guessed."""
    path = a_file(tmp_path, "No,Date,Price\n5.27762E+12,14/11/2026,5.00\n")
    with pytest.raises(IdsDamaged):
        mapped(path, SIMPLE)


def test_bad_rows_are_problems_beside_good_ones(tmp_path: Path) -> None:
    """Each with its row and cell; the good order comes in."""
    path = a_file(
        tmp_path, "No,Date,Price\n1,14/11/2026,5.00\n2,31/31/2026,5.00\n3,14/11/2026,x\n,14/11/2026,1\n"
    )
    orders, problems = mapped(path, SIMPLE)
    assert [order.order_number for order in orders] == ["1"]
    assert [(each.row, each.reason.facts["column"]) for each in problems] == [
        (3, "Date"),
        (4, "Price"),
        (5, "No"),
    ]


def test_rows_that_disagree_about_the_order_are_not_guessed(tmp_path: Path) -> None:
    """A total that differs from row to row is no total of the order."""
    path = a_file(tmp_path, "No,Date,Price,Sum\n1,14/11/2026,5.00,5.00\n1,14/11/2026,6.00,6.00\n")
    mapping = replace(SIMPLE, columns={**SIMPLE.columns, Meaning.TOTAL: "sum"})
    orders, problems = mapped(path, mapping)
    assert (orders, [each.reason.why for each in problems]) == ([], [Why.ROWS_DISAGREE])
    assert problems[0].reason.facts["column"] == "Sum"


@pytest.mark.parametrize("save", [as_text_file, as_workbook], ids=["csv", "xlsx"])
def test_columns_are_compared_in_lower_case_and_shown_as_written(tmp_path: Path, save: Saver) -> None:
    """A person finds a column again by what the file calls it; a mapping by how it is compared."""
    path = save(tmp_path, [[" Order No.", "Order DATE", "Price"], ["1", "14/11/2026", "5.00"]])
    table = FILES.table(path)
    assert table.written == ("Order No.", "Order DATE", "Price")
    assert table.header == ("order no.", "order date", "price")
    assert table.proposed.columns[Meaning.ORDER_NUMBER] == "order no."
    assert table.names["order no."] == "Order No."


def test_mapping_survives_being_kept() -> None:
    """Plain values and back."""
    assert of_fields(as_fields(SIMPLE)) == SIMPLE


@pytest.mark.parametrize(
    "fields",
    [[], {"colour": 1}, {"columns": {"colour": "x"}}, {"date_order": "year_first"}, {"decimal_comma": "yes"}],
)
def test_odd_mapping_files_are_refused(fields: object) -> None:
    """With what is odd, never half taken."""
    with pytest.raises(ValueError, match=r"."):
        of_fields(fields)


def test_header_key_knows_a_table_whatever_the_order() -> None:
    """Blanks and case do not count either."""
    assert header_key(["A  b", "C", ""]) == header_key(["c", "a B "])


@pytest.mark.parametrize(
    ("text", "order", "wanted"),
    [
        ("03/04/2026", DateOrder.DAY_FIRST, date(2026, 4, 3)),
        ("03/04/26 10:15", DateOrder.MONTH_FIRST, date(2026, 3, 4)),
        ("2026-11-14T23:30:00+00:00", DateOrder.DAY_FIRST, date(2026, 11, 14)),
        ("31.03.2026 23:30:00 UTC", DateOrder.DAY_FIRST, date(2026, 4, 1)),
        ("14. November 2026", DateOrder.DAY_FIRST, date(2026, 11, 14)),
        ("Nov 14, 2026", DateOrder.DAY_FIRST, date(2026, 11, 14)),
        ("14 d\u00e9cembre 2026", DateOrder.DAY_FIRST, date(2026, 12, 14)),
        ("46340", DateOrder.DAY_FIRST, date(2026, 11, 14)),
    ],
)
def test_dates_are_read_as_they_are_written(text: str, order: DateOrder, wanted: date) -> None:
    """In numbers, words, stamps, and as a spreadsheet counts days."""
    assert day_reader([text], order)(text) == wanted


def test_dates_that_a_spreadsheet_may_have_turned_round_are_refused() -> None:
    """Some real dates among texts: it took day and month in another order."""
    read = day_reader(["2026-04-03", "23/11/2026"], DateOrder.DAY_FIRST)
    with pytest.raises(ValueError, match="turned round"):
        read("2026-04-03")
    assert read("23/11/2026") == date(2026, 11, 23)


def test_date_order_is_proposed_only_where_it_shows() -> None:
    """A day above 12 tells it; without one it is left to the person."""
    assert proposed_order(["03/04/2026", "23/04/2026"]) is DateOrder.DAY_FIRST
    assert proposed_order(["04/23/2026"]) is DateOrder.MONTH_FIRST
    assert proposed_order(["03/04/2026"]) is None
