"""Hand-written stand-ins for what lies outside the services."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from threading import Event

from kfdesk.domain.company import CompanyDetails, LookUps
from kfdesk.domain.errors import KeyringError, KfdeskError, LoginRefused
from kfdesk.domain.invoices import (
    Customer,
    CustomerDraft,
    InvoiceDraft,
    InvoicesRead,
    PaymentDraft,
    PostedInvoice,
    PostedPayment,
)
from kfdesk.services.ports import FieldKind, IsCancelled, PackageField, PackageType
from tests.builders import COMPANY, LOOK_UPS

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LONGEST_HOLD_S = 20.0


@dataclass
class StillClock:
    """A clock that moves when it is told to, and when somebody waits."""

    time: datetime = NOON
    waited_s: float = 0.0

    def now(self) -> datetime:
        return self.time

    def today(self) -> date:
        return self.time.date()

    def monotonic(self) -> float:
        return self.waited_s

    def wait(self, seconds: float, is_cancelled: IsCancelled) -> None:
        self.waited_s += seconds


@dataclass
class MemoryKeyring:
    """A keyring; with `failure` set, one that cannot be used."""

    secrets: dict[str, str] = field(default_factory=dict)
    failure: KeyringError | None = None

    def where(self) -> str:
        self._check()
        return "Test Keyring"

    def get(self, integration_id: str) -> str | None:
        self._check()
        return self.secrets.get(integration_id)

    def set(self, integration_id: str, secret: str) -> None:
        self._check()
        self.secrets[integration_id] = secret

    def delete(self, integration_id: str) -> None:
        self._check()
        self.secrets.pop(integration_id, None)

    def _check(self) -> None:
        if self.failure:
            raise self.failure


class ScriptedGateway:
    """Answers each call with what was laid down for it; an exception is raised, a list is used up.

    A call that nothing was laid down for fails the test. `calls` lists the names of the calls made.
    """

    def __init__(self, **answers: object) -> None:
        self.answers = answers
        self.calls: list[str] = []
        self.is_closed = False

    def _answer(self, name: str) -> object:
        self.calls.append(name)
        if name not in self.answers:
            raise AssertionError(f"nothing is laid down for {name}")
        answer = self.answers[name]
        if isinstance(answer, list):
            answer = answer.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def company(self) -> CompanyDetails:
        return self._answer("company")  # type: ignore[return-value] # laid down by the test

    def look_ups(self) -> LookUps:
        return self._answer("look_ups")  # type: ignore[return-value] # laid down by the test

    def check_remote_login(self) -> None:
        self._answer("check_remote_login")

    def customer_by_code(self, code: str) -> Customer | None:
        return self._answer("customer_by_code")  # type: ignore[return-value] # laid down by the test

    def customer_by_email(self, email: str) -> Customer | None:
        return self._answer("customer_by_email")  # type: ignore[return-value] # laid down by the test

    def customer_by_id(self, customer_id: int) -> Customer | None:
        return self._answer("customer_by_id")  # type: ignore[return-value] # laid down by the test

    def add_customer(self, customer: CustomerDraft) -> int:
        return self._answer("add_customer")  # type: ignore[return-value] # laid down by the test

    def invoice(self, number: int) -> PostedInvoice | None:
        return self._answer("invoice")  # type: ignore[return-value] # laid down by the test

    def invoice_by_id(self, dbid: int) -> PostedInvoice | None:
        return self._answer("invoice_by_id")  # type: ignore[return-value] # laid down by the test

    def invoices_between(self, first: date, last: date) -> InvoicesRead:
        return self._answer("invoices_between")  # type: ignore[return-value] # laid down by the test

    def invoices_for_customer(self, customer_id: int) -> InvoicesRead:
        return self._answer("invoices_for_customer")  # type: ignore[return-value] # laid down by the test

    def add_invoice(self, invoice: InvoiceDraft, customer_id: int) -> int:
        return self._answer("add_invoice")  # type: ignore[return-value] # laid down by the test

    def payments(self, number: int) -> tuple[PostedPayment, ...]:
        return self._answer("payments")  # type: ignore[return-value] # laid down by the test

    def add_payment(self, payment: PaymentDraft, number: int) -> int:
        return self._answer("add_payment")  # type: ignore[return-value] # laid down by the test

    def delete_invoice(self, dbid: int) -> None:
        self._answer("delete_invoice")

    def delete_payment(self, number: int, payment_id: int) -> None:
        self._answer("delete_payment")

    def apply_credit_note(self, invoice_dbid: int, credit_note_dbid: int) -> None:
        self._answer("apply_credit_note")

    def close(self) -> None:
        self.is_closed = True


def refused(kind: type[KfdeskError] = LoginRefused, **facts: object) -> KfdeskError:
    """A failure of a look, with KashFlow's wording where the kind has one."""
    usual = {"operation": "GetCompanyDetails", "detail": "Incorrect username or password"}
    return kind(**{**usual, **facts})


@dataclass
class FakePackage:
    """A package whose companies are known by (user name, password).

    `failure` meets every look, `remote_login` only the question for Remote Login. Inside
    `held()` a look waits; `attempts` are the logins tried, with their address.
    """

    key: str = "kashflow"
    name: str = "KashFlow"
    is_practice: bool = False
    companies: dict[tuple[str, str], CompanyDetails] = field(
        default_factory=lambda: {("ann", "secret"): COMPANY}
    )
    lists: LookUps = LOOK_UPS
    failure: KfdeskError | None = None
    remote_login: KfdeskError | None = None
    connect_failure: KfdeskError | None = None
    fields: tuple[PackageField, ...] = (
        PackageField(FieldKind.USERNAME),
        PackageField(FieldKind.PASSWORD),
        PackageField(FieldKind.ADDRESS, default="https://example.com/api", is_advanced=True),
    )
    type: PackageType = PackageType.ACCOUNTS
    inserts_at_once: int = 1
    attempts: list[tuple[str, str, str]] = field(default_factory=list)
    _free: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self._free.set()

    def company_address(self, address: str) -> str:
        return address

    def least_settle_s(self, address: str) -> int:
        return 0

    def connect(self, address: str, username: str, password: str) -> ScriptedGateway:
        if self.connect_failure:
            raise self.connect_failure
        self.attempts.append((address, username, password))
        return _LookGateway(self, username, password)

    def invoice_page(self, address: str, number: int) -> str:
        return f"{address}/invoice/{number}"

    def api_settings_page(self, address: str) -> str:
        return "https://example.com/settings"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Looks wait until the block ends."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def wait_until_free(self) -> None:
        assert self._free.wait(LONGEST_HOLD_S)


class _LookGateway(ScriptedGateway):
    """What a look meets: the package's company for this login, or a refusal."""

    def __init__(self, package: FakePackage, username: str, password: str) -> None:
        found = package.companies.get((username, password))
        super().__init__(
            company=package.failure or found or refused(),
            check_remote_login=package.remote_login,
            look_ups=package.lists,
        )
        self._package = package

    def company(self) -> CompanyDetails:
        self._package.wait_until_free()
        return super().company()
