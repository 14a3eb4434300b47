"""From an order to what is posted for it, or to the reason why nothing is (DESIGN 5.2 to 5.4)."""

from datetime import date
from decimal import Decimal

from kfdesk.domain.answered import settled
from kfdesk.domain.answers import UNDECIDED, Decided, Questions, Ruling
from kfdesk.domain.channels import Channel, InvoiceDate, WhichOrders
from kfdesk.domain.customers import customer_draft
from kfdesk.domain.evidence import evidence
from kfdesk.domain.invoice_lines import invoice_lines
from kfdesk.domain.invoices import InvoiceDraft, Posted
from kfdesk.domain.orders import LineKind, Order, OrderLine, OrderState, PaymentState
from kfdesk.domain.payments import no_payment, payment_for
from kfdesk.domain.plans import Plan, PlanFacts
from kfdesk.domain.pricing import Priced, price, stated_gross
from kfdesk.domain.rates import NO_RATE, Rate, Rated, card_rate, rate_lines, text_of
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.record import Record
from kfdesk.domain.rules import ChannelRules, VatRules, rules_for
from kfdesk.domain.stamps import LONGEST_STAMP, stamp_of
from kfdesk.domain.stops import Stopped, attention, skipped, waiting
from kfdesk.domain.treatment import Treatment, treat
from kfdesk.domain.vat import check_tax, tax_lines

_WITHOUT_PENCE = (
    "BHD BIF CLF CLP DJF GNF IQD ISK JOD JPY KMF KRW KWD LYD MGA MRU"
    " OMR PYG RWF TND UGX UYI VND VUV XAF XOF XPF"
)
WITHOUT_PENCE = frozenset(_WITHOUT_PENCE.split())
"""Currencies of ISO 4217 that do not have two decimals."""

HOME_RATE = Decimal(1)


class _Money(Record, frozen=True):
    """The currency's side of an invoice."""

    rate: Decimal
    is_foreign: bool
    why: tuple[Reason, ...] = ()


class _Worked(Record, frozen=True):
    """An order that nothing stops but, at the most, its VAT; `sale` has it as the answers do."""

    stamp: str
    day: date
    money: _Money
    priced: Priced
    sale: Treatment
    rated: Rated
    questions: Questions


def plan(order: Order, channel: Channel, facts: PlanFacts, decided: Decided = UNDECIDED) -> Plan:
    """What becomes of one order, with what a person decided about it."""
    return plan_by(order, rules_for(channel, facts), decided)


def plan_by(order: Order, rules: ChannelRules, decided: Decided = UNDECIDED) -> Plan:
    """As `plan`, with the channel's rules worked out before: for many orders of a channel."""
    try:
        posted = _posted(rules, _worked_out(order, rules, decided))
        _check_found(decided, order.currency, posted.invoice.gross_amount)
    except Stopped as stopped:
        return Plan(stopped.state, stopped.reason, gross=stated_gross(order))
    return Plan(OrderState.READY, posted=posted, gross=posted.invoice.gross_amount)


def verdict_by(order: Order, rules: ChannelRules, decided: Decided = UNDECIDED) -> Plan:
    """State, reason and gross as `plan_by` has them, without what would be posted: for lists of orders."""
    try:
        worked = _worked_out(order, rules, decided)
        check_tax(worked.sale.order, worked.rated, worked.questions)
        _check_found(decided, order.currency, worked.priced.gross)
    except Stopped as stopped:
        return Plan(stopped.state, stopped.reason, gross=stated_gross(order))
    return Plan(OrderState.READY, gross=worked.priced.gross)


def _worked_out(order: Order, rules: ChannelRules, decided: Decided) -> _Worked:
    """What can stop an order, in the order in which a person should hear of it."""
    questions = Questions(decided)
    day = _may_be_invoiced(order, rules.channel, decided)
    _check_period(day, rules.vat_filed_to, questions)
    _check_channel(rules)
    money = _money(order, rules)
    known = settled(order, questions)
    stamp = _stamp(order, rules.channel)
    priced = _priced(known, rules.vat, questions)
    sale = treat(known, rules.vat, questions)
    if sale.order is not known:  # an answer changed whose a tax is
        priced = _priced(sale.order, rules.vat, questions)
    rated = rate_lines(sale, priced, rules.vat, questions)
    return _Worked(stamp, day, money, priced, sale, rated, questions)


def _may_be_invoiced(order: Order, channel: Channel, decided: Decided) -> date:
    """The date of the invoice; stops an order that is not, or not yet, to be invoiced."""
    if decided.left_out:
        raise skipped(Why.LEFT_OUT, reason=decided.left_out)
    _check_sale(order, decided.given_back)
    _check_progress(order, channel.settings.which_orders)
    chosen = channel.settings.invoice_date
    day = {
        InvoiceDate.PAID: order.paid,
        InvoiceDate.ORDERED: order.ordered,
        InvoiceDate.DESPATCHED: order.despatched,
    }[chosen]
    if day is None:
        raise waiting(Why.NO_DATE, date=chosen.value)
    first = channel.settings.export_from
    if first and day < first:
        raise skipped(Why.BEFORE_EXPORT_FROM, date=first.isoformat())
    return day


