"""From an order to what is posted, or to the reason why nothing is (DESIGN 5.2 to 5.4)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from msgspec import structs

from kfdesk.domain.answers import Decided
from kfdesk.domain.channels import Customers, InvoiceDate, WhichOrders
from kfdesk.domain.company import Choice, Currency
from kfdesk.domain.orders import OrderState, PaymentState, Refund
from kfdesk.domain.planning import plan
from kfdesk.domain.plans import PlanFacts
from kfdesk.domain.reasons import Reason, Why
from tests.builders import COMPANY, DAY, LOOK_UPS, READY, a_line, an_order
from tests.domain.planned import FACTS, channel, goods, notes, order_to, planned, posted, stop_of, whys

D = Decimal
LATER = date(2026, 11, 5)
CURRENCIES = (*LOOK_UPS.currencies, Currency("JPY", D(190)), Currency("ZAR", D(23)), Currency("USD", D(0)))
FOREIGN = PlanFacts(
    COMPANY, replace(LOOK_UPS, currencies=CURRENCIES, read_at=datetime(2026, 11, 9, 8, tzinfo=UTC))
)


@pytest.mark.parametrize(
    ("changes", "settings", "state", "why"),
    [
        ({"is_cancelled": True}, {}, OrderState.SKIPPED, Why.CANCELLED),
        ({"refunds": (Refund(D("12.00")),)}, {}, OrderState.SKIPPED, Why.REFUNDED_IN_FULL),
        ({"refunds": (Refund(D("6.00")), Refund(D("6.00")))}, {}, OrderState.SKIPPED, Why.REFUNDED_IN_FULL),
        ({"problems": (Reason.of(Why.NOT_A_SALE, why="x"),)}, {}, OrderState.SKIPPED, Why.NOT_A_SALE),
        ({"payment_state": PaymentState.UNPAID}, {}, OrderState.WAITING, Why.NOT_PAID),
        ({}, {"which_orders": WhichOrders.DESPATCHED}, OrderState.WAITING, Why.NOT_DESPATCHED),
        ({"paid": None}, {}, OrderState.WAITING, Why.NO_DATE),
        ({}, {"invoice_date": InvoiceDate.DESPATCHED}, OrderState.WAITING, Why.NO_DATE),
        ({"ordered": None}, {"invoice_date": InvoiceDate.ORDERED}, OrderState.WAITING, Why.NO_DATE),
        ({}, {"export_from": LATER}, OrderState.SKIPPED, Why.BEFORE_EXPORT_FROM),
        ({}, {"sales_type": None}, OrderState.WAITING, Why.CHANNEL_NOT_READY),
        ({}, {"bank_account": None}, OrderState.WAITING, Why.CHANNEL_NOT_READY),
        ({"currency": "EUR"}, {}, OrderState.NEEDS_ATTENTION, Why.CURRENCY_OFF),
        ({"currency": "SEK"}, {"foreign_currency": True}, OrderState.NEEDS_ATTENTION, Why.CURRENCY_MISSING),
        ({"currency": "USD"}, {"foreign_currency": True}, OrderState.NEEDS_ATTENTION, Why.CURRENCY_MISSING),
        (
            {"currency": "JPY"},
            {"foreign_currency": True},
            OrderState.NEEDS_ATTENTION,
            Why.CURRENCY_WITHOUT_PENCE,
        ),
        (
            {"problems": (Reason.of(Why.SEEN_ELSEWHERE, channel="Shop", order_number="7"),)},
            {},
            OrderState.NEEDS_ATTENTION,
            Why.SEEN_ELSEWHERE,
        ),
        ({"order_number": "9" * 46}, {}, OrderState.NEEDS_ATTENTION, Why.STAMP_TOO_LONG),
    ],
)
def test_says_why_when_nothing_is_posted(
    changes: dict[str, Any], settings: dict[str, Any], state: OrderState, why: Why
) -> None:
    """Each order that is not sent has its state and its reason."""
    outcome = planned(an_order(**changes), FOREIGN, **settings)
    assert outcome.state is state
    assert outcome.reason is not None
    assert outcome.reason.why is why
    assert outcome.posted is None
    assert outcome.gross == D("12.00")


def test_says_left_out_first_when_a_person_left_it_out() -> None:
    """The person's reason stands before all others."""
    outcome = plan(an_order(is_cancelled=True), channel(), FACTS, Decided("posted by hand"))
    assert outcome.state is OrderState.SKIPPED
    assert outcome.reason == Reason.of(Why.LEFT_OUT, reason="posted by hand")


