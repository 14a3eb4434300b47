"""What must always hold, by the simulator's own arithmetic, on the ledger and on the books."""

from collections.abc import Iterator
from decimal import Decimal

from kfdesk import words
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from tests.simulation import credit_checks, undo_checks
from tests.simulation.basket import Expected, pennies
from tests.simulation.failure import Failure
from tests.simulation.ledger import SimInvoice
from tests.simulation.mending import GREEN
from tests.simulation.program import Program
from tests.simulation.stamps import is_note, order_of
from tests.simulation.world import PERSON, Known, World

OF_A_CHANGE = (Why.FOUND_BUT_DIFFERS, Why.READ_BACK_DIFFERS, Why.TWIN)
"""What is left to the person when another book sent an order as it was before, or after, a change."""


def after_a_run(world: World) -> Iterator[Failure]:
    """What holds at any moment, whatever is still in doubt."""
    yield from _sums(world)
    yield from credit_checks.at_any_moment(world)
    yield from undo_checks.at_any_moment(world)
    if not world.may_double:
        yield from _doubles(world)
    for program in world.programs:
        for one in world.known(program):
            yield from _of_postings(world, program, one)


def when_settled(world: World) -> Iterator[Failure]:
    """What holds when the dust has settled and the person has decided."""
    yield from _doubles(world)
    yield from credit_checks.when_settled(world)
    for program in world.programs:
        known = world.known(program)
        for stamp in set(world.versions) - {one.stored.stamp for one in known}:
            yield Failure("lost", f"{stamp} is not in {program.name}'s book")
        for one in known:
            yield from _of_postings(world, program, one)
            yield from _order_words(program, one)
            yield from _settled(world, program, one)
            yield from credit_checks.in_book(world, program, one)
            yield from undo_checks.undone(world, program, one)


def shown(world: World) -> Iterator[Failure]:
    """Two documents with one stamp, or two payments, are shown in some book once runs could see them."""
    states: dict[str, set[OrderState]] = {}
    for program in world.programs:
        for one in world.known(program):
            states.setdefault(one.stored.stamp, set()).add(one.stored.state)
    notes = {each.origin for each in world.ledger.invoices.values() if is_note(each.origin)}
    for stamp in (*world.versions, *sorted(notes)):
        bearing = [each for each in world.ledger.invoices.values() if _bears(each.posted.reference, stamp)]
        is_read = sum(each.posted.dbid in world.net.listed for each in bearing) > 1
        ours = [each for each in world.ledger.of_origin(stamp) if each.program != PERSON]
        is_double = (len(bearing) > 1 and is_read) or len(ours) > 1
        is_untouched = order_of(stamp) not in world.meddled
        is_paid_twice = is_untouched and len(world.ledger.payments_of_origin(stamp)) > 1
        is_green = states.get(order_of(stamp), set()) <= set(GREEN)
        if is_green and (is_paid_twice or is_double) and (is_read or is_untouched):
            yield Failure("double not shown", f"{stamp} stands or was paid twice, and is green everywhere")


def _bears(reference: str, stamp: str) -> bool:
    return reference.strip().casefold() == stamp.casefold()


# -- on the ledger


def _doubles(world: World) -> Iterator[Failure]:
    for stamp in world.versions:
        ours = [each for each in world.ledger.of_origin(stamp) if each.program != PERSON]
        if len(ours) > 1:
            numbers = [each.posted.number for each in ours]
            yield Failure("double invoice", f"{stamp} stands in the ledger as {numbers}")
        if len(world.ledger.payments_of_origin(stamp)) > 1:
            yield Failure("double payment", f"{stamp} was paid more than once")
    yield from credit_checks.doubles(world)
    codes = [each.code.casefold() for each in world.ledger.customers.values()]
    if len(codes) != len(set(codes)):
        yield Failure("double customer", f"codes {sorted(codes)}")
    if not world.has_odd_customers:
        yield from _double_customers(world)


def _double_customers(world: World) -> Iterator[Failure]:
    of_buyer: dict[str, set[int]] = {}
    for stamp, versions in world.versions.items():
        buyer = versions[-1].order.buyer.username
        of_buyer.setdefault(buyer, set()).update(
            each.posted.customer_id for each in world.ledger.of_origin(stamp) if each.program != PERSON
        )
    for buyer, ids in of_buyer.items():
        if len(ids) > 1:
            yield Failure("double customer", f"{buyer} is customers {sorted(ids)}")


def _sums(world: World) -> Iterator[Failure]:
    for stamp, versions in world.versions.items():
        allowed = [basket.expected for basket in versions]
        for invoice in world.ledger.of_origin(stamp):
            posted = invoice.as_sent
            found = Expected(pennies(posted.gross_amount), pennies(posted.vat_amount))
            if not any(each.is_sale for each in allowed):
                yield Failure("no sale", f"{stamp} was never to be invoiced")
            elif found not in allowed:
                yield Failure("wrong sum", f"{stamp}: {found} and not one of {allowed}")
        for payment in world.ledger.payments_of_origin(stamp):
            is_whole = pennies(payment.posted.amount) in [each.gross for each in allowed]
            if not is_whole and stamp not in world.meddled:
                yield Failure("wrong sum", f"{stamp}: paid {payment.posted.amount}")


