"""A desk's linking half on a real book, for the tests of screens."""

from dataclasses import dataclass, replace
from pathlib import Path

from kfdesk.services.desk import Desk
from kfdesk.services.link_account import LinkAccount
from kfdesk.services.logins import Logins
from kfdesk.services.look_ups import LookUpReader
from kfdesk.services.ports import Book, FieldKind, PackageField
from kfdesk.store import open_book
from tests.builders import COMPANY
from tests.fakes import FakePackage, MemoryKeyring, StillClock
from tests.ui.desks import a_desk


@dataclass
class LinkBench:
    """What linking stands on."""

    book: Book
    package: FakePackage
    practice: FakePackage
    keyring: MemoryKeyring
    logins: Logins
    links: LinkAccount


def a_link_desk(bench: LinkBench) -> Desk:
    """A desk for the window and the Integration Manager."""
    packages = (bench.package, bench.practice)
    return a_desk(bench.book, logins=bench.logins, links=bench.links, packages=packages)


def make_link_bench(folder: Path) -> LinkBench:
    """An empty book, KashFlow and the practice company as fakes, and a keyring."""
    book, keyring, clock = open_book(folder), MemoryKeyring(), StillClock()
    package = FakePackage()
    practice = FakePackage(
        key="practice",
        name="KashFlow practice company",
        is_practice=True,
        companies={("practice", "practice"): replace(COMPANY, name="Practice Company")},
        fields=(
            PackageField(FieldKind.USERNAME, hint="practice"),
            PackageField(FieldKind.PASSWORD, hint="practice"),
        ),
    )
    logins = Logins(book, keyring, (package, practice))
    links = LinkAccount(book, logins, LookUpReader(book, clock), clock)
    return LinkBench(book, package, practice, keyring, logins, links)
