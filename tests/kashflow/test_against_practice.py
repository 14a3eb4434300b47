"""The gateway against the practice company, which knows nothing of it."""

import time
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.company import LookUps
from kfdesk.domain.errors import (
    AddressNotAllowed,
    ApiNotEnabled,
    CallFailed,
    ConnectionDropped,
    LoginRefused,
    NotKashFlow,
    NumberMissing,
    Refused,
    RemoteLoginOff,
    ReplyTimedOut,
    RequestRejected,
    ServiceDown,
)
from kfdesk.domain.invoices import InvoiceDraft, InvoicesRead, PaymentDraft
from kfdesk.kashflow.client import KashFlowGateway
from kfdesk.kashflow.login import Login
from kfdesk.kashflow.transport import Limits
from kfdesk.practice import Fault, FaultKind, PracticeServer
from tests.kashflow.drafts import DAY, STAMP, customer, invoice, line, payment

LOGIN = Login("practice", "practice")
LIMITS = Limits(connect_s=2, look_s=1.5, call_s=1.5, list_s=1.5)
NEXT_DAY = DAY + timedelta(days=1)


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[PracticeServer]:
    """A new practice company."""
    with PracticeServer(tmp_path) as server:
        yield server


@pytest.fixture
def gateway(practice: PracticeServer) -> Iterator[KashFlowGateway]:
    """A gateway to it."""
    connected = KashFlowGateway(practice.endpoint, LOGIN, LIMITS)
    yield connected
    connected.close()


@pytest.fixture
def lists(gateway: KashFlowGateway) -> LookUps:
    """What it offers to choose from."""
    return gateway.look_ups()


@pytest.fixture
def customer_id(gateway: KashFlowGateway, lists: LookUps) -> int:
    """A customer in it."""
    return gateway.add_customer(customer(source_id=lists.customer_sources[1].id))


@pytest.fixture
def draft(lists: LookUps) -> InvoiceDraft:
    """Two blue widgets and a delivery, £28.50."""
    goods = line(sales_type=lists.sales_types[0].id)
    delivery = line(
        description="Delivery",
        quantity=Decimal(1),
        rate=Decimal("3.75"),
        net_amount=Decimal("3.75"),
        vat_amount=Decimal("0.75"),
        sales_type=lists.sales_types[2].id,
    )
    return invoice(goods, delivery)


def _paid(lists: LookUps) -> PaymentDraft:
    method, account = lists.payment_methods[0].id, lists.bank_accounts[0].id
    return payment(amount=Decimal("28.50"), method_id=method, account_id=account)


def test_look_reads_company_and_lists(gateway: KashFlowGateway, lists: LookUps) -> None:
    """Everything that the linked page counts."""
    assert gateway.company().home_currency == "GBP"
    assert gateway.company().is_vat_registered
    assert {choice.name for choice in lists.customer_sources} >= {"eBay", "Etsy"}
    assert {choice.name for choice in lists.sales_types} >= {"Sale of Goods"}
    assert lists.payment_methods
    assert lists.bank_accounts
    assert set(lists.vat_rates) == {Decimal(20), Decimal(5), Decimal(0)}
    assert [currency.code for currency in lists.currencies if currency.is_home] == ["GBP"]
    gateway.check_remote_login()


def test_customer_is_found_again(
    gateway: KashFlowGateway, customer_id: int, practice: PracticeServer
) -> None:
    """By code, e-mail and id, with what tells a person from a namesake."""
    found = gateway.customer_by_code("KFABCDEFGHIJ")
    assert found is not None
    assert (found.id, found.surname, found.postcode) == (customer_id, "Example", "EX1 1EX")
    assert gateway.customer_by_email("ann@example.com") == found
    assert gateway.customer_by_id(customer_id) == found
    assert gateway.customer_by_code("KFJIHGFEDCBA") is None
    assert gateway.customer_by_id(customer_id + 1) is None
    assert gateway.customer_by_email("nobody@example.com") is None
    assert len(practice.company.customers()) == 1


def test_customer_code_is_taken_once(gateway: KashFlowGateway, customer_id: int, lists: LookUps) -> None:
    """A repeat of the insert is refused, and so harmless."""
    with pytest.raises(Refused, match="Customer Code is not unique"):
        gateway.add_customer(customer(source_id=lists.customer_sources[1].id))


def test_invoice_is_found_as_sent(gateway: KashFlowGateway, customer_id: int, draft: InvoiceDraft) -> None:
    """By number, by id, by date and by customer: the same invoice, to the penny."""
    number = gateway.add_invoice(draft, customer_id)
    found = gateway.invoice(number)
    assert found is not None
    assert (found.reference, found.customer_id, found.invoice_date) == (STAMP, customer_id, DAY)
    assert (found.net_amount, found.vat_amount, found.gross_amount, found.currency) == (
        Decimal("23.75"),
        Decimal("4.75"),
        Decimal("28.50"),
        "GBP",
    )
    assert [(posted.quantity, posted.rate, posted.vat_rate) for posted in found.lines] == [
        (sent.quantity, sent.rate, sent.vat_rate) for sent in draft.lines
    ]
    assert gateway.invoice_by_id(found.dbid) == found
    assert gateway.invoices_between(DAY, DAY) == InvoicesRead((found,))
    assert gateway.invoices_for_customer(customer_id) == InvoicesRead((found,))
    assert gateway.invoices_between(NEXT_DAY, NEXT_DAY) == InvoicesRead(())
    assert gateway.invoice(number + 1) is None
    assert gateway.invoice_by_id(found.dbid + 1) is None


