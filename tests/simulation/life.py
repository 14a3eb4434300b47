"""The life of one start of the program, which may end at any commit and any call."""

from dataclasses import dataclass

from tests.simulation.chance import Chance
from tests.simulation.story import Story

CREATING = ("InsertCustomer2", "InsertInvoice", "InsertInvoicePayment")
MOMENTS = (
    "before commit",
    "after commit",
    *(f"{when} {operation}" for operation in CREATING for when in ("before", "in", "after")),
    "after GetInvoice",
    "after GetInvoicesByDateRange",
    "after GetInvoicePayment",
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
    """A kill somewhere: among all moments, or at one that matters most."""
    if chance.happens(0.4):
        return Kill(left=chance.number(1, 70))
    moment = chance.pick(MOMENTS)
    often = 10 if moment.endswith("commit") else 2
    return Kill(moment, chance.number(1, often))


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
