"""Reads the lists that settings choose from, and keeps them."""

from dataclasses import replace

from kfdesk.domain.company import LookUps
from kfdesk.domain.drift import followed
from kfdesk.services.ports import AccountsGateway, Book, Clock


class LookUpReader:
    """Brings the book's lists of a company up to date."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def refresh(self, gateway: AccountsGateway, company_id: int) -> LookUps:
        """Read all lists, then keep them; as the book has them now, gone entries included."""
        return self.keep(self.read(gateway), company_id)

    def read(self, gateway: AccountsGateway) -> LookUps:
        """All lists with the time of reading; nothing is kept."""
        return replace(gateway.look_ups(), read_at=self._clock.now())

    def keep(self, look_ups: LookUps, company_id: int) -> LookUps:
        """Keep lists that were read; as the book has them now, gone entries included.

        Settings follow at once: nobody sees a name in them that KashFlow no longer has.
        """
        with self._book.writing() as session:
            before = session.companies.look_ups(company_id)
            session.companies.save_look_ups(company_id, look_ups)
            for channel in session.channels.of_company(company_id):
                settings = followed(channel.settings, before, look_ups)
                if settings != channel.settings:
                    session.channels.save_settings(channel.id, settings)
            return session.companies.look_ups(company_id)
