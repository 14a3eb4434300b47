"""Orders and contents of invoices such as a book must give back exactly."""

from datetime import UTC

from hypothesis import strategies as st

from kfdesk.domain.invoices import CustomerDraft, InvoiceDraft, InvoiceLine, PaymentDraft, Posted
from kfdesk.domain.orders import Address, Buyer, LineKind, Order, OrderLine, Refund, TaxStatement
from kfdesk.domain.reasons import Reason, Why

TEXTS = st.text(max_size=20)
DAYS = st.none() | st.dates()
MOMENTS = st.datetimes(timezones=st.just(UTC))
PENNIES = st.decimals(-(10**6), 10**6, places=2)
PARTS = st.decimals(-(10**6), 10**6, places=5)
REASONS = st.builds(Reason, st.sampled_from(Why), st.dictionaries(TEXTS, TEXTS, max_size=2))
ADDRESSES = st.builds(Address, name=TEXTS, line1=TEXTS, postcode=TEXTS, country=TEXTS)
_LINES = st.builds(
    OrderLine,
    title=TEXTS,
    amount=PARTS,
    quantity=PARTS,
    kind=st.sampled_from(LineKind),
    discount=PARTS,
    tax=st.none() | PARTS,
    vat_rate=st.none() | PARTS,
    sku=TEXTS,
    row=st.integers(0, 10**6),
)
ORDERS = st.builds(
    Order,
    order_number=st.just("1001"),
    currency=st.sampled_from(["GBP", "EUR"]),
    lines=st.lists(_LINES, max_size=4).map(tuple),
    layout=TEXTS,
    ordered=DAYS,
    paid=DAYS,
    despatched=DAYS,
    channel_order_id=TEXTS,
    references=st.lists(TEXTS, max_size=3).map(tuple),
    order_discount=PARTS,
    seller_tax=st.none() | PARTS,
    taxes=st.lists(st.builds(TaxStatement, name=TEXTS, amount=PARTS, rate=st.none()), max_size=2).map(tuple),
    marketplace_tax=PARTS,
    stated_total=st.none() | PARTS,
    paid_by_credit=PARTS,
    is_cancelled=st.booleans(),
    refunds=st.lists(st.builds(Refund, gross=PARTS, refunded_on=DAYS), max_size=2).map(tuple),
    buyer=st.builds(Buyer, name=TEXTS, email=TEXTS, address=ADDRESSES),
    ship_to=ADDRESSES,
    problems=st.lists(REASONS, max_size=2).map(tuple),
    rows=st.lists(st.integers(2, 99), max_size=3).map(tuple),
)
_INVOICE_LINES = st.builds(
    InvoiceLine,
    description=TEXTS,
    quantity=PARTS,
    rate=PARTS,
    net_amount=PENNIES,
    vat_rate=PARTS,
    vat_amount=PENNIES,
    why=st.lists(REASONS, max_size=2).map(tuple),
)
POSTED = st.builds(
    Posted,
    customer=st.builds(CustomerDraft, code=TEXTS, name=TEXTS, address=ADDRESSES),
    invoice=st.builds(
        InvoiceDraft,
        stamp=TEXTS,
        currency=st.just("GBP"),
        exchange_rate=st.decimals(0, 10, places=8),
        lines=st.lists(_INVOICE_LINES, max_size=3).map(tuple),
    ),
    payment=st.none() | st.builds(PaymentDraft, amount=PENNIES, note=TEXTS),
    why=st.lists(REASONS, max_size=2).map(tuple),
)
