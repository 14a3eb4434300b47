"""Which companies the window can be about."""

from dataclasses import dataclass

from kfdesk.domain.company import Company, Integration
from kfdesk.services.desk import Desk


@dataclass(frozen=True)
class LinkedCompany:
    """A company and the active profile that reaches it."""

    company: Company
    integration: Integration


def linked_companies(desk: Desk) -> tuple[LinkedCompany, ...]:
    """The companies of active integrations, each once, by name."""
    books = {package.key for package in desk.logins.accounts}
    reached = {
        each.company_id: each
        for each in desk.logins.integrations()
        if each.is_active and each.company_id is not None and each.package in books
    }
    with desk.book.reading() as session:
        linked = [LinkedCompany(session.companies.get(key), each) for key, each in reached.items()]
    return tuple(sorted(linked, key=lambda each: each.company.name.casefold()))
