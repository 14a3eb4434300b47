"""What a person answers where planning asks: each question with each answer, and when it holds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from kfdesk import words
from kfdesk.domain.answers import RULINGS, Answer, Decided, Ruling
from kfdesk.domain.evidence import VAT_EVIDENCE
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Address, LineKind, Order, OrderLine, OrderState, TaxBasis
from kfdesk.domain.planning import plan, verdict_by
from kfdesk.domain.plans import Plan, PlanFacts
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.reported import Reported
from kfdesk.domain.rules import rules_for
from tests.builders import DAY, a_buyer, a_line, an_address, an_order
from tests.domain.planned import FACTS, channel, delivery, goods, order_of, order_to, tip
from tests.domain.test_baskets import baskets, check_exact

D = Decimal
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
FILED = replace(FACTS, vat_filed_to=date(2026, 12, 31))
KEPT = Reason.of(Why.CANCELLED_BUT_PAID, paid="12.00")


def answered(order: Order, *rulings: Ruling, facts: PlanFacts = FACTS, **settings: Any) -> Plan:
    """The plan, of which the verdict is a part, after each question was answered with the next of these."""
    answers: tuple[Answer, ...] = ()
    for ruling in rulings:
        stopped = plan(order, channel(**settings), facts, Decided(answers=answers))
        assert stopped.reason is not None, "nothing was asked"
        assert ruling in RULINGS[stopped.reason.why]
        answers = (*answers, Answer(stopped.reason, ruling, NOON, "ann"))
    outcome = plan(order, channel(**settings), facts, Decided(answers=answers))
    assert verdict_by(order, rules_for(channel(**settings), facts), Decided(answers=answers)) == replace(
        outcome, posted=None
    )
    return outcome


@pytest.mark.parametrize(
    "problem",
    [
        KEPT,
        Reason.of(Why.LAYOUTS_DISAGREE, before="12.00 GBP", after="14.00 GBP"),
        Reason.of(Why.REFUND_UNCLEAR, found="partially_refunded"),
    ],
)
def test_order_is_invoiced_as_it_stands_when_a_person_says_so(problem: Reason) -> None:
    """What a reader could not settle no longer stops an order once it was answered."""
    order = an_order(problems=(problem,))
    assert answered(order).state is OrderState.NEEDS_ATTENTION
    outcome = answered(order, Ruling.AS_IT_STANDS)
    assert (outcome.state, outcome.gross) == (OrderState.READY, D("12.00"))


def test_one_answer_settles_one_problem_when_there_are_two() -> None:
    """Each question is asked by itself."""
    unclear = Reason.of(Why.REFUND_UNCLEAR, found="refunded")
    order = an_order(problems=(KEPT, unclear))
    assert answered(order, Ruling.AS_IT_STANDS).reason == unclear
    assert answered(order, Ruling.AS_IT_STANDS, Ruling.AS_IT_STANDS).state is OrderState.READY


def test_total_must_still_fit_when_the_order_is_taken_as_it_stands() -> None:
    """An answer does not make wrong figures right."""
    order = an_order(problems=(KEPT,), stated_total=D("13.00"))
    outcome = answered(order, Ruling.AS_IT_STANDS)
    assert outcome.reason == Reason.of(Why.TOTAL_DIFFERS, stated="13.00", calculated="12.00")


def test_order_of_a_filed_period_is_exported_when_a_person_says_so() -> None:
    """An order of a period whose VAT is filed waits for a yes to just that."""
    assert answered(an_order(), facts=FILED).reason == Reason.of(
        Why.VAT_PERIOD_FILED, date=DAY, filed_to=FILED.vat_filed_to
    )
    assert answered(an_order(), Ruling.EXPORT, facts=FILED).state is OrderState.READY


@pytest.mark.parametrize(
    "question", [replace(KEPT, facts={"paid": "11.00"}), Reason.of(Why.REFUND_UNCLEAR, paid="12.00")]
)
def test_answer_no_longer_holds_when_the_question_is_another(question: Reason) -> None:
    """A fact that a changed file altered makes it a question of its own."""
    decided = Decided(answers=(Answer(KEPT, Ruling.AS_IT_STANDS, NOON),))
    outcome = plan(an_order(problems=(question,)), channel(), FACTS, decided)
    assert outcome.reason == question


def test_answer_is_none_when_it_does_not_fit_its_question() -> None:
    """An answer that the question does not have is as good as none."""
    decided = Decided(answers=(Answer(KEPT, Ruling.EXPORT, NOON),))
    assert plan(an_order(problems=(KEPT,)), channel(), FACTS, decided).reason == KEPT


HOME = "A sale within the UK: UK VAT at the goods' own rates."
LONGEST = 6
"""More questions than any order can raise."""
Lines = list[tuple[str, str, str]]
CARD = OrderLine("Gift card £25", D("25.00"), kind=LineKind.GIFT_CARD)
AT_HOME: dict[str, Any] = {"marketplace_tax": D("2.40")}
NO_SUM = (Reported("amazon.vat", collected=ZERO),)
REPORTED = (Reported("amazon.settlement", collected=D("2.00")),)
HUB = (Reason.of(Why.DESTINATION_UNKNOWN, country="FR"),)
EDITED = (Reason.of(Why.ORDER_EDITED, outstanding="3.00"),)
AMAZONS = (Reason.of(Why.TAX_BASIS_UNKNOWN, tax="2.40"),)
ABROAD = a_buyer(address=an_address(country="FR", postcode="75001"))
NOWHERE: dict[str, Any] = {"ship_to": Address(), "buyer": a_buyer(address=Address())}


def figures(outcome: Plan) -> Lines:
    """Net, VAT and rate of each line."""
    assert outcome.posted is not None, outcome.reason
    return [
        (str(line.net_amount), str(line.vat_amount), f"{line.vat_rate:f}")
        for line in outcome.posted.invoice.lines
    ]


@pytest.mark.parametrize(
    ("order", "rulings", "expected"),
    [
        pytest.param(order_of(goods("12.00")), ["20"], [("10.00", "2.00", "20")], id="rate 20"),
        pytest.param(order_of(goods("12.00")), ["5"], [("11.43", "0.57", "5")], id="rate 5"),
        pytest.param(order_of(goods("12.00")), ["0"], [("12.00", "0.00", "0")], id="rate 0"),
        pytest.param(order_of(goods("12.00")), ["no-vat"], [("12.00", "0.00", "-1")], id="rate none"),
        pytest.param(
            order_of(goods("12.00", vat_rate=D(0)), goods("6.00", title="Cup"), delivery("1.80")),
            ["20"],
            [("12.00", "0.00", "0"), ("5.00", "1.00", "20"), ("1.20", "0.00", "0"), ("0.50", "0.10", "20")],
            id="only the unknown lines take the rate, delivery follows all",
        ),
        pytest.param(
            order_of(goods("0.00"), delivery("3.99")),
            ["20"],
            [("0.00", "0.00", "20"), ("3.32", "0.67", "20")],
            id="delivery alone",
        ),
        pytest.param(
            order_of(goods("12.00", vat_rate=D(20)), seller_tax=D("1.50")),
            ["file"],
            [("10.50", "1.50", "20")],
            id="the file's VAT",
        ),
        pytest.param(
            order_of(goods("12.00", vat_rate=D(20)), seller_tax=D("1.50")),
            ["calculated"],
            [("10.00", "2.00", "20")],
            id="our VAT",
        ),
        pytest.param(
            order_to("GB", goods("12.00", vat_rate=D(20)), delivery("2.00"), tip("1.00"), **AT_HOME),
            ["marketplace"],
            [("12.00", "0.00", "0"), ("2.00", "0.00", "0"), ("1.00", "0.00", "-1")],
            id="the marketplace accounts for it",
        ),
        pytest.param(
            order_to("GB", goods("12.00", vat_rate=D(20)), **AT_HOME),
            ["product-rate"],
            [("10.00", "2.00", "20")],
            id="the marketplace's tax is another",
        ),
        pytest.param(
            order_to("GB", goods("12.00"), **AT_HOME),
            ["mine"],
            [("12.00", "2.40", "20")],
            id="the tax is mine and tells the rate",
        ),
        pytest.param(
            order_to("GB", goods("12.00", tax=D("2.00")), **AT_HOME),
            ["mine", "20", "calculated"],
            [("12.00", "2.40", "20")],
            id="mine beside tax in the price: no one rate explains both",
        ),
        pytest.param(
            order_to("GB", goods("12.00", vat_rate=D(20)), reported=REPORTED),
            ["marketplace"],
            [("10.00", "0.00", "0")],
            id="a report's tax comes off and the rest is zero-rated",
        ),
        pytest.param(
            order_to("GB", goods("12.00", vat_rate=D(20)), reported=REPORTED),
            ["mine"],
            [("10.00", "2.00", "20")],
            id="the order file is right, not the report",
        ),
        pytest.param(
            order_to("GB", goods("12.00", vat_rate=D(20), tax=D("2.00")), reported=NO_SUM),
            ["marketplace"],
            [("10.00", "0.00", "0")],
            id="a report without a sum: the file's own tax is what the marketplace took",
        ),
        pytest.param(
            order_to("DE", goods("12.00", tax=D("2.00")), reported=REPORTED),
            ["marketplace"],
            [("10.00", "0.00", "0")],
            id="a report's tax on an export comes off",
        ),
        pytest.param(
            order_of(goods("12.00"), **AT_HOME, **NOWHERE),
            ["abroad"],
            [("12.00", "0.00", "0")],
            id="unknown country: abroad",
        ),
        pytest.param(
            order_of(goods("12.00"), **AT_HOME, **NOWHERE),
            ["in-uk", "marketplace"],
            [("12.00", "0.00", "0")],
            id="unknown country: at home asks whose tax it is",
        ),
        pytest.param(
            an_order(lines=(a_line(),), problems=HUB, buyer=ABROAD),
            ["abroad"],
            [("12.00", "0.00", "0")],
            id="goes on from a hub",
        ),
        pytest.param(
            an_order(lines=(a_line(),), problems=HUB, buyer=ABROAD),
            ["in-uk"],
            [("10.00", "2.00", "20")],
            id="stays at the hub",
        ),
        pytest.param(
            order_of(goods("12.00", vat_rate=D(20)), ship_from="DE"),
            ["uk-sale"],
            [("10.00", "2.00", "20")],
            id="from abroad, but a UK sale",
        ),
        pytest.param(
            order_of(goods("12.00", vat_rate=D(20)), ship_from="DE"),
            ["outside-uk-vat"],
            [("12.00", "0.00", "-1")],
            id="from abroad, outside UK VAT",
        ),
        pytest.param(
            order_to("FR", goods("12.00"), ship_from="DE"),
            ["uk-sale"],
            [("12.00", "0.00", "0")],
            id="from abroad to abroad is asked too",
        ),
        pytest.param(
            order_to("FR", goods("12.00"), ship_from="XI"),
            ["outside-uk-vat"],
            [("12.00", "0.00", "-1")],
            id="from Northern Ireland to the EU",
        ),
        pytest.param(
            order_of(goods("12.00"), tax_basis=TaxBasis.UNKNOWN, seller_tax=D("2.00")),
            ["in-prices"],
            [("10.00", "2.00", "20")],
            id="the prices hold my tax",
        ),
        pytest.param(
            order_of(
                goods("10.00"), tax_basis=TaxBasis.UNKNOWN, seller_tax=D("2.00"), stated_total=D("12.00")
            ),
            ["on-top"],
            [("10.00", "2.00", "20")],
            id="my tax is on top",
        ),
        pytest.param(
            order_of(goods("12.00"), tax_basis=TaxBasis.UNKNOWN, seller_tax=D("2.00")),
            ["marketplace-in-prices"],
            [("10.00", "0.00", "0")],
            id="the prices hold the marketplace's tax",
        ),
        pytest.param(
            order_of(
                goods("10.00"), tax_basis=TaxBasis.UNKNOWN, seller_tax=D("2.00"), stated_total=D("12.00")
            ),
            ["marketplace-on-top"],
            [("10.00", "0.00", "0")],
            id="the marketplace's tax is on top",
        ),
        pytest.param(
            an_order(lines=(goods("12.00"),), problems=AMAZONS, stated_total=None, **AT_HOME),
            ["marketplace-in-prices"],
            [("9.60", "0.00", "0")],
            id="Amazon's tax in the prices",
        ),
        pytest.param(
            an_order(lines=(goods("14.40"),), problems=AMAZONS, stated_total=None, **AT_HOME),
            ["in-prices"],
            [("12.00", "2.40", "20")],
            id="what the file calls Amazon's is mine",
        ),
        pytest.param(
            order_of(CARD, goods("12.00", vat_rate=D(20))),
            ["voucher"],
            [("25.00", "0.00", "-1"), ("10.00", "2.00", "20")],
            id="a voucher",
        ),
        pytest.param(
            order_of(CARD, goods("12.00", vat_rate=D(0))),
            ["20"],
            [("20.83", "4.17", "20"), ("12.00", "0.00", "0")],
            id="a card for goods of one rate",
        ),
        pytest.param(
            order_to("US", CARD), ["voucher"], [("25.00", "0.00", "-1")], id="a voucher sent abroad"
        ),
        pytest.param(
            an_order(lines=(a_line("12.00"), a_line("6.00")), problems=EDITED, stated_total=D("15.00")),
            ["difference-line"],
            [("10.00", "2.00", "20"), ("5.00", "1.00", "20"), ("-2.50", "-0.50", "20")],
            id="an edit as a line of its own",
        ),
        pytest.param(
            an_order(
                lines=(a_line("10.00"), a_line("5.00")),
                problems=EDITED,
                stated_total=D("14.40"),
                seller_tax=D("2.40"),
                tax_basis=TaxBasis.ON_TOP,
            ),
            ["difference-line"],
            [("9.67", "1.93", "20"), ("4.83", "0.97", "20"), ("-2.50", "-0.50", "20")],
            id="an edit, with the tax on top",
        ),
    ],
)
def test_answered_order_has_these_lines(order: Order, rulings: list[str], expected: Lines) -> None:
    """Each answer has its lines, net and VAT to the penny."""
    assert figures(answered(order, *map(Ruling, rulings))) == expected


@pytest.mark.parametrize(
    ("order", "rulings", "why"),
    [
        pytest.param(
            order_of(goods("12.00", vat_rate=D(0)), seller_tax=D("1.50")),
            ["file"],
            Why.VAT_DIFFERS,
            id="no line could hold the file's VAT",
        ),
        pytest.param(
            order_of(goods("12.00", vat_rate=D(20)), seller_tax=D("15.00")),
            ["file"],
            Why.VAT_DIFFERS,
            id="more VAT than price",
        ),
        pytest.param(
            order_of(goods("12.00"), seller_tax=D("1.50")),
            ["20"],
            Why.VAT_DIFFERS,
            id="a rate against the file's own VAT",
        ),
        pytest.param(
            order_of(goods("12.00"), tax_basis=TaxBasis.UNKNOWN, seller_tax=D("2.00")),
            ["on-top"],
            Why.TOTAL_DIFFERS,
            id="a tax that the total does not have",
        ),
        pytest.param(
            order_to("GB", goods("12.00", vat_rate=D(20)), reported=NO_SUM),
            ["marketplace"],
            Why.MARKETPLACE_TAX_REPORTED,
            id="nobody says how much the marketplace took",
        ),
        pytest.param(
            order_of(goods("12.00", vat_rate=D(15)), **AT_HOME),
            ["product-rate"],
            Why.VAT_RATE_MISSING,
            id="a rate that KashFlow does not have",
        ),
    ],
)
def test_answered_order_still_stops_when_its_figures_cannot_be_right(
    order: Order, rulings: list[str], why: Why
) -> None:
    """No answer makes an invoice that does not add up."""
    outcome = answered(order, *map(Ruling, rulings))
    assert outcome.reason is not None
    assert outcome.reason.why is why


@pytest.mark.parametrize(
    ("order", "ruling", "changed"),
    [
        (order_of(goods("12.00")), "20", order_of(goods("12.00", title="Cup"))),
        (order_of(goods("12.00")), "20", order_of(goods("12.00"), goods("3.00", title="Cup"))),
        (order_of(CARD), "voucher", order_of(structs.replace(CARD, title="Gift card £50"))),
        (
            order_to("GB", goods("12.00"), **AT_HOME),
            "marketplace",
            order_to("GB", goods("12.00"), marketplace_tax=D("2.00")),
        ),
        (
            order_of(goods("12.00", vat_rate=D(20)), seller_tax=D("1.50")),
            "file",
            order_of(goods("12.00", vat_rate=D(20)), seller_tax=D("1.40")),
        ),
        (order_of(goods("12.00"), ship_from="DE"), "uk-sale", order_of(goods("12.00"), ship_from="PL")),
    ],
)
def test_question_is_asked_anew_when_a_changed_file_alters_its_facts(
    order: Order, ruling: str, changed: Order
) -> None:
    """Another line, tax or country is another question; what was not asked about may change."""
    asked = plan(order, channel(), FACTS).reason
    assert asked is not None
    decided = Decided(answers=(Answer(asked, Ruling(ruling), NOON),))
    again = plan(changed, channel(), FACTS, decided).reason
    assert again is not None
    assert (again.why, again == asked) == (asked.why, False)
    dearer = structs.replace(order, paid=None, buyer=a_buyer(phone="1"), payment_reference="other")
    assert plan(dearer, channel(), FACTS, decided).reason != asked


@pytest.mark.parametrize(
    ("order", "rulings", "expected"),
    [
        (
            order_to("GB", goods("12.00", vat_rate=D(20)), postcode="BT1 1AA"),
            [],
            ["Sent to Northern Ireland.", "Sent from the UK: nothing says otherwise.", HOME],
        ),
        (
            order_to("GB", goods("12.00"), postcode="JE2 3AB", marketplace_tax=D("1.00")),
            [],
            [
                "Sent to Jersey.",
                "Sent from the UK: nothing says otherwise.",
                "1.00 tax that the marketplace collected is left out.",
                "Sent outside the UK: 0 %, and the tax collected there is not yours.",
            ],
        ),
        (
            order_to("FR", goods("12.00", tax=D("2.00")), ship_from="DE"),
            ["outside-uk-vat"],
            [
                "Sent to FR.",
                "Sent from DE.",
                "The file states 2.00 tax of yours.",
                "Sold from outside the UK: outside UK VAT.",
                "Goods that left from outside the UK: “Outside UK VAT”, as ann answered on 3 November 2026.",
                "The shop's own tax of 2.00 for FR is part of the price, not UK VAT.",
            ],
        ),
        (
            order_to("GB", goods("12.00", vat_rate=D(20)), reported=REPORTED),
            ["mine"],
            [
                "Sent to Great Britain.",
                "Sent from the UK: nothing says otherwise.",
                "The Amazon settlement says that the marketplace accounts for 2.00 tax.",
                HOME,
                (
                    "Tax collected by the marketplace, as its report says: “It is my own VAT, and it is "
                    "paid out to me”, as ann answered on 3 November 2026."
                ),
            ],
        ),
        (
            order_to("US", goods("12.00"), reported=NO_SUM),
            [],
            [
                "Sent to US.",
                "Sent from the UK: nothing says otherwise.",
                "The Amazon VAT transactions report says that the marketplace accounts for the tax.",
                "Sent outside the UK: 0 %, with proof of export.",
            ],
        ),
        (
            order_of(goods("12.00", vat_rate=D(5)), **NOWHERE),
            [],
            [
                "The file does not say where it was sent.",
                "Sent from the UK: nothing says otherwise.",
                "Taken as a sale within the UK: no country is named.",
            ],
        ),
    ],
)
def test_posted_order_tells_why_it_bears_its_vat(
    order: Order, rulings: list[str], expected: list[str]
) -> None:
    """Where to and from, who took what tax, the rule, and who answered what: kept with the posting."""
    sent = answered(order, *map(Ruling, rulings)).posted
    assert sent is not None
    assert [words.reason(reason) for reason in sent.why if reason.why in VAT_EVIDENCE] == expected


def test_only_answers_that_were_asked_for_are_evidence() -> None:
    """An answer to a question that no longer comes up says nothing about the invoice."""
    decided = Decided(answers=(Answer(KEPT, Ruling.AS_IT_STANDS, NOON),))
    sent = plan(an_order(), channel(), FACTS, decided).posted
    assert sent is not None
    assert Why.ANSWERED not in [reason.why for reason in sent.why]


STOPS = st.sampled_from(
    [
        {},
        {"marketplace_tax": D("2.40")},
        {"marketplace_tax": D("2.40"), **NOWHERE},
        {"ship_from": "DE"},
        {"tax_basis": TaxBasis.UNKNOWN, "seller_tax": D("0.05")},
        {"seller_tax": D("0.37")},
        {"problems": (KEPT,)},
        {"reported": (Reported("amazon.settlement", collected=D("0.11")),)},
    ]
)


@settings(max_examples=150, deadline=None)
@given(baskets(), STOPS, st.booleans(), st.data())
def test_answered_order_comes_to_what_the_channel_says(
    order: Order, changes: dict[str, Any], is_silent: bool, data: st.DataObject
) -> None:
    """Whatever is answered, the invoice is the channel's total, less what the marketplace took; or none."""
    if is_silent:
        order = structs.replace(
            order, lines=tuple(structs.replace(line, vat_rate=None) for line in order.lines)
        )
    order = structs.replace(order, **changes)
    rulings: list[Ruling] = []
    outcome = plan(order, channel(), FACTS)
    while outcome.reason and outcome.reason.why in RULINGS and len(rulings) < LONGEST:
        rulings.append(data.draw(st.sampled_from(RULINGS[outcome.reason.why])))
        outcome = answered(order, *rulings)
        if outcome.reason and outcome.reason.why is Why.VAT_DIFFERS and Ruling.FILE in rulings:
            break
    if outcome.posted is None:
        return
    invoice = outcome.posted.invoice
    assert order.stated_total is not None
    taken = ZERO
    if Ruling.MINE in rulings and order.marketplace_tax:
        taken = -order.marketplace_tax
    elif Ruling.MARKETPLACE in rulings and order.reported:
        taken = order.reported[0].collected or ZERO
    elif Ruling.MARKETPLACE_IN_PRICES in rulings and order.seller_tax:
        taken = order.seller_tax
    assert invoice.gross_amount == order.stated_total - taken
    assert invoice.net_amount + invoice.vat_amount == invoice.gross_amount
    check_exact(outcome.posted)
