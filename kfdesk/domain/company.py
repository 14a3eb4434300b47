"""A linked company and the lists it offers to choose from."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class LookUpKind(StrEnum):
    """The lists of KashFlow that settings choose from."""

    CUSTOMER_SOURCE = "customer_source"
    PAYMENT_METHOD = "payment_method"
    BANK_ACCOUNT = "bank_account"
    SALES_TYPE = "sales_type"


@dataclass(frozen=True)
class Choice:
    """One entry of a list in KashFlow; `is_gone` once it is no longer there."""

    id: int
    name: str
    is_gone: bool = False


@dataclass(frozen=True)
class Currency:
    """A currency set up in KashFlow; `rate` is foreign units per unit of home currency."""

    code: str
    rate: Decimal
    is_home: bool = False


@dataclass(frozen=True)
class LookUps:
    """What was read from KashFlow, and when (UTC)."""

    customer_sources: tuple[Choice, ...] = ()
    payment_methods: tuple[Choice, ...] = ()
    bank_accounts: tuple[Choice, ...] = ()
    sales_types: tuple[Choice, ...] = ()
    vat_rates: tuple[Decimal, ...] = ()
    currencies: tuple[Currency, ...] = ()
    read_at: datetime | None = None

    def choices(self, kind: LookUpKind) -> tuple[Choice, ...]:
        """The list of a kind."""
        lists = {
            LookUpKind.CUSTOMER_SOURCE: self.customer_sources,
            LookUpKind.PAYMENT_METHOD: self.payment_methods,
            LookUpKind.BANK_ACCOUNT: self.bank_accounts,
            LookUpKind.SALES_TYPE: self.sales_types,
        }
        return lists[kind]


@dataclass(frozen=True)
class CompanyDetails:
    """What the service says of the company behind a login."""

    name: str
    vat_number: str
    is_vat_registered: bool
    home_currency: str


NOTHING_FILED = date.min
"""*VAT filed up to* of a company that has filed no return yet; before every date there is."""


@dataclass(frozen=True)
class Company:
    """A company in the book, known by service address, name and VAT number (DESIGN 4).

    `vat_filed_to` is None until the person said up to when VAT is filed.
    """

    id: int
    service_address: str
    details: CompanyDetails
    is_practice: bool = False
    vat_filed_to: date | None = None

    @property
    def name(self) -> str:
        """The company's name as KashFlow has it."""
        return self.details.name

    @property
    def has_filing_to_tell(self) -> bool:
        """Whether nobody said yet up to when its VAT is filed."""
        return self.details.is_vat_registered and self.vat_filed_to is None


class IntegrationState(StrEnum):
    """How far an integration is."""

    NOT_LINKED = "not_linked"
    LINKED = "linked"
    PAUSED = "paused"
    FAILED = "failed"


@dataclass(frozen=True)
class Integration:
    """A profile: a name the person gave, a package and a login. The password is elsewhere.

    For a sales channel `service_address` is the place that files come from, `channel_id` the
    channel that all of them belong to, where the person has fixed one.
    """

    id: str
    profile_name: str
    package: str
    username: str = ""
    service_address: str = ""
    company_id: int | None = None
    is_active: bool = True
    last_checked: datetime | None = None
    last_failure: str = ""
    channel_id: int | None = None

    @property
    def state(self) -> IntegrationState:
        """Not linked yet, linked, paused or failed at the last look."""
        if self.company_id is None:
            return IntegrationState.NOT_LINKED
        if not self.is_active:
            return IntegrationState.PAUSED
        return IntegrationState.FAILED if self.last_failure else IntegrationState.LINKED
