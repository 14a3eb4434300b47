"""Any basket is exact to the penny or stopped with words; so are its refunds, and what the ledger holds."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kfdesk.domain.orders import LineKind
from tests.domain.made_baskets import MANY, Basket, Item, make_basket
from tests.domain.pennies import EXACT, WrongError, campaign, check, check_refunds, plan_of
from tests.domain.posted_baskets import post

SEED = 7
BASKETS = 800
POSTED = 30


@settings(max_examples=120, deadline=None)
@given(st.randoms(use_true_random=False))
def test_basket_is_exact_or_stopped_for_a_reason(rng: Random) -> None:
    """Net and VAT are what the seller is owed, each line multiplies back, each stop is one that must be."""
    basket = make_basket(rng, longest=40)
    if check(basket) == EXACT:
        posted = plan_of(basket).posted
        assert posted is not None
        check_refunds(posted.invoice, rng)


def test_ledger_holds_the_previews_of_many_baskets(tmp_path: Path) -> None:
    """A short campaign: most are exact, all reasons are met, and the company's figures are the same."""
    found, drafts = campaign(BASKETS, SEED)
    assert found.failures == []
    assert found.outcomes[EXACT] > BASKETS / 2
    assert len(found.outcomes) > 6
    assert post(tmp_path, drafts[:POSTED]) == []


def test_basket_of_ten_thousand_lines_is_exact() -> None:
    """Pennies of many lines, with a discount spread over all of them."""
    items = [Item(LineKind.GOODS, 1 + index % 97, rate=(20, 5, 0)[index % 3]) for index in range(MANY)]
    delivery = Item(LineKind.DELIVERY, 499)
    assert check(Basket((*items, delivery), order_discount=12_345)) == EXACT


@pytest.mark.parametrize(
    "basket",
    [
        Basket((Item(LineKind.GOODS, 999, rate=20),), seller_tax=170),
        Basket((Item(LineKind.GOODS, 999, rate=20),), off=1),
        Basket((Item(LineKind.GOODS, 999),)),
    ],
    ids=["the file's VAT", "another total", "no rate"],
)
def test_check_notices_when_what_is_expected_is_another(
    basket: Basket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held against the expectation of a plain basket, each of these fails."""
    plain = Basket((Item(LineKind.GOODS, 999, rate=20),))
    assert check(plain) == EXACT
    monkeypatch.setattr("tests.domain.pennies.plan_of", lambda _plain: plan_of(basket))
    with pytest.raises(WrongError):
        check(plain)