def test_payment_pays_and_can_be_taken_back(
    gateway: KashFlowGateway, customer_id: int, draft: InvoiceDraft, lists: LookUps
) -> None:
    """An invoice with a payment is not deleted; without it, it is."""
    number = gateway.add_invoice(draft, customer_id)
    payment_id = gateway.add_payment(_paid(lists), number)
    found = gateway.invoice(number)
    assert found is not None
    assert found.amount_paid == Decimal("28.50")
    (paid,) = gateway.payments(number)
    assert (paid.id, paid.amount, paid.paid_on, paid.note) == (
        payment_id,
        Decimal("28.50"),
        DAY,
        _paid(lists).note,
    )
    with pytest.raises(Refused):
        gateway.delete_invoice(found.dbid)
    gateway.delete_payment(number, payment_id)
    assert gateway.payments(number) == ()
    gateway.delete_invoice(found.dbid)
    assert gateway.invoice(number) is None


def test_credit_note_is_set_against_its_invoice(
    gateway: KashFlowGateway, customer_id: int, draft: InvoiceDraft, lists: LookUps
) -> None:
    """A credit note is an invoice with negative amounts, applied by id."""
    note = invoice(
        line(
            rate=Decimal("-10.00"),
            net_amount=Decimal("-20.00"),
            vat_amount=Decimal("-4.00"),
            sales_type=lists.sales_types[0].id,
        ),
        stamp=f"{STAMP} CN1",
    )
    original = gateway.invoice(gateway.add_invoice(draft, customer_id))
    credit = gateway.invoice(gateway.add_invoice(note, customer_id))
    assert original is not None
    assert credit is not None
    assert credit.gross_amount == Decimal("-24.00")
    gateway.apply_credit_note(original.dbid, credit.dbid)
    settled = gateway.invoice(original.number)
    assert settled is not None
    assert settled.amount_paid == Decimal("24.00")


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"api_enabled": False}, ApiNotEnabled),
        ({"allowed_addresses": ()}, AddressNotAllowed),
        ({"api_password": "another"}, LoginRefused),
    ],
)
def test_access_that_is_off_is_told(
    changes: dict[str, object], kind: type[CallFailed], gateway: KashFlowGateway, practice: PracticeServer
) -> None:
    """Each of the four API settings has its own failure, at a look and at Remote Login alike."""
    practice.company.change(**changes)
    for call in (gateway.company, gateway.check_remote_login):
        with pytest.raises(CallFailed) as caught:
            call()
        assert type(caught.value) is kind


def test_refused_address_is_this_computers(gateway: KashFlowGateway, practice: PracticeServer) -> None:
    """The address to add is the one that was named."""
    practice.company.change(allowed_addresses=())
    with pytest.raises(AddressNotAllowed) as caught:
        gateway.company()
    assert caught.value.facts["address"] == "127.0.0.1"


def test_remote_login_off_is_told(gateway: KashFlowGateway, practice: PracticeServer) -> None:
    """The look works, Remote Login does not."""
    practice.company.change(remote_login=False)
    gateway.company()
    with pytest.raises(RemoteLoginOff):
        gateway.check_remote_login()


@pytest.mark.parametrize(
    ("fault", "kind", "made"),
    [
        (Fault(FaultKind.DROP_BEFORE), ConnectionDropped, 0),
        (Fault(FaultKind.DROP_AFTER), ConnectionDropped, 1),
        (Fault(FaultKind.CUT_REPLY), ConnectionDropped, 1),
        (Fault(FaultKind.STALL, seconds=30), ReplyTimedOut, None),
        (Fault(FaultKind.HTML), NotKashFlow, 0),
        (Fault(FaultKind.HTML, done=True), NotKashFlow, 1),
        (Fault(FaultKind.GARBAGE), NotKashFlow, 0),
        (Fault(FaultKind.REDIRECT), NotKashFlow, 0),
        (Fault(FaultKind.HTTP_503, done=True), ServiceDown, 1),
        (Fault(FaultKind.FAULT_SERVER), ServiceDown, 0),
        (Fault(FaultKind.OK_ZERO), NumberMissing, None),
        (Fault(FaultKind.HTTP_404), RequestRejected, 0),
        (Fault(FaultKind.REFUSE, text="The period is closed"), Refused, 0),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else None,
)
def test_fault_while_creating_is_told(  # noqa: PLR0917 - the case and what it is tried on
    fault: Fault,
    kind: type[CallFailed],
    made: int | None,
    practice: PracticeServer,
    gateway: KashFlowGateway,
    customer_id: int,
    draft: InvoiceDraft,
) -> None:
    """A fault shows as what it is, the call is sent once, and the next call works."""
    practice.company.inject(fault)
    began = time.monotonic()
    with pytest.raises(CallFailed) as caught:
        gateway.add_invoice(draft, customer_id)
    assert type(caught.value) is kind
    assert time.monotonic() - began < 2 * LIMITS.call_s
    found = gateway.invoices_for_customer(customer_id).invoices
    assert len(found) <= 1
    if made is not None:
        assert len(found) == made


def test_cut_list_says_so(
    practice: PracticeServer, gateway: KashFlowGateway, customer_id: int, draft: InvoiceDraft
) -> None:
    """What KashFlow says of a list that it cut is handed on."""
    for _ in range(101):
        gateway.add_invoice(draft, customer_id)
    practice.company.change(cut_lists_to_100=True)
    read = gateway.invoices_between(DAY, DAY)
    assert len(read.invoices) == 100
    assert read.detail
