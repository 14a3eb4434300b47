"""Credit notes: each rate of the invoice, never more than was charged, to the penny."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfdesk.domain.credit_notes import (
    Heading,
    RatePart,
    credit_draft,
    credit_parts,
    credit_stamp,
    left_of,
    outstanding,
    rate_parts,
)
from kfdesk.domain.invoices import InvoiceDraft, InvoiceLine
from kfdesk.domain.money import ZERO, from_minor, vat_in_gross
from kfdesk.domain.orders import Refund
from tests.builders import DAY

HEADING = Heading("eBay 1001 CN1", DAY, "Refund for invoice 7")


def an_invoice(*parts: tuple[str, str, str]) -> InvoiceDraft:
    """Lines of rate, net and VAT."""
    lines = tuple(
        InvoiceLine("Mug", Decimal(1), Decimal(net), Decimal(net), Decimal(rate), Decimal(vat), 31)
        for rate, net, vat in parts
    )
    return InvoiceDraft("eBay 1001", DAY, DAY, "GBP", lines)


def figures(draft: InvoiceDraft) -> list[tuple[str, str, str]]:
    return [(str(line.vat_rate), str(line.rate), str(line.vat_amount)) for line in draft.lines]


def a_refund(gross: str, day: date | None = DAY, reference: str = "") -> Refund:
    return Refund(Decimal(gross), day, reference=reference)


def test_credit_note_mirrors_the_invoice_when_all_is_refunded() -> None:
    """A line for each rate, rates and VAT negative, the sums those of the invoice."""
    invoice = an_invoice(("20", "10.00", "2.00"), ("20", "2.50", "0.50"), ("0", "4.00", "0.00"))
    note = credit_draft(invoice, (), Decimal("19.00"), HEADING)
    assert figures(note) == [("20", "-12.50", "-2.50"), ("0", "-4.00", "0.00")]
    assert note.gross_amount == -invoice.gross_amount
    assert [line.quantity for line in note.lines] == [Decimal(1)] * 2
    assert note.lines[0].description == "Refund for invoice 7, VAT 20 %"
    assert (note.stamp, note.invoice_date, note.due_date) == ("eBay 1001 CN1", DAY, DAY)


def test_credit_note_shares_a_refund_by_what_each_rate_came_to() -> None:
    """6.00 of 12.00 + 4.00."""
    invoice = an_invoice(("20", "10.00", "2.00"), ("0", "4.00", "0.00"))
    note = credit_draft(invoice, (), Decimal("6.00"), HEADING)
    assert figures(note) == [("20", "-3.75", "-0.75"), ("0", "-1.50", "0.00")]


def test_credit_note_carries_no_vat_where_the_invoice_carried_none() -> None:
    """A tip keeps its rate of -1."""
    note = credit_draft(an_invoice(("-1", "3.00", "0.00")), (), Decimal("1.00"), HEADING)
    assert figures(note) == [("-1", "-1.00", "0.00")]
    assert note.lines[0].description.endswith("no VAT")


def test_credit_note_keeps_currency_and_rate_of_the_invoice() -> None:
    """A foreign invoice is credited at its own rate."""
    invoice = replace(
        an_invoice(("20", "10.00", "2.00")), currency="EUR", exchange_rate=Decimal("1.18"), is_foreign=True
    )
    note = credit_draft(invoice, (), Decimal("12.00"), HEADING)
    assert (note.currency, note.exchange_rate, note.is_foreign) == ("EUR", Decimal("1.18"), True)


@pytest.mark.parametrize("gross", ["0.00", "-1.00", "12.01"])
def test_credit_note_is_refused_when_it_is_for_nothing_or_too_much(gross: str) -> None:
    """Never more than the invoice."""
    with pytest.raises(ValueError, match="refund"):
        credit_parts(rate_parts(an_invoice(("20", "10.00", "2.00")).lines), (), Decimal(gross))


def test_stamp_says_which_credit_note_it_is() -> None:
    """The order's stamp and CN with a number."""
    assert credit_stamp("eBay 1001", 2) == "eBay 1001 CN2"


# -- chains of refunds

RATES = (Decimal(20), Decimal(5), Decimal(0), Decimal(-1))


@st.composite
def invoices(draw: st.DrawFn) -> InvoiceDraft:
    """One to four rates, VAT as the program takes it out or a penny beside."""
    rates = draw(st.lists(st.sampled_from(RATES), min_size=1, max_size=4, unique=True))
    parts = []
    for rate in rates:
        gross = from_minor(draw(st.integers(1, 50_000)))
        vat = vat_in_gross(gross, rate) if rate > 0 else ZERO
        if rate > 0 and vat:
            vat += from_minor(draw(st.integers(-1, 0)))
        parts.append((str(rate), str(gross - vat), str(vat)))
    return an_invoice(*parts)


