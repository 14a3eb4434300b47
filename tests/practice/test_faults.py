"""Faults on demand: each does what it says, to the calls it is meant for."""

import http.client
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from threading import Event, Thread

import pytest

from kfdesk.practice import Fault, FaultKind, PracticeCompany, PracticeServer
from tests.practice.soap import Caller, RawReply, invoice

OP = "InsertInvoice"


@pytest.fixture
def ask(caller: Caller, customer_id: int) -> Callable[[], RawReply]:
    """Insert an invoice."""
    return lambda: caller.send(OP, invoice(customer_id))


def last_answer(company: PracticeCompany) -> str:
    """How the log calls the last answer."""
    return company.calls()[-1].answer


@pytest.mark.parametrize(("kind", "invoices"), [("drop_before", 0), ("drop_after", 1)])
def test_connection_closes_when_dropped(
    ask: Callable[[], RawReply], company: PracticeCompany, kind: str, invoices: int
) -> None:
    """Dropped before or after the work, the caller hears nothing and cannot tell which."""
    company.inject(Fault(kind, OP))
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        ask()
    assert len(company.invoices()) == invoices
    assert last_answer(company) == kind
    assert ask().status == 200


def test_work_is_done_after_the_close_when_late(
    ask: Callable[[], RawReply], company: PracticeCompany, server: PracticeServer
) -> None:
    """A late call is dropped at once and carried out afterwards all the same."""
    company.inject(Fault("late", OP, seconds=0.05))
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        ask()
    server.finish_late_work()
    assert len(company.invoices()) == 1
    assert last_answer(company) == "late"


def test_late_work_is_not_done_when_the_server_stops(folder: Path) -> None:
    """A server that is stopped does nothing more, and does not wait for it."""
    with PracticeServer(folder) as server:
        server.company.inject(Fault("late", seconds=3600))
        with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
            Caller(server.endpoint).call("GetCustomers")
    assert server.company.calls() == []


def test_answer_comes_when_the_stall_is_over(ask: Callable[[], RawReply], company: PracticeCompany) -> None:
    """A stalled call is answered in the end."""
    company.inject(Fault("stall", OP, seconds=0.05))
    assert b"<InsertInvoiceResult>1<" in ask().body
    assert last_answer(company) == "stall"


def test_work_is_done_when_the_caller_gives_up_on_a_stall(
    caller: Caller, customer_id: int, company: PracticeCompany, server: PracticeServer
) -> None:
    """The work of a stalled call is done although nobody waits for the answer."""
    company.inject(Fault("stall", OP, seconds=3600))
    caller.timeout_s = 0.5
    with pytest.raises(TimeoutError):
        caller.send(OP, invoice(customer_id))
    server.stop()
    assert len(company.invoices()) == 1


def test_half_a_reply_comes_when_cut(ask: Callable[[], RawReply], company: PracticeCompany) -> None:
    """The work is done, and less arrives than was announced."""
    company.inject(Fault("cut_reply", OP))
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        ask()
    assert len(company.invoices()) == 1


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("html", 200, b"<!DOCTYPE html>"),
        ("http_503", 503, b"<!DOCTYPE html>"),
        ("http_404", 404, b"<!DOCTYPE html>"),
        ("redirect", 302, b""),
        ("garbage", 200, b"\xff"),
        ("fault_server", 500, b"soap:Server"),
        ("refuse", 200, b"<Status>NO</Status>"),
        ("ok_zero", 200, b"<InsertInvoiceResult>0</InsertInvoiceResult><Status>OK</Status>"),
    ],
)
def test_wrong_reply_comes_when_injected(
    ask: Callable[[], RawReply], company: PracticeCompany, kind: str, status: int, words: bytes, done: bool
) -> None:
    """Each wrong reply looks as it should; the work is done only where the fault says so."""
    company.inject(Fault(kind, OP, done=done))
    reply = ask()
    assert reply.status == status
    assert words in reply.body
    assert len(company.invoices()) == done
    assert last_answer(company) == kind
    if kind == "redirect":
        assert reply.headers["location"]


def test_sentence_is_the_faults_own_when_given(caller: Caller, company: PracticeCompany) -> None:
    """A refusal and a fault say what they were told to say."""
    company.inject(Fault("refuse", text="The period <is> closed"))
    company.inject(Fault("fault_server", text="Out of & order"))
    assert caller.refusal("GetCustomers") == "The period <is> closed"
    assert b"Out of &amp; order" in caller.send("GetCustomers").body


