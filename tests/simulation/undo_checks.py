"""What must hold of undo: only what is ours and as sent is deleted, and what is undone stays so."""

from collections.abc import Iterator
from dataclasses import replace

from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Step
from tests.simulation.basket import pennies
from tests.simulation.credit_checks import notes_of
from tests.simulation.failure import Failure
from tests.simulation.ledger import SimInvoice, SimPayment
from tests.simulation.network import Deletion
from tests.simulation.program import Program
from tests.simulation.world import PERSON, Known, World


def at_any_moment(world: World) -> Iterator[Failure]:
    """Nothing is deleted that is not ours or was edited, and nothing comes back by itself."""
    for deletion in world.net.deletions:
        if isinstance(deletion.what, SimInvoice):
            yield from _of_invoice(world, deletion, deletion.what)
        else:
            yield from _of_payment(deletion.what)
    for stamp in world.taken_back - world.chosen - world.meddled:
        ever = _ever_sent(world, stamp)
        if ever > 1:
            yield Failure("exported again", f"{stamp} was sent {ever} times, and nobody chose it again")


def undone(world: World, program: Program, one: Known) -> Iterator[Failure]:
    """What a book calls undone is gone from the ledger, or credited to nothing."""
    stamp, posting = one.stored.stamp, one.posting
    if one.stored.state is not OrderState.UNDONE or stamp in world.meddled or posting is None:
        return
    standing = world.ledger.of_origin(stamp)
    if posting.step is not Step.CREDITED:
        if standing:
            yield Failure("undone but there", f"{stamp} on {program.name}: {len(standing)} stand")
        return
    left = sum(pennies(each.as_sent.gross_amount) for each in (*standing, *notes_of(world, stamp)))
    if len(standing) != 1 or left:
        yield Failure("undone but there", f"{stamp} on {program.name}: {left} pennies are not credited")


def _of_invoice(world: World, deletion: Deletion, invoice: SimInvoice) -> Iterator[Failure]:
    """Each belongs to who sent it; an edit that came after the last look could not be known of.

    What the person entered for a sending in doubt, and what two books sent at once with one
    stamp, cannot be told from our own.
    """
    told = f"invoice {invoice.posted.number} ({invoice.origin or 'a stranger'}) by {deletion.program}"
    dbid = invoice.posted.dbid
    is_persons = invoice.program == PERSON and dbid not in world.entered
    is_others = invoice.program not in (PERSON, deletion.program) and world.is_one_book
    if is_persons or is_others:
        yield Failure("deleted what is not ours", told)
    if not _is_as_sent(invoice) and world.ledger.touched.get(dbid, 0) < deletion.seen:
        yield Failure("deleted what was edited", told)


def _is_as_sent(invoice: SimInvoice) -> bool:
    """Case and outer spaces of the reference do not count."""
    reference = invoice.posted.reference.strip().casefold()
    is_same_reference = reference == invoice.as_sent.reference.strip().casefold()
    return is_same_reference and replace(invoice.posted, reference="") == replace(
        invoice.as_sent, reference=""
    )


def _of_payment(payment: SimPayment) -> Iterator[Failure]:
    if not payment.origin:
        yield Failure("deleted what is not ours", f"payment {payment.posted.id} of {payment.posted.amount}")


def _ever_sent(world: World, stamp: str) -> int:
    ledger = world.ledger
    every = (*ledger.invoices.values(), *ledger.removed.values(), *ledger.deleted.values())
    return sum(each.origin == stamp and each.program != PERSON for each in every)