def _check_period(day: date, filed_to: date | None, questions: Questions) -> None:
    """Nothing new appears by itself in a period whose VAT return is made."""
    if filed_to and day <= filed_to:
        questions.ask(Why.VAT_PERIOD_FILED, date=day, filed_to=filed_to)


def _check_sale(order: Order, given_back: Decimal) -> None:
    for problem in order.problems:
        if problem.why is Why.NOT_A_SALE:
            raise Stopped(OrderState.SKIPPED, problem)
    if order.is_cancelled:
        raise skipped(Why.CANCELLED)
    refunded = max(order.refunded, given_back)
    if refunded and order.despatched is None and refunded >= stated_gross(order):
        raise skipped(Why.REFUNDED_IN_FULL)


def _check_progress(order: Order, which: WhichOrders) -> None:
    """Orders wait until paid; a channel that goes by despatch invoices what is sent on account."""
    if which is WhichOrders.DESPATCHED:
        if order.despatched is None:
            raise waiting(Why.NOT_DESPATCHED)
    elif order.payment_state is PaymentState.UNPAID:
        raise waiting(Why.NOT_PAID)


def _check_channel(rules: ChannelRules) -> None:
    channel = rules.channel
    if channel.company_id is None:
        raise waiting(Why.NOTHING_LINKED)
    if rules.missing:
        raise waiting(Why.CHANNEL_NOT_READY, channel=channel.name, missing=", ".join(rules.missing))
    if rules.gone:
        raise Stopped(OrderState.NEEDS_ATTENTION, rules.gone)


def _money(order: Order, rules: ChannelRules) -> _Money:
    code = order.currency
    if code == rules.home_currency:
        return _Money(HOME_RATE, is_foreign=False)
    if not rules.channel.settings.foreign_currency:
        raise attention(Why.CURRENCY_OFF, currency=code)
    currency = rules.currencies.get(code)
    if currency is None or currency.rate <= 0:
        raise attention(Why.CURRENCY_MISSING, currency=code)
    if code in WITHOUT_PENCE:
        raise attention(Why.CURRENCY_WITHOUT_PENCE, currency=code)
    why = Reason.of(Why.EXCHANGE_RATE, rate=text_of(currency.rate), currency=code, date=rules.rates_read)
    return _Money(currency.rate, is_foreign=True, why=(why,))


def _stamp(order: Order, channel: Channel) -> str:
    """The stamp; stops at one that KashFlow might cut."""
    stamp = stamp_of(channel.stamp, order.order_number)
    if len(stamp) > LONGEST_STAMP:
        raise attention(Why.STAMP_TOO_LONG, stamp=stamp, longest=LONGEST_STAMP)
    return stamp


def _priced(order: Order, vat: VatRules, questions: Questions) -> Priced:
    cards = card_rate(order, questions)
    return price(order, lambda line: _known_rate(line, vat, cards))


def _posted(rules: ChannelRules, worked: _Worked) -> Posted:
    settings, stamp, day, money = rules.channel.settings, worked.stamp, worked.day, worked.money
    order, questions = worked.sale.order, worked.questions
    lines = invoice_lines(tax_lines(order, worked.rated, questions), settings)
    invoice = InvoiceDraft(stamp, day, day, order.currency, lines, money.rate, money.is_foreign)
    customer = customer_draft(order, rules.channel)
    gross = worked.priced.gross
    unpaid = no_payment(order, settings, gross, is_foreign=money.is_foreign)
    payment = None if unpaid else payment_for(order, settings, stamp, day, gross)
    own = (Reason(Why.CUSTOMER_OF_CHANNEL),) if customer.is_channels_own else ()
    notes = (*worked.priced.why, *money.why, *own, *((unpaid,) if unpaid else ()))
    why = (*_of_file(order), *notes, *evidence(worked.sale, questions.taken), *worked.rated.why)
    return Posted(customer, invoice, payment, why)


def _of_file(order: Order) -> tuple[Reason, ...]:
    """What the reader explained; every other problem has stopped the order before."""
    if order.has_lines or order.problems:
        return order.problems
    items = sum((line.quantity for line in order.lines), NO_RATE)
    return (Reason.of(Why.LINES_NOT_IN_FILE, items=f"{items.normalize():f}"),)


def _check_found(decided: Decided, currency: str, gross: Decimal) -> None:
    """Stop at an invoice that may be this order until a person says what it is."""
    found = decided.found
    if found and Questions(decided).put(found.question_for(currency, gross)) is Ruling.TAKE_OVER:
        raise waiting(Why.TO_BE_TAKEN_OVER, number=found.number)


def _known_rate(line: OrderLine, vat: VatRules, cards: Rate | None) -> Decimal | None:
    """What is known of a line's rate before the tax is looked at."""
    if line.kind is LineKind.GIFT_CARD:
        return cards[0] if cards else None
    if line.vat_rate is not None:
        return line.vat_rate
    by_sku = vat.sku_rate(line.sku)
    return by_sku.rate if by_sku else None
