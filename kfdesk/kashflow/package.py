"""What can be linked over KashFlow's SOAP service. Importing this loads no SOAP library."""

from collections.abc import Callable
from dataclasses import dataclass

from kfdesk.kashflow.addresses import checked, is_loopback
from kfdesk.services.ports import AccountsGateway, FieldKind, PackageField, PackageType

KASHFLOW_ADDRESS = "https://securedwebapp.com/api/service.asmx"
_APP = "https://app.kashflow.com"
_LEAST_SETTLE_S = 120


def as_typed(address: str) -> str:
    """The address itself; KashFlow's own when none is given."""
    return address.strip() or KASHFLOW_ADDRESS


@dataclass(frozen=True)
class SoapPackage:
    """Implements `Package` for a service that speaks KashFlow's SOAP.

    `resolve` gives the service address behind the one that is stored, and may start a server to
    have one. `known_as` is the fixed name a company of this package is known by where its
    address varies; empty: the address. The pages are web addresses, made from the resolved
    service address.
    """

    key: str
    name: str
    fields: tuple[PackageField, ...]
    invoice_page_at: Callable[[str, int], str]
    api_settings_page_at: Callable[[str], str]
    resolve: Callable[[str], str] = as_typed
    known_as: str = ""
    is_practice: bool = False
    inserts_at_once: int = 1
    type: PackageType = PackageType.ACCOUNTS

    def company_address(self, address: str) -> str:
        """The address a company is known by. Raises AddressNotValid or AddressNotSafe."""
        return self.known_as or self._service(address)

    def least_settle_s(self, address: str) -> int:
        """Two minutes; with a service on this computer the person may say less."""
        return 0 if self.is_practice or is_loopback(as_typed(address)) else _LEAST_SETTLE_S

    def connect(self, address: str, username: str, password: str) -> AccountsGateway:
        """A gateway that has made no call yet. Raises AddressNotValid or AddressNotSafe."""
        service = self._service(address)
        # zeep takes a third of a second to load, which a start need not wait for.
        from kfdesk.kashflow.client import KashFlowGateway  # noqa: PLC0415
        from kfdesk.kashflow.login import Login  # noqa: PLC0415

        return KashFlowGateway(service, Login(username, password))

    def invoice_page(self, address: str, number: int) -> str:
        """Web address of an invoice."""
        return self.invoice_page_at(self._service(address), number)

    def api_settings_page(self, address: str) -> str:
        """Web address of the API settings."""
        return self.api_settings_page_at(self._service(address))

    def _service(self, address: str) -> str:
        return checked(self.resolve(address))


def kashflow_package() -> SoapPackage:
    """KashFlow itself."""
    return SoapPackage(
        key="kashflow",
        name="KashFlow",
        fields=(
            PackageField(FieldKind.USERNAME),
            PackageField(FieldKind.PASSWORD),
            PackageField(FieldKind.ADDRESS, default=KASHFLOW_ADDRESS, is_advanced=True),
        ),
        invoice_page_at=lambda _address, number: f"{_APP}/v3/#/invoice/{number}",
        api_settings_page_at=lambda _address: f"{_APP}/api.asp",
    )
