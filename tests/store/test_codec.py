"""Frozen dataclasses come back as they were, whatever they hold.

Texts are compared by `repr`: it tells 1.0 from 1.00.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfdesk.domain.invoices import Posted
from kfdesk.domain.orders import Address, Order, OrderLine
from kfdesk.store.codec import freeze, thaw, thaw_any
from tests.builders import a_posted, an_order
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
    assert repr(thaw(Posted, freeze(Posted, posted))) == repr(posted)


@given(ORDERS)
def test_order_comes_back_when_frozen(order: Order) -> None:
    """An order is the same after freezing."""
    assert repr(thaw(Order, freeze(Order, order))) == repr(order)


@given(st.builds(Sample, pair=st.tuples(TEXTS, PARTS), moment=st.none() | MOMENTS))
def test_value_comes_back_when_it_nests(sample: Sample) -> None:
    """Pairs, stamps in time and tuples of dataclasses are kept too."""
    assert thaw(Sample, freeze(Sample, sample)) == sample


def test_frozen_text_keeps_a_default_when_the_default_is_not_empty() -> None:
    """A default that changes one day does not change what was frozen before."""
    text = freeze(Sample, Sample(("a", Decimal(1)), None))
    assert '"note":"usual"' in text
    assert '"count":3' in text
    assert "parts" not in text


def test_left_out_fields_are_given_when_thawing() -> None:
    """Fields that are kept elsewhere are handed in."""
    order = an_order()
    text = freeze(Order, order, ("lines", "buyer"))
    assert "Mug" not in text
    assert thaw(Order, text, lines=order.lines, buyer=order.buyer) == order


def test_lists_of_plain_values_come_back_when_frozen() -> None:
    """Types that are no class can be frozen as well."""
    kind = tuple[tuple[str, Decimal], ...]
    value = (("GBP", Decimal("12.30")), ("EUR", Decimal("1E+3")))
    assert thaw_any(kind, freeze(kind, value)) == value


@pytest.mark.parametrize("kind", [float, list[int], int | str])
def test_freezing_is_refused_when_the_type_is_unknown(kind: object) -> None:
    """A type nobody thought of is an error at once, not a wrong value later."""
    with pytest.raises(TypeError):
        freeze(kind, 1)


def test_frozen_amounts_are_exact_when_they_have_many_digits() -> None:
    """No amount goes through a float."""
    line = OrderLine("Mug", amount=Decimal("0.1000000000000000055511151231257827"))
    assert thaw(OrderLine, freeze(OrderLine, line)).amount == line.amount


def test_builder_posts_the_gross_when_paid_in_full() -> None:
    """The builders' own figures agree."""
    posted = a_posted()
    assert posted.payment
    assert posted.payment.amount == posted.invoice.gross_amount
