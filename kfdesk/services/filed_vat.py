"""*VAT filed up to*: a date kept for each company (DESIGN 5.5)."""

from datetime import date

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
        """Keep the day, NOTHING_FILED for none; orders follow. Raises ValueNotAllowed for a day to come."""
        today = self._clock.today()
        if day > today:
            raise ValueNotAllowed(setting=LABEL, given=day.isoformat(), allowed=(f"none, or up to {today}",))
        with self._book.writing() as session:
            before = session.companies.get(company_id).vat_filed_to
            session.companies.set_vat_filed_to(company_id, day)
            channels = session.channels.of_company(company_id)
        if (before or NOTHING_FILED) != day:
            for channel in channels:
                self._planner.reassess(channel.id)
        return self.company(company_id)
