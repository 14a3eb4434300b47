"""A short campaign: each trouble once, on one company and one book, with real processes."""

import sys
import time
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from kfdesk.app import PRACTICE_LOGIN
from kfdesk.cli.desk import PASSWORD_VARIABLE
from tests.soak.campaign import Sum, play_round
from tests.soak.checks import DOUBLE, WRONG_SUM, check_settled, settle
from tests.soak.stage import Stage, Violation, a_stage
from tests.soak.troubles import TROUBLES, Trouble

pytestmark = pytest.mark.crash
SETTLE_S = 1
ORDERS = 5


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A practice company and a linked book, both as processes use them."""
    seed = time.time_ns()
    sys.stdout.write(f"seed {seed}\n")  # shown when a test fails
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PASSWORD_VARIABLE, PRACTICE_LOGIN)
        rng = Random(seed)  # noqa: S311 - chance, not secrets
        with a_stage(tmp_path_factory.mktemp("stage"), rng, SETTLE_S) as made:
            yield made


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    """For the commands that run in this process."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PRACTICE_LOGIN)


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.name)
def test_export_is_exact_when_there_is_trouble(stage: Stage, trouble: Trouble) -> None:
    """Each order is one paid invoice over what was imported, or it has words."""
    if not trouble.is_possible:
        pytest.skip(f"{trouble.name}: not on this system")
    play_round(stage, trouble, Sum(0), ORDERS)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (DOUBLE, {"customer_reference": "Shop #1"}),
        (WRONG_SUM, {"lines": ()}),
    ],
)
def test_checks_notice_when_the_ledger_is_wrong(stage: Stage, kind: str, changes: dict[str, Any]) -> None:
    """An invoice for no order, and one over another sum; the checks can fail."""
    if not stage.orders:
        stage.bring(ORDERS)
        settle(stage, stage.main)
    invoice = stage.company.invoices()[0]
    stage.company.edit_invoice(invoice.number, **changes)
    with pytest.raises(Violation) as found:
        check_settled(stage, stage.main)
    assert found.value.kind == kind
    before = {name: getattr(invoice, name) for name in changes}
    stage.company.edit_invoice(invoice.number, **before)
    check_settled(stage, stage.main)
