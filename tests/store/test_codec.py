"""Frozen records come back as they were, whatever they hold.

Texts are compared by `repr`: it tells 1.0 from 1.00.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfdesk.domain.invoices import Posted
from kfdesk.domain.orders import (
    Address,
    Buyer,
    LineKind,
    Order,
    OrderLine,
    PaymentState,
    Refund,
    TaxBasis,
    TaxStatement,
)
from kfdesk.store.codec import freeze, thaw, thaw_any
from tests.builders import a_posted
from tests.store.strategies import MOMENTS, ORDERS, PARTS, POSTED, TEXTS


@dataclass(frozen=True)
class Sample:
    """Fields of every kind."""

    pair: tuple[str, Decimal]
    moment: datetime | None
    count: int = 3
    note: str = "usual"
    parts: tuple[Address, ...] = ()


@given(POSTED)
def test_posted_comes_back_when_frozen(posted: Posted) -> None:
    """What is sent is the same after freezing, to the last digit of each amount."""
    assert repr(thaw(Posted, freeze(posted))) == repr(posted)


@given(ORDERS)
def test_order_comes_back_when_frozen(order: Order) -> None:
    """An order is the same after freezing."""
    assert repr(thaw(Order, freeze(order))) == repr(order)


@given(st.builds(Sample, pair=st.tuples(TEXTS, PARTS), moment=st.none() | MOMENTS))
def test_value_comes_back_when_it_nests(sample: Sample) -> None:
    """Pairs, stamps in time and tuples of dataclasses are kept too."""
    assert thaw(Sample, freeze(sample)) == sample


def test_frozen_text_keeps_defaults_when_they_are_a_dataclass_s() -> None:
    """A default that changes one day does not change what was frozen before."""
    text = freeze(Sample(("a", Decimal(1)), None))
    assert text == '{"pair":["a","1"],"moment":null,"count":3,"note":"usual","parts":[]}'


def test_record_leaves_out_what_is_at_its_default() -> None:
    """Books hold tens of thousands of orders; most of what an order can say, most do not."""
    assert freeze(OrderLine("Mug", Decimal("1.00"))) == '{"title":"Mug","amount":"1.00"}'


def test_defaults_of_records_stay_when_books_rely_on_them() -> None:
    """What an old book left out is read as what it was then: these defaults are part of the format."""
    assert thaw(Order, '{"order_number":"1","currency":"GBP","lines":[],"layout":"x.y"}') == Order(
        order_number="1",
        currency="GBP",
        lines=(),
        layout="x.y",
        ordered=None,
        paid=None,
        despatched=None,
        channel_order_id="",
        references=(),
        tax_basis=TaxBasis.INCLUDED,
        order_discount=Decimal("0.00"),
        seller_tax=None,
        taxes=(),
        marketplace_tax=Decimal("0.00"),
        stated_total=None,
        payment_state=PaymentState.PAID,
        payment_method="",
        payment_reference="",
        paid_by_credit=Decimal("0.00"),
        is_cancelled=False,
        refunds=(),
        buyer=Buyer("", "", "", "", "", "", Address("", "", "", "", "", "", "", "")),
        ship_to=Address("", "", "", "", "", "", "", ""),
        ship_from="GB",
        has_lines=True,
        problems=(),
        reported=(),
        rows=(),
    )
    assert thaw(OrderLine, '{"title":"Mug","amount":"1.00"}') == OrderLine(
        "Mug", Decimal("1.00"), Decimal(1), LineKind.GOODS, Decimal("0.00"), None, None, "", 0
    )
    assert thaw(Refund, '{"gross":"1.00"}') == Refund(Decimal("1.00"), None, None, "", 0)
    assert thaw(TaxStatement, '{"name":"VAT","amount":"1.00"}') == TaxStatement("VAT", Decimal("1.00"), None)


def test_lists_of_plain_values_come_back_when_frozen() -> None:
    """Types that are no class can be frozen as well."""
    kind = tuple[tuple[str, Decimal], ...]
    value = (("GBP", Decimal("12.30")), ("EUR", Decimal("1E+3")))
    assert thaw_any(kind, freeze(value)) == value


@pytest.mark.parametrize("value", [object(), 1j, Sample])
def test_freezing_is_refused_when_the_kind_is_unknown(value: object) -> None:
    """A kind nobody thought of is an error at once, not a wrong value later."""
    with pytest.raises(TypeError):
        freeze(value)


def test_frozen_amounts_are_exact_when_they_have_many_digits() -> None:
    """No amount goes through a float."""
    line = OrderLine("Mug", amount=Decimal("0.1000000000000000055511151231257827"))
    assert thaw(OrderLine, freeze(line)).amount == line.amount


def test_builder_posts_the_gross_when_paid_in_full() -> None:
    """The builders' own figures agree."""
    posted = a_posted()
    assert posted.payment
    assert posted.payment.amount == posted.invoice.gross_amount