def test_waits_when_nothing_is_linked() -> None:
    """What is imported with nothing linked waits for the first company."""
    outcome = plan(an_order(), replace(channel(), company_id=None), FACTS)
    assert outcome.state is OrderState.WAITING
    assert outcome.reason == Reason(Why.NOTHING_LINKED)


def test_names_what_is_missing_when_channel_is_not_ready() -> None:
    """Proposals that nobody accepted count as missing."""
    assert READY.sales_type is not None
    proposed = replace(READY.sales_type, is_proposed=True)
    reason = stop_of(an_order(), sales_type=proposed, payment_method=None)
    assert reason.facts == {"channel": "eBay", "missing": "sales_type, payment_method"}


@pytest.mark.parametrize(
    ("look_ups", "setting"),
    [
        (replace(LOOK_UPS, sales_types=(Choice(31, "Sales", is_gone=True),)), "sales_type"),
        (replace(LOOK_UPS, bank_accounts=(Choice(21, "Current Account", is_gone=True),)), "bank_account"),
        (replace(LOOK_UPS, customer_sources=(Choice(1, "eBay", is_gone=True),)), "customer_source"),
    ],
)
def test_stops_when_a_choice_is_gone(look_ups: Any, setting: str) -> None:
    """It says which setting to mend."""
    reason = stop_of(an_order(), PlanFacts(COMPANY, look_ups))
    assert reason.why is Why.LOOK_UP_GONE
    assert reason.facts["setting"] == setting


def test_passes_gone_payment_method_over_when_payments_are_not_recorded() -> None:
    """A setting that is not used holds nothing up."""
    look_ups = replace(LOOK_UPS, payment_methods=(Choice(11, "PayPal", is_gone=True),))
    assert planned(an_order(), PlanFacts(COMPANY, look_ups), record_payments=False).posted


@pytest.mark.parametrize(
    "changes",
    [{"refunds": (Refund(D("12.00")),), "despatched": DAY}, {"refunds": (Refund(D("11.99")),)}],
)
def test_is_ready_when_refunded_in_part_or_after_despatch(changes: dict[str, Any]) -> None:
    """Then there is an invoice, and a credit note later."""
    assert planned(an_order(**changes)).state is OrderState.READY


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [(InvoiceDate.PAID, DAY), (InvoiceDate.ORDERED, date(2026, 11, 1)), (InvoiceDate.DESPATCHED, LATER)],
)
def test_dates_invoice_when_channel_chose(chosen: InvoiceDate, expected: date) -> None:
    """The due date is the invoice date."""
    order = an_order(ordered=date(2026, 11, 1), despatched=LATER)
    invoice = posted(order, invoice_date=chosen, export_from=date(2026, 11, 1)).invoice
    assert (invoice.invoice_date, invoice.due_date) == (expected, expected)


def test_invoices_without_payment_when_despatched_on_account() -> None:
    """A channel that goes by despatch invoices what is not paid yet."""
    order = an_order(payment_state=PaymentState.UNPAID, paid=None, despatched=LATER)
    settings: dict[str, Any] = {
        "which_orders": WhichOrders.DESPATCHED,
        "invoice_date": InvoiceDate.DESPATCHED,
    }
    sent = posted(order, **settings)
    assert sent.payment is None
    assert whys(notes(sent)) == [Why.NO_PAYMENT_UNPAID]


def test_pays_in_full_when_paid() -> None:
    """Method, account, date, amount, and the stamp with the channel's reference as the note."""
    payment = posted(an_order(paid=LATER, payment_reference=" ch_123\n")).payment
    assert payment is not None
    assert (payment.amount, payment.paid_on) == (D("12.00"), LATER)
    assert (payment.method_id, payment.account_id) == (11, 21)
    assert payment.note == "eBay 1001 ch_123"


