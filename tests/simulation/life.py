"""The life of one start of the program, which may end at any commit and any call."""

from dataclasses import dataclass

from tests.simulation.chance import Chance
from tests.simulation.story import Story

READING = (
    "GetCompanyDetails",
    "GetInvPayMethods",
    "GetCustomer2",
    "GetCustomerByEmail2",
    "GetCustomerByID2",
    "GetInvoice",
    "GetInvoiceByID",
    "GetInvoicesByDateRange",
    "GetInvoicesForCustomer",
    "GetInvoicePayment",
)
CREATING = ("InsertCustomer2", "InsertInvoice", "InsertInvoicePayment", "applyCreditNoteToInvoice")
DELETING = ("DeleteInvoicePayment", "DeleteInvoiceByID")
CHANGING = (*CREATING, *DELETING)
COMMITS = ("before commit", "after commit")
MOMENTS = (
    *COMMITS,
    *(f"{when} {operation}" for operation in (*CHANGING, *READING) for when in ("before", "in", "after")),
)
"""Every kind of point at which the program may be killed: a campaign counts them all."""
MATTERS_MOST = (
    *COMMITS,
    *(f"{when} {operation}" for operation in CHANGING for when in ("before", "in", "after")),
)


class Killed(BaseException):
    """The program was ended from outside: nothing of it runs on, no clean-up counts."""


@dataclass
class Kill:
    """Where the program is to be ended: at the n-th moment of a kind, or of any kind."""

    moment: str = ""
    left: int = 1

    def strikes(self, moment: str) -> bool:
        """Whether this is the moment."""
        if self.moment and self.moment != moment:
            return False
        self.left -= 1
        return self.left == 0


def a_kill(chance: Chance) -> Kill:
    """A kill somewhere: among all moments, at one that matters most, or at any kind."""
    way = chance.weighed([("anywhere", 3), ("most", 4), ("kind", 3)])
    if way == "anywhere":
        return Kill(left=chance.number(8, 120))
    moment = chance.pick(MATTERS_MOST if way == "most" else MOMENTS)
    often = 10 if moment in COMMITS else 2
    return Kill(moment, chance.number(1, often))


def an_aim(chance: Chance) -> Kill:
    """A kill at the first or second time that something is created or deleted in one way."""
    return Kill(chance.pick(MATTERS_MOST), chance.number(1, 2))


@dataclass
class Life:
    """From a start of the program to its end."""

    story: Story
    name: str
    kill: Kill | None = None
    is_over: bool = False

    def check(self) -> None:
        """A dead program does nothing more, not even in its clean-up."""
        if self.is_over:
            raise Killed

    def point(self, moment: str) -> None:
        """A moment at which the program may be killed."""
        self.check()
        if self.kill and self.kill.strikes(moment):
            self.is_over = True
            self.story.count(f"killed {moment}")
            self.story.tell("{} is KILLED {}", self.name, moment)
            raise Killed
