"""*VAT filed up to*: a date kept for each company (DESIGN 5.5)."""

from datetime import date, timedelta

from kfdesk.domain.company import NOTHING_FILED, Company
from kfdesk.domain.errors import ValueNotAllowed
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import Book, Clock

LABEL = "VAT filed up to"


class FiledVat:
    """Reads and changes up to which day a company's VAT is filed."""

    def __init__(self, book: Book, planner: OrderPlanner, clock: Clock) -> None:
        """Orders in a filed period are planned anew with `planner`."""
        self._book = book
        self._planner = planner
        self._clock = clock

    def company(self, company_id: int) -> Company:
        """The company as the book has it."""
        with self._book.reading() as session:
            return session.companies.get(company_id)

    def set(self, company_id: int, day: date) -> Company:
        """Keep the day, NOTHING_FILED for none; orders follow.

        Raises ValueNotAllowed for today and later: a period is filed once it is over, and a
        credit note dated today must not fall into it.
        """
        last = self._clock.today() - timedelta(days=1)
        if day > last:
            raise ValueNotAllowed(setting=LABEL, given=day.isoformat(), allowed=(f"none, or up to {last}",))
        with self._book.writing() as session:
            before = session.companies.get(company_id).vat_filed_to
            session.companies.set_vat_filed_to(company_id, day)
            channels = session.channels.of_company(company_id)
        if (before or NOTHING_FILED) != day:
            for channel in channels:
                self._planner.reassess(channel.id)
        return self.company(company_id)
