"""All there is in one simulation: the company, the computers, the orders and what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kfdesk.domain.merge import Outcome, merge
from kfdesk.domain.orders import Refund
from kfdesk.domain.postings import Posting
from kfdesk.services.ports import ImportCounts, StoredOrder
from tests.simulation.basket import Basket
from tests.simulation.book import BookFile
from tests.simulation.chance import Chance
from tests.simulation.clock import SimClock
from tests.simulation.ledger import Ledger
from tests.simulation.network import Net
from tests.simulation.program import Program
from tests.simulation.settings import CHANNEL, SETTINGS
from tests.simulation.story import Story

PERSON = "person"


@dataclass(frozen=True)
class Known:
    """An order as a book has it, with the last posting of its invoice and those of credit notes."""

    stored: StoredOrder
    posting: Posting | None
    notes: tuple[Posting, ...] = ()

    @property
    def postings(self) -> tuple[Posting, ...]:
        """That of the invoice and those of the notes."""
        return ((self.posting,) if self.posting else ()) + self.notes


@dataclass(frozen=True)
class MoneyBack:
    """Money that was given back for an order: what of it a file says, and whether kfdesk was told.

    `gross` is in pennies; a told one is known with its day, by file only where the file has days.
    """

    gross: int
    day: date
    is_in_file: bool = False
    has_day_in_file: bool = False
    is_told: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether kfdesk can know the day."""
        return self.is_told or (self.is_in_file and self.has_day_in_file)

    @property
    def as_in_file(self) -> Refund:
        """As the channel's file has it."""
        return Refund(Decimal(self.gross) / 100, self.day if self.has_day_in_file else None)

    @property
    def as_told(self) -> Refund:
        """As the person tells it."""
        return Refund(Decimal(self.gross) / 100, self.day)


@dataclass
class World:
    """One simulation's company and computers."""

    chance: Chance
    story: Story
    clock: SimClock
    ledger: Ledger
    net: Net
    programs: list[Program]
    versions: dict[str, list[Basket]] = field(default_factory=dict)
    """By stamp, each order as it was ever imported."""
    meddled: set[str] = field(default_factory=set)
    """Stamps on which a person did something that kfdesk need not notice or can not mend."""
    given: dict[str, list[MoneyBack]] = field(default_factory=dict)
    """By stamp, all money that was ever given back for the order."""
    accepted: set[tuple[str, int, int]] = field(default_factory=set)
    """Stamp, gross and VAT of changes of which the person said that the invoice may stay as it is."""
    taken_back: set[str] = field(default_factory=set)
    """Stamps of orders whose run was undone, or was begun to be."""
    chosen: set[str] = field(default_factory=set)
    """Stamps of orders that the person chose for export again."""
    entered: set[int] = field(default_factory=set)
    """Ids of invoices that the person entered for a sending of which nothing came."""
    begun_undos: list[tuple[str, int]] = field(default_factory=list)
    """By program and run."""
    records_payments: bool = True
    strangers: set[int] = field(default_factory=set)
    """Ids of invoices that have nothing to do with us."""
    may_double: bool = False
    """Two programs were at it at once, so doubles may come, but they must be shown."""
    has_odd_customers: bool = False
    is_one_book: bool = True
    """Neither a second book nor an older copy of it ever comes into play."""
    is_set_back: bool = False
    """Older copies of the book come back."""

    def import_now(self, program: Program, baskets: Sequence[Basket]) -> None:
        """A file with these orders comes into a program's book."""
        for basket in baskets:
            versions = self.versions.setdefault(stamp_of(basket), [])
            if basket not in versions:
                versions.append(basket)
        put_in(program.file, baskets)

    def latest(self) -> list[Basket]:
        """All orders as the last file had them."""
        return [versions[-1] for versions in self.versions.values()]

    def known(self, program: Program) -> list[Known]:
        """All orders of a book."""
        numbers = [basket.order.order_number for basket in self.latest()]
        with program.file.reading() as session:
            stored = session.orders.known(program.file.channel_id, numbers)
            by_id = sorted(stored.values(), key=lambda one: one.id)
            rows = [(one, session.exports.of_order(one.id)) for one in by_id]
        return [_known(one, postings) for one, postings in rows]

    def tell_refunds(self, program: Program) -> None:
        """The person tells a book what it was not told yet of money given back."""
        untold = [(one.stored.id, self._untold(one.stored)) for one in self.known(program)]
        with program.file.writing() as session:
            for order_id, refunds in untold:
                for refund in refunds:
                    session.decisions.add_refund(order_id, refund)

    def _untold(self, stored: StoredOrder) -> list[Refund]:
        told = [each.as_told for each in self.given.get(stored.stamp, ()) if each.is_told]
        for refund in stored.given:
            if refund in told:
                told.remove(refund)
        return told

    def names(self) -> list[str]:
        """The names of the computers."""
        return [program.name for program in self.programs]


def _known(stored: StoredOrder, postings: Sequence[Posting]) -> Known:
    """The last posting of the invoice, and every posting of a credit note."""
    invoices = [each for each in postings if not each.is_credit_note]
    notes = tuple(each for each in postings if each.is_credit_note)
    return Known(stored, invoices[-1] if invoices else None, notes)


def new_world(chance: Chance, story: Story, files: Sequence[BookFile]) -> World:
    """A company that nobody has posted to, and a computer for each book."""
    clock, ledger = SimClock(story), Ledger(is_end_counted=chance.happens(0.5))
    net = Net(ledger, clock, chance, story)
    programs = [Program(name, file, net) for name, file in zip("AB", files, strict=False)]
    records_payments = chance.happens(0.8)
    for file in files:
        file.put_back()
        if not records_payments:
            with file.writing() as session:
                settings = replace(SETTINGS, record_payments=False)
                session.channels.save_settings(file.channel_id, settings)
    return World(chance, story, clock, ledger, net, programs, records_payments=records_payments)


def stamp_of(basket: Basket) -> str:
    """The text that the order's invoice must bear."""
    return f"{CHANNEL} {basket.order.order_number}"


def put_in(file: BookFile, baskets: Sequence[Basket]) -> None:
    """New orders are added, known ones completed or replaced, as an import does it."""
    by_number = {basket.order.order_number: basket.order for basket in baskets}
    with file.writing() as session:
        known = session.orders.known(file.channel_id, list(by_number))
        new = [order for number, order in by_number.items() if number not in known]
        merged = {stored.id: merge(stored.order, by_number[number]) for number, stored in known.items()}
        refined, changed = (
            {key: each.order for key, each in merged.items() if each.outcome is outcome}
            for outcome in (Outcome.REFINED, Outcome.CHANGED)
        )
        file_id = session.orders.begin_file(file.channel_id, "orders.csv", "", "shopify.orders")
        session.orders.add(file_id, file.channel_id, new)
        session.orders.refine(file_id, refined)
        session.orders.replace(file_id, changed)
        counts = ImportCounts(len(by_number), len(new), len(refined) + len(changed), 0)
        session.orders.complete_file(file_id, counts)