# -- on the books


def _of_postings(world: World, program: Program, one: Known) -> Iterator[Failure]:
    for posting in one.postings:
        if posting.condition is not Condition.CLEAR and not _says(posting.reason):
            yield Failure("without words", f"{posting.stamp} on {program.name}: posting {posting.condition}")
        yield from _there(world, program, posting)


def _order_words(program: Program, one: Known) -> Iterator[Failure]:
    stored = one.stored
    is_plain = stored.state in (*GREEN, OrderState.READY, OrderState.UNDONE)
    if not is_plain and not _says(stored.reason):
        yield Failure("without words", f"{stored.stamp} on {program.name} is {stored.state}")


def _says(reason: Reason | None) -> bool:
    return reason is not None and len(words.reason(reason)) > len(reason.why.value) // 2


def _there(world: World, program: Program, posting: Posting) -> Iterator[Failure]:
    """What is called done stands in the ledger, unless a person removed it."""
    if posting.step not in (Step.VERIFIED, Step.ALREADY):
        return
    if posting.condition is not Condition.CLEAR or posting.invoice_dbid in world.ledger.removed:
        return
    if posting.invoice_dbid in world.ledger.deleted and order_of(posting.stamp) in world.meddled:
        return  # by the undo of another book
    there = world.ledger.invoices.get(posting.invoice_dbid)
    if there is None:
        yield Failure("green but not there", f"{posting.stamp} on {program.name}")
    elif order_of(posting.stamp) not in world.meddled and not _is_as_posted(world, posting):
        yield Failure("green but not there", f"{posting.stamp} on {program.name} differs from the ledger")


def _is_as_posted(world: World, posting: Posting) -> bool:
    seen = world.ledger.seen(world.ledger.invoices[posting.invoice_dbid])
    draft, payment = posting.content.invoice, posting.content.payment
    told = (posting.stamp, draft.net_amount + draft.vat_amount)
    if posting.is_credit_note:
        is_paid = credit_checks.is_settled(world, posting)
    else:
        is_paid = seen.amount_paid >= payment.amount if payment else True
    return told == (seen.reference, seen.net_amount + seen.vat_amount) and is_paid


def _settled(world: World, program: Program, one: Known) -> Iterator[Failure]:
    stored = one.stored
    versions = world.versions[stored.stamp]
    standing = world.ledger.of_origin(stored.stamp)
    told = f"{stored.stamp} on {program.name} is {stored.state} ({stored.reason and stored.reason.why})"
    if stored.state in (OrderState.READY, OrderState.IN_DOUBT):
        yield Failure("lost" if stored.state is OrderState.READY else "never settled", told)
    elif stored.state in GREEN:
        yield from _done(world, one, told)
    elif stored.state is OrderState.UNDONE:
        return
    elif stored.state is OrderState.CHANGED:
        if not standing and stored.stamp not in world.meddled:
            yield Failure("lost", f"{told}, but was never invoiced")
    elif versions[-1].expected.is_sale and not _is_the_persons(world, one):
        yield Failure("never settled", told)


def _is_the_persons(world: World, one: Known) -> bool:
    """Whether it may stay as it is: a person meddled, or is to say what becomes of a change."""
    is_changed = len(world.versions[one.stored.stamp]) > 1
    why = one.stored.reason.why if one.stored.reason else None
    return one.stored.stamp in world.meddled or (is_changed and why in OF_A_CHANGE)


def _done(world: World, one: Known, told: str) -> Iterator[Failure]:
    stamp = one.stored.stamp
    standing = world.ledger.of_origin(stamp)
    if stamp in world.meddled:
        return
    if len(standing) != 1:
        yield Failure("green but not there", f"{told}, and {len(standing)} invoices stand")
    elif _is_silent(world, standing[0]):
        yield Failure("change not shown", f"{told}, and the file has other figures")
    elif world.ledger.seen(standing[0]).amount_paid != _to_be_paid(world, standing[0]):
        yield Failure("wrong sum", f"{told}, and {world.ledger.seen(standing[0]).amount_paid} is paid")


def _is_silent(world: World, invoice: SimInvoice) -> bool:
    """Whether the last file has other figures and nobody was asked; what is called off is credited."""
    basket = world.versions[invoice.origin][-1]
    posted = invoice.as_sent
    sent = (pennies(posted.gross_amount), pennies(posted.vat_amount))
    is_other = sent != (basket.expected.gross, basket.expected.vat)
    is_accepted = (invoice.origin, basket.expected.gross, basket.expected.vat) in world.accepted
    return is_other and not basket.order.is_cancelled and not is_accepted


def _to_be_paid(world: World, invoice: SimInvoice) -> Decimal:
    """All of it; where no payments are recorded, the credit notes but those that a person paid back."""
    if world.records_payments:
        return invoice.posted.gross_amount
    by_hand = {each.dbid for each in world.ledger.payments.values() if not each.applied}
    notes = credit_checks.notes_of(world, invoice.origin)
    return sum((-each.posted.gross_amount for each in notes if each.posted.dbid not in by_hand), ZERO)