def test_fault_waits_its_turn_when_some_calls_pass_first(caller: Caller, company: PracticeCompany) -> None:
    """A fault lets its number of calls pass, hits its number, and is gone; other operations do not count."""
    company.inject(Fault("refuse", "GetCustomers", after=2, times=2))
    caller.call("GetProducts")
    found = [caller.call("GetCustomers").status for _ in range(5)]
    assert found == ["OK", "OK", "NO", "NO", "OK"]


def test_faults_come_in_their_order_when_several_fit(caller: Caller, company: PracticeCompany) -> None:
    """The first that fits is the only one that sees a call; later ones count when it is spent."""
    company.inject(Fault("refuse", text="one"))
    company.inject(Fault("refuse", "GetProducts", text="other"))
    company.inject(Fault("refuse", after=1, text="two"))
    found = [caller.call("GetCustomers").detail for _ in range(4)]
    assert found == ["one", "", "two", ""]
    assert caller.refusal("GetProducts") == "other"


def test_fault_stays_until_cleared_when_it_has_no_end(caller: Caller, company: PracticeCompany) -> None:
    """Times 0 hits every call until the faults are cleared."""
    company.inject(Fault("refuse", times=0))
    assert [caller.call("GetCustomers").status for _ in range(3)] == ["NO"] * 3
    company.clear_faults()
    assert caller.call("GetCustomers").status == "OK"


def test_one_call_is_hit_when_many_come_at_once(caller: Caller, company: PracticeCompany) -> None:
    """A fault for one call hits one of many at the same moment."""
    company.inject(Fault("refuse"))
    go = Event()
    statuses: list[str] = []

    def call() -> None:
        go.wait()
        statuses.append(caller.call("GetCustomers").status)

    threads = [Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == ["NO"] + ["OK"] * 7


def test_fault_refuses_to_be_made_when_it_makes_no_sense() -> None:
    """Unknown kinds and negative counts are errors of whoever writes them."""
    with pytest.raises(ValueError, match="sideways"):
        Fault("sideways")
    with pytest.raises(ValueError, match="forwards"):
        Fault(FaultKind.LATE, seconds=-1)


def test_settings_refuse_what_is_no_setting(company: PracticeCompany) -> None:
    """An unknown name and a value of the wrong kind are errors, and change nothing."""
    before = company.settings()
    for wrong in ({"api_enable": True}, {"api_enabled": 1}, {"delay_ms": True}, {"rate_decimals": 3}):
        with pytest.raises(TypeError):
            company.change(**wrong)
    assert company.settings() == before


def test_calls_are_logged_without_what_they_carried(caller: Caller, company: PracticeCompany) -> None:
    """The log holds operation, time and answer, in order."""
    caller.call("GetCustomers")
    caller.password = "wrong"
    caller.refusal("GetProducts")
    caller.send("GetSpaceships")
    logged = company.calls()
    assert [(each.operation, each.answer) for each in logged] == [
        ("GetCustomers", "OK"),
        ("GetProducts", "NO"),
        ("GetSpaceships", "Fault"),
    ]
    assert logged[0].at <= logged[-1].at
    assert all(each.at.tzinfo for each in logged)


def test_summary_adds_up_by_currency_when_asked(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """Counts, and sums in plain text."""
    caller.number(OP, invoice(customer_id))
    caller.number(OP, invoice(customer_id, None, CurrencyCode="EUR", ExchangeRate="2"))
    summary = company.summary()
    assert (summary["customers"], summary["invoices"], summary["payments"]) == (1, 2, 0)
    assert summary["gross"] == {"EUR": "59.94", "GBP": "29.97"}
    assert summary["vat"] == {"EUR": "9.96", "GBP": "4.98"}


def test_lookups_change_when_the_owner_renames_or_removes(caller: Caller, company: PracticeCompany) -> None:
    """A renamed entry keeps its id; a removed one is gone."""
    company.rename("payment_method", 409846, "eBay payouts")
    company.remove("bank_account", 55168)
    assert "eBay payouts" in caller.call("GetInvPayMethods").texts("MethodName")
    assert "55168" not in caller.call("GetBankAccounts").texts("AccountID")
    assert {each.lookup_id for each in company.lookups("vat_rate")} == {1, 2, 3}
    assert company.add_vat_rate(Decimal(20)) == 1
    with pytest.raises(KeyError):
        company.remove("bank_account", 55168)
    with pytest.raises(ValueError, match="planet"):
        company.rename("planet", 1, "Mars")
