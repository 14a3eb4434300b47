"""All there is in one simulation: the company, the computers, the orders and what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kfdesk.domain.postings import Posting
from kfdesk.services.ports import ImportCounts, StoredOrder
from tests.simulation.basket import Basket
from tests.simulation.book import BookFile
from tests.simulation.chance import Chance
from tests.simulation.clock import SimClock
from tests.simulation.ledger import Ledger
from tests.simulation.network import Net
from tests.simulation.program import Program
from tests.simulation.settings import CHANNEL
from tests.simulation.story import Story

PERSON = "person"


@dataclass(frozen=True)
class Known:
    """An order as a book has it, with the last posting of its invoice."""

    stored: StoredOrder
    posting: Posting | None


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
    strangers: set[int] = field(default_factory=set)
    """Ids of invoices that have nothing to do with us."""
    may_double: bool = False
    """Two programs were at it at once, so doubles may come, but they must be shown."""
    has_odd_customers: bool = False
    is_restored: bool = False

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
            rows = [(one, _invoices(session.exports.of_order(one.id))) for one in stored.values()]
        return [Known(one, postings[-1] if postings else None) for one, postings in rows]

    def names(self) -> list[str]:
        """The names of the computers."""
        return [program.name for program in self.programs]


def _invoices(postings: Sequence[Posting]) -> list[Posting]:
    return [each for each in postings if not each.is_credit_note]


def new_world(chance: Chance, story: Story, files: Sequence[BookFile]) -> World:
    """A company that nobody has posted to, and a computer for each book."""
    clock, ledger = SimClock(story), Ledger(is_end_counted=chance.happens(0.5))
    net = Net(ledger, clock, chance, story)
    programs = [Program(name, file, net) for name, file in zip("AB", files, strict=False)]
    for file in files:
        file.put_back()
    return World(chance, story, clock, ledger, net, programs)


def stamp_of(basket: Basket) -> str:
    """The text that the order's invoice must bear."""
    return f"{CHANNEL} {basket.order.order_number}"


def put_in(file: BookFile, baskets: Sequence[Basket]) -> None:
    """New orders are added, known ones whose content is another are replaced."""
    by_number = {basket.order.order_number: basket.order for basket in baskets}
    with file.writing() as session:
        known = session.orders.known(file.channel_id, list(by_number))
        new = [order for number, order in by_number.items() if number not in known]
        other = {
            stored.id: by_number[number]
            for number, stored in known.items()
            if stored.order != by_number[number]
        }
        file_id = session.orders.begin_file(file.channel_id, "orders.csv", "", "shopify.orders")
        session.orders.add(file_id, file.channel_id, new)
        if other:
            session.orders.replace(file_id, other)
        session.orders.complete_file(file_id, ImportCounts(len(by_number), len(new), len(other), 0))