@given(invoices(), st.lists(st.integers(1, 20_000), min_size=1, max_size=12))
def test_chain_of_refunds_never_credits_more_than_was_charged(
    invoice: InvoiceDraft, pennies: list[int]
) -> None:
    """Each note is its refund to the penny; all together stay within each rate's net and VAT."""
    notes: list[InvoiceDraft] = []
    for amount in pennies:
        gross = min(from_minor(amount), left_of(invoice, notes))
        if gross <= 0:
            break
        note = credit_draft(invoice, notes, gross, HEADING)
        assert note.gross_amount == -gross
        assert all(line.vat_amount <= 0 for line in note.lines)
        assert all(line.gross_amount <= 0 for line in note.lines)
        notes.append(note)
        charged = {part.vat_rate: part for part in rate_parts(invoice.lines)}
        for part in rate_parts(line for each in notes for line in each.lines):
            assert -part.vat <= charged[part.vat_rate].vat
            assert -part.gross <= charged[part.vat_rate].gross


@given(invoices(), st.lists(st.integers(1, 20_000), min_size=1, max_size=6))
def test_chain_of_refunds_leaves_nothing_when_the_rest_is_refunded(
    invoice: InvoiceDraft, pennies: list[int]
) -> None:
    """Whatever came before, the last note brings every rate to exactly nothing."""
    notes: list[InvoiceDraft] = []
    for amount in pennies:
        gross = min(from_minor(amount), left_of(invoice, notes))
        if gross > 0:
            notes.append(credit_draft(invoice, notes, gross, HEADING))
    if left_of(invoice, notes):
        notes.append(credit_draft(invoice, notes, left_of(invoice, notes), HEADING))
    charged = {part.vat_rate: (part.net, part.vat) for part in rate_parts(invoice.lines)}
    credited = rate_parts(line for each in notes for line in each.lines)
    assert {part.vat_rate: (-part.net, -part.vat) for part in credited} == charged


@given(st.integers(1, 9_999), st.integers(1, 999), st.integers(1, 9_999))
def test_negative_part_goes_back_in_proportion(goods: int, fee: int, refund: int) -> None:
    """A fee that was taken off is given back with the goods, at most whole."""
    total = goods + fee  # the goods stand for more than the fee takes off
    original = (
        RatePart(Decimal(20), from_minor(total), ZERO),
        RatePart(Decimal(-1), -from_minor(fee), ZERO),
    )
    gross = min(from_minor(refund), from_minor(goods))
    parts = {part.vat_rate: part.gross for part in credit_parts(original, (), gross)}
    assert sum(parts.values()) == gross
    assert -from_minor(fee) <= parts.get(Decimal(-1), ZERO) <= 0


# -- what still wants a credit note


def credited(*notes: tuple[str, date]) -> list[InvoiceDraft]:
    """Credit notes of these sums and dates."""
    return [replace(an_invoice(("0", f"-{gross}", "0")), invoice_date=day) for gross, day in notes]


def test_refunds_are_due_in_the_order_of_their_dates() -> None:
    """The earliest first."""
    later = DAY + timedelta(days=3)
    found = outstanding([a_refund("2.00", later), a_refund("1.00")], (), (), Decimal("10.00"))
    assert [(each.gross, each.refunded_on) for each in found.due] == [
        (Decimal("1.00"), DAY),
        (Decimal("2.00"), later),
    ]
    assert not found.undated
    assert not found.over


def test_refund_is_not_due_when_a_credit_note_stands_for_it() -> None:
    """Known by date and sum, even when another one turns up before it."""
    later = DAY + timedelta(days=3)
    found = outstanding(
        [a_refund("2.00", later), a_refund("1.00")], (), credited(("2.00", later)), Decimal("10.00")
    )
    assert [each.refunded_on for each in found.due] == [DAY]


def test_growing_total_is_due_for_what_is_new() -> None:
    """A file that states the refunds as one growing sum."""
    found = outstanding([a_refund("5.00")], (), credited(("3.00", DAY)), Decimal("10.00"))
    assert [each.gross for each in found.due] == [Decimal("2.00")]


def test_refund_without_a_date_waits_for_the_person() -> None:
    """Shopify's file states a sum only."""
    found = outstanding([a_refund("5.00", None)], (), (), Decimal("10.00"))
    assert (found.due, found.undated) == ((), Decimal("5.00"))


def test_person_gives_the_date_of_what_the_file_leaves_undated() -> None:
    """Told in part, the rest still waits."""
    found = outstanding([a_refund("5.00", None)], [a_refund("3.00")], (), Decimal("10.00"))
    assert [each.gross for each in found.due] == [Decimal("3.00")]
    assert found.undated == Decimal("2.00")


def test_refund_told_by_hand_counts_once_when_a_file_tells_it_too() -> None:
    """Same sum and date, or same reference."""
    told = a_refund("3.00", reference="R-1")
    stated = a_refund("3.00", DAY + timedelta(days=1), "R-1")
    found = outstanding([stated], [told], (), Decimal("10.00"))
    assert [each.gross for each in found.due] == [Decimal("3.00")]


def test_refund_beyond_the_invoice_is_cut_to_it() -> None:
    """Never more than the invoice; what is over is told."""
    found = outstanding([a_refund("12.50")], (), credited(("1.00", date(2026, 1, 1))), Decimal("10.00"))
    assert [each.gross for each in found.due] == [Decimal("9.00")]
    assert found.over == Decimal("2.50")


def test_cancelled_order_wants_the_whole_invoice_credited() -> None:
    """Where the file has no refund, the day is asked for."""
    found = outstanding((), (), (), Decimal("10.00"), is_cancelled=True)
    assert (found.due, found.undated) == ((), Decimal("10.00"))