@pytest.mark.parametrize(
    ("changes", "settings", "expected"),
    [
        ({}, {"record_payments": False}, Reason(Why.NO_PAYMENT_SETTING)),
        (
            {"payment_state": PaymentState.PART_PAID},
            {},
            Reason.of(Why.PAYMENT_IN_PART, gross="12.00"),
        ),
        (
            {"payment_method": "PayPal + Card"},
            {},
            Reason.of(Why.PAYMENT_NEEDS_PERSON, method="PayPal + Card", paid="12.00"),
        ),
        (
            {"payment_method": "Shopify Payments", "paid_by_credit": D("5.00")},
            {},
            Reason.of(Why.PAYMENT_NEEDS_PERSON, method="Shopify Payments", paid="7.00"),
        ),
        (
            {"payment_method": "gift_card", "paid_by_credit": D("12.00")},
            {},
            Reason.of(Why.PAYMENT_NEEDS_PERSON, method="gift_card", paid="12.00"),
        ),
        (
            {"payment_method": "Store Credit"},
            {},
            Reason.of(Why.PAYMENT_NEEDS_PERSON, method="Store Credit", paid="12.00"),
        ),
    ],
)
def test_invoices_in_full_when_the_payment_needs_a_person(
    changes: dict[str, Any], settings: dict[str, Any], expected: Reason
) -> None:
    """The invoice goes, the payment does not, and the preview says why."""
    sent = posted(an_order(**changes), **settings)
    assert sent.payment is None
    assert notes(sent) == (expected,)
    assert sent.invoice.gross_amount == D("12.00")


def test_sends_foreign_currency_when_switched_on() -> None:
    """As it is, with KashFlow's rate and its date, and without the payment."""
    order = order_to("ZA", goods("115.00"), currency="ZAR", seller_tax=D("15.00"))
    sent = posted(order, FOREIGN, foreign_currency=True)
    assert sent.invoice.is_foreign
    assert (sent.invoice.currency, sent.invoice.exchange_rate) == ("ZAR", D(23))
    assert sent.invoice.net_amount == D("115.00")
    assert sent.payment is None
    assert Reason.of(Why.EXCHANGE_RATE, rate="23", currency="ZAR", date="2026-11-09") in sent.why
    assert Why.NO_PAYMENT_FOREIGN in whys(sent.why)


def test_pays_in_foreign_currency_when_that_is_switched_on_too() -> None:
    """Its currency is disputed, so it has a switch of its own."""
    sent = posted(an_order(currency="EUR"), foreign_currency=True, foreign_payments=True)
    assert sent.payment is not None
    assert sent.payment.amount == D("12.00")


def test_takes_other_currency_as_home_when_the_company_does() -> None:
    """Home is the company's currency, not sterling by itself."""
    facts = PlanFacts(replace(COMPANY, home_currency="EUR"), LOOK_UPS)
    assert not posted(an_order(currency="EUR"), facts).invoice.is_foreign


def test_tells_that_lines_are_not_in_the_file_when_one_stands_for_all() -> None:
    """The Etsy orders file names no items."""
    order = an_order(has_lines=False, lines=(a_line("12.00", quantity=D(3)),))
    assert notes(posted(order)) == (Reason.of(Why.LINES_NOT_IN_FILE, items="3"),)
    told = structs.replace(order, problems=(Reason.of(Why.LINES_NOT_IN_FILE, items="4"),))
    assert notes(posted(told)) == told.problems


def test_tells_that_the_channels_customer_is_used_when_set() -> None:
    """It is shown in the preview."""
    assert notes(posted(an_order(), customers=Customers.CHANNEL)) == (Reason(Why.CUSTOMER_OF_CHANNEL),)


def test_writes_stamp_when_order_is_ready() -> None:
    """Channel stamp and order number; fifty characters fit."""
    assert posted(an_order(" 12-345 ")).invoice.stamp == "eBay 12-345"
    assert len(posted(an_order("9" * 45)).invoice.stamp) == 50
