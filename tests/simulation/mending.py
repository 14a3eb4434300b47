"""What a person does in KashFlow and in kfdesk about what kfdesk shows them."""

from collections.abc import Callable
from dataclasses import replace

from kfdesk.domain.company import LookUps
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Posting, Step
from kfdesk.domain.reasons import Why
from tests.simulation.ledger import LOOK_UPS, SimInvoice
from tests.simulation.person import pay
from tests.simulation.program import Program
from tests.simulation.world import PERSON, Known, World

GREEN = (OrderState.EXPORTED, OrderState.ALREADY)


def mend_all(world: World) -> bool:
    """Decide on everything that waits for a person; whether there was anything."""
    waiting = [(program, one) for program in world.programs for one in world.known(program)]
    mended = False
    for program, one in waiting:
        if one.stored.state not in GREEN:
            mended = _mend(world, program, one) or mended
    return mended


def _mend(world: World, program: Program, one: Known) -> bool:
    why = one.stored.reason.why if one.stored.reason else None
    if one.stored.state is OrderState.GONE:
        return _choose_again(world, program, one)
    ways: dict[Why, Callable[[World, Known], bool]] = {
        Why.TWIN: _keep_one,
        Why.PAYMENT_TWIN: _keep_one_payment,
        Why.PART_PAID: _remove_part_payment,
        Why.READ_BACK_DIFFERS: _put_right,
        Why.FOUND_BUT_DIFFERS: _put_right,
        Why.LOOK_ALIKE: _remove_look_alike,
        Why.LOOK_ALIKE_DIFFERS: _remove_look_alike,
        Why.SECOND_DOUBT: _do_by_hand,
        Why.CUSTOMER_DIFFERS: _mend_customer,
        Why.LOOK_UP_GONE: _mend_look_ups,
        Why.REFUSED: _mend_look_ups,
    }
    way = ways.get(why) if why else None
    if way is None:
        return False
    world.story.tell("+++ the person mends {} of {}: {}", one.stored.stamp, program.name, why)
    return way(world, one)


def _choose_again(world: World, program: Program, one: Known) -> bool:
    world.story.tell("+++ the person chooses {} of {} again", one.stored.stamp, program.name)
    with program.file.writing() as session:
        session.orders.set_left_out([one.stored.id], "")
    return True


def _bearing(world: World, stamp: str) -> list[SimInvoice]:
    return [
        each
        for each in world.ledger.invoices.values()
        if each.posted.reference.strip().lower() == stamp.lower()
    ]


def _keep_one(world: World, one: Known) -> bool:
    """The earliest that is paid stays, else the earliest."""
    found = sorted(
        _bearing(world, one.stored.stamp),
        key=lambda each: (not world.ledger.seen(each).amount_paid, each.posted.dbid),
    )
    for invoice in found[1:]:
        world.ledger.remove_invoice(invoice.posted.dbid)
    return True


def _keep_one_payment(world: World, one: Known) -> bool:
    for payment in world.ledger.payments_of_origin(one.stored.stamp)[1:]:
        del world.ledger.payments[payment.posted.id]
    return True


def _remove_part_payment(world: World, one: Known) -> bool:
    ids = {each.posted.dbid for each in _bearing(world, one.stored.stamp)}
    ledger = world.ledger
    ledger.payments = {
        key: each for key, each in ledger.payments.items() if each.dbid not in ids or each.origin
    }
    return True


def _put_right(world: World, one: Known) -> bool:
    """The invoice as it was sent, and what is missing of its payment."""
    posting = one.posting
    found = world.ledger.invoices.get(posting.invoice_dbid) if posting else None
    found = found or next(iter(_bearing(world, one.stored.stamp)), None)
    if found is None or posting is None:
        return False
    dbid = found.posted.dbid
    world.ledger.invoices[dbid] = replace(found, posted=replace(found.as_sent, number=found.posted.number))
    missing = found.as_sent.gross_amount - world.ledger.seen(world.ledger.invoices[dbid]).amount_paid
    if posting.step is Step.PAID and missing > 0:
        pay(world, found, missing, "put right")
    return True


def _remove_look_alike(world: World, one: Known) -> bool:
    number = int(one.stored.reason.facts["number"]) if one.stored.reason else 0
    there = world.ledger.invoice_under(number)
    if there:
        world.ledger.remove_invoice(there.dbid)
    return there is not None


def _do_by_hand(world: World, one: Known) -> bool:
    """Nothing came of two sendings: the person enters it, unless it is there after all."""
    posting = one.posting
    if posting is None:
        return False
    found = _bearing(world, posting.stamp)
    if posting.step is Step.PAYMENT_SENT:
        owed = found[0].posted.gross_amount - world.ledger.seen(found[0]).amount_paid if found else ZERO
        if found and owed > 0:
            pay(world, found[0], owed, "by hand")
        return True
    if not found:
        _enter(world, posting)
    return True


def _enter(world: World, posting: Posting) -> None:
    ledger = world.ledger
    kept: LookUps
    kept, ledger.look_ups = ledger.look_ups, LOOK_UPS
    if posting.customer_id in ledger.customers:
        ledger.add_invoice(posting.content.invoice, posting.customer_id, PERSON)
    else:
        known = ledger.customer_by_code(posting.content.customer.code)
        customer_id = known.id if known else ledger.add_customer(posting.content.customer)
        ledger.add_invoice(posting.content.invoice, customer_id, PERSON)
    ledger.look_ups = kept


def _mend_customer(world: World, one: Known) -> bool:
    code = one.stored.reason.facts["code"] if one.stored.reason else ""
    there = world.ledger.customer_by_code(code)
    if there is None:
        return False
    buyer = one.stored.order.buyer
    surname = buyer.name.split()[-1]
    world.ledger.customers[there.id] = replace(
        there, name=buyer.name, email=buyer.email, surname=surname, postcode=buyer.address.postcode
    )
    return True


def _mend_look_ups(world: World, _one: Known) -> bool:
    world.ledger.look_ups = LOOK_UPS
    return True
