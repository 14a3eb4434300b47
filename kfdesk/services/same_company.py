"""That a login still leads to the company that the book means."""

from kfdesk.domain.company import Company
from kfdesk.domain.errors import AnotherCompany
from kfdesk.services.ports import AccountsGateway


def check_company(gateway: AccountsGateway, company: Company) -> None:
    """Raise AnotherCompany when the login leads elsewhere."""
    found = gateway.company()
    if (found.name, found.vat_number) != (company.details.name, company.details.vat_number):
        raise AnotherCompany(expected=company.name, found=found.name)
