"""`kfdesk orders answer`: the questions of the window, answered in one line."""

import pytest

from kfdesk.paths import resource_path
from tests.cli.desk_of_tests import Commands


@pytest.fixture
def etsy(commands: Commands) -> Commands:
    """A channel that is ready, whose orders do not say the VAT rate."""
    commands.link()
    files = sorted(resource_path("practice").glob("etsy*.csv"))
    commands("import", *files, "--channel", "Etsy")
    commands.set_up("Etsy")
    return commands


def waiting(etsy: Commands) -> list[str]:
    """Numbers of the orders that ask for the rate."""
    orders = etsy.json("orders", "--state", "needs_attention")["orders"]
    return [order["order_number"] for order in orders if "does not say the VAT rate" in order["message"]]


def test_order_is_answered_and_exported(etsy: Commands) -> None:
    """The answer takes effect at once; the invoice has its rate."""
    first, *others = waiting(etsy)
    [order] = etsy.json("orders", "answer", first, "--channel", "etsy", "--answer", "20")["orders"]
    assert (order["order_number"], order["state"]) == (first, "ready")
    assert waiting(etsy) == others
    told = etsy("orders", "answer", *others, "--channel", "Etsy", "--answer", "0")
    assert told.count("Ready") == len(others)
    found = etsy.json("export", code=1)
    invoiced = {each["order_number"] for each in found["orders"] if each["invoice_number"]}
    assert {first, *others} <= invoiced
    rates = {
        invoice.customer_reference: {line.vat_rate for line in invoice.lines}
        for invoice in etsy.company.invoices()
    }
    assert rates[f"Etsy {first}"] == {20}
    assert rates[f"Etsy {others[0]}"] == {0}


def test_all_orders_of_a_cause_are_answered(etsy: Commands) -> None:
    """One line for what the window shows as one group."""
    count = len(waiting(etsy))
    answered = etsy.json("orders", "answer", "--channel", "Etsy", "--cause", "vat-unknown", "--answer", "20")
    assert [order["state"] for order in answered["orders"]] == ["ready"] * count
    assert waiting(etsy) == []


def test_possible_answers_are_named_when_none_fits(etsy: Commands) -> None:
    """The question, each answer, and the setting that says it for all orders; nothing is changed."""
    numbers = waiting(etsy)
    for given in ((), ("--answer", "17.5"), ("--answer", "marketplace")):
        told = etsy("orders", "answer", numbers[0], "--channel", "Etsy", *given, code=2)
        assert "Which VAT do these goods bear?" in told
        for line in ("--answer 20 ", "--answer no-vat ", "--answer leave-out "):
            assert line in told
        assert 'kfdesk channels set "Etsy" --vat-unknown 20' in told
    assert waiting(etsy) == numbers


def test_wrong_line_is_refused(etsy: Commands) -> None:
    """Exit 2, with what is wrong."""
    for arguments, told in (
        (("nowhere", "--answer", "20"), "Etsy has no order nowhere."),
        (("--cause", "vat-differs", "--answer", "file"), "Nothing of Etsy is held up by that."),
        (("--cause", "sunshine", "--answer", "20"), "There is no cause sunshine."),
        (("--answer", "20"), "Name order numbers, or --cause"),
    ):
        assert told in etsy("orders", "answer", *arguments, "--channel", "Etsy", code=2)


def test_answer_is_changed_and_taken_back(etsy: Commands) -> None:
    """While no invoice was sent, a person may think better of it."""
    first, *_ = waiting(etsy)
    line = ("orders", "answer", first, "--channel", "Etsy", "--answer")
    etsy(*line, "20")
    assert "ask-again" in etsy(*line[:-1], code=2)
    etsy(*line, "leave-out")
    assert "Nothing is asked about" in etsy(*line, "20", code=2)
    second = waiting(etsy)[0]
    line = ("orders", "answer", second, "--channel", "Etsy", "--answer")
    etsy(*line, "5")
    etsy(*line, "ask-again", code=1)
    assert second in waiting(etsy)
