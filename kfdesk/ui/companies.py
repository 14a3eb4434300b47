"""Which companies the window can be about."""

from kfdesk.domain.company import Company
from kfdesk.services.desk import Desk


def linked_companies(desk: Desk) -> tuple[Company, ...]:
    """The companies of active integrations, each once, by name."""
    active = [each for each in desk.logins.integrations() if each.is_active]
    ids = {each.company_id for each in active if each.company_id is not None}
    with desk.book.reading() as session:
        companies = [session.companies.get(company_id) for company_id in ids]
    return tuple(sorted(companies, key=lambda company: company.name.casefold()))
