"""What must hold of credit notes, by the simulator's own arithmetic in whole pennies."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kfdesk.domain.invoices import PostedInvoice
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Why
from tests.simulation.basket import pennies
from tests.simulation.failure import Failure
from tests.simulation.ledger import SimInvoice
from tests.simulation.mending import GREEN
from tests.simulation.program import Program
from tests.simulation.stamps import is_note, order_of
from tests.simulation.world import PERSON, Known, World

SAYS_OPEN = (Why.CREDIT_NOTE_OPEN, Why.CREDIT_NOTE_REFUSED)
COUNTED = (Step.VERIFIED, Step.ALREADY, Step.GONE)
"""Of two notes with one stamp a person may have removed the one that this book sent."""


def at_any_moment(world: World) -> Iterator[Failure]:
    """Never more than the invoice, each for money that was given back, with the VAT that was on it."""
    for stamp in world.versions:
        notes = notes_of(world, stamp)
        original = _original(world, stamp)
        if not notes or original is None or stamp in world.meddled:
            continue
        yield from _payments(world, notes)
        if not world.may_double:
            yield from _too_much(stamp, original, notes)
            yield from _without_refund(world, stamp, original, notes)
            yield from _vat(stamp, original, notes)


def doubles(world: World) -> Iterator[Failure]:
    """Each credit note once, and its money back once."""
    by_origin = Counter(
        each.origin
        for each in world.ledger.invoices.values()
        if is_note(each.origin) and each.program != PERSON
    )
    for origin, count in by_origin.items():
        if count > 1:
            yield Failure("double credit note", f"{origin} stands {count} times")
        paid = len(world.ledger.payments_of_origin(origin))
        if paid > 1:
            yield Failure("double money back", f"{origin} was paid back {paid} times")


def when_settled(world: World) -> Iterator[Failure]:
    """Nothing that was given back is lost, in the ledger or in a book."""
    for stamp in world.versions:
        original = next(iter(world.ledger.of_origin(stamp)), None)
        if original is None or stamp in world.meddled:
            continue
        notes = notes_of(world, stamp)
        yield from _too_much(stamp, original.as_sent, notes)
        yield from _without_refund(world, stamp, original.as_sent, notes)
        yield from _vat(stamp, original.as_sent, notes, is_settled=True)
        if not _is_green_somewhere(world, stamp):
            continue  # What no book calls done is shown to the person: it is not lost.
        wanted = _wanted(world, stamp, original.as_sent)
        if _credited(notes) != wanted:
            yield Failure("refund lost", f"{stamp}: {_credited(notes)} of {wanted} pennies are credited")
        for note in notes:
            seen = world.ledger.seen(note)
            if seen.amount_paid != seen.gross_amount:
                yield Failure("money not back", f"{note.origin}: {seen.amount_paid} of {seen.gross_amount}")


def _is_green_somewhere(world: World, stamp: str) -> bool:
    known = [one.stored for program in world.programs for one in world.known(program)]
    return any(one.stamp == stamp and one.state in GREEN for one in known)


def in_book(world: World, program: Program, one: Known) -> Iterator[Failure]:
    """A book knows every credit note, settled, of an order that it calls done."""
    stamp = one.stored.stamp
    if stamp in world.meddled or one.stored.state not in GREEN:
        return
    for note in one.notes:
        if note.condition is not Condition.CLEAR or not note.is_ended:
            yield Failure("never settled", f"{note.stamp} on {program.name} is {note.step}, {note.condition}")
    ours = [each for each in one.notes if one.posting and each.credits_id == one.posting.id]
    known = sum(-pennies(each.content.invoice.gross_amount) for each in ours if each.step in COUNTED)
    there = _credited(notes_of(world, stamp))
    if known != there:
        yield Failure("refund lost", f"{stamp}: {program.name} knows of {known}, credited are {there}")


def is_settled(world: World, posting: Posting) -> bool:
    """Whether what was to follow a credit note stands in the ledger."""
    seen = world.ledger.seen(world.ledger.invoices[posting.invoice_dbid])
    is_open = posting.reason is not None and posting.reason.why in SAYS_OPEN
    return is_open or abs(seen.amount_paid) >= abs(seen.gross_amount)


def notes_of(world: World, stamp: str) -> list[SimInvoice]:
    """Living credit notes of an order, in the order of their entry."""
    return [
        each
        for each in world.ledger.invoices.values()
        if is_note(each.origin) and order_of(each.origin) == stamp
    ]


def _original(world: World, stamp: str) -> PostedInvoice | None:
    """As it was sent; a double that was removed was like the one that stays."""
    living = world.ledger.of_origin(stamp)
    removed = [each for each in world.ledger.removed.values() if each.origin == stamp]
    return next((each.as_sent for each in (*living, *removed)), None)


def _credited(notes: Sequence[SimInvoice]) -> int:
    return sum(-pennies(each.as_sent.gross_amount) for each in notes)


def _wanted(world: World, stamp: str, original: PostedInvoice) -> int:
    """What was given back, or all of it for a sale that was called off, but never more than the invoice."""
    given = sum(each.gross for each in world.given.get(stamp, ()))
    gross = pennies(original.gross_amount)
    is_all = world.versions[stamp][-1].order.is_cancelled or _is_undone(world, stamp)
    return gross if is_all else min(given, gross)


def _is_undone(world: World, stamp: str) -> bool:
    known = [one.stored for program in world.programs for one in world.known(program)]
    return any(one.stamp == stamp and one.state is OrderState.UNDONE for one in known)


def _payments(world: World, notes: Sequence[SimInvoice]) -> Iterator[Failure]:
    for note in notes:
        for payment in world.ledger.payments_of_origin(note.origin):
            if payment.posted.amount != note.as_sent.gross_amount:
                yield Failure("wrong sum", f"{note.origin}: {payment.posted.amount} was paid back")


def _too_much(stamp: str, original: PostedInvoice, notes: Sequence[SimInvoice]) -> Iterator[Failure]:
    gross = pennies(original.gross_amount)
    if _credited(notes) > gross:
        yield Failure("credited too much", f"{stamp}: {_credited(notes)} of {gross} pennies")


def _without_refund(
    world: World, stamp: str, original: PostedInvoice, notes: Sequence[SimInvoice]
) -> Iterator[Failure]:
    """Each note is for one refund, whole unless less than that was left; one may take all the rest back."""
    settled = [(each.gross, each.day) for each in world.given.get(stamp, ()) if each.is_settled]
    is_over = sum(gross for gross, _ in settled) > pennies(original.gross_amount)
    of_undo = 1 if stamp in world.taken_back else 0
    for note in notes:
        gross, day = -pennies(note.as_sent.gross_amount), note.as_sent.invoice_date
        larger = [each for each in settled if is_over and each[1] == day and each[0] > gross]
        found = (gross, day) if (gross, day) in settled else next(iter(larger), None)
        if found:
            settled.remove(found)
        elif of_undo:
            of_undo -= 1
        else:
            yield Failure("credited for nothing", f"{note.origin}: {gross} pennies of {day}")


def _vat(
    stamp: str, original: PostedInvoice, notes: Sequence[SimInvoice], *, is_settled: bool = False
) -> Iterator[Failure]:
    """At each rate the VAT credited is that on the gross credited, half-up.

    While a note of the chain is missing a penny for each note may be off.
    """
    whole, credited = _by_rate(original), _by_rate(*(note.as_sent for note in notes))
    slack = 0 if is_settled else len(notes)
    for rate, (minus_gross, minus_vat) in credited.items():
        gross, vat = -minus_gross, -minus_vat
        all_gross, all_vat = whole.get(rate, (0, 0))
        due = _half_up(gross * all_vat, all_gross) if all_gross else 0
        if abs(vat - due) > slack or not 0 <= gross <= all_gross:
            yield Failure("wrong VAT credited", f"{stamp}: {vat} VAT at {rate} on {gross}, not {due}")
    net = pennies(original.net_amount) + sum(pennies(each.as_sent.net_amount) for each in notes)
    left = pennies(original.vat_amount) + sum(pennies(each.as_sent.vat_amount) for each in notes)
    if net + left == 0 and net != 0:
        yield Failure("wrong VAT credited", f"{stamp}: in full, and {net} net and {left} VAT are left")


def _by_rate(*invoices: PostedInvoice) -> dict[object, tuple[int, int]]:
    """Gross and VAT in pennies at each rate."""
    sums: dict[object, tuple[int, int]] = {}
    for line in (line for invoice in invoices for line in invoice.lines):
        gross, vat = sums.get(line.vat_rate, (0, 0))
        line_vat = pennies(line.vat_amount)
        sums[line.vat_rate] = (gross + pennies(line.quantity * line.rate) + line_vat, vat + line_vat)
    return sums


def _half_up(part: int, whole: int) -> int:
    return (2 * part + whole) // (2 * whole)
