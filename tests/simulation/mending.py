"""What a person does in KashFlow and in kfdesk about what kfdesk shows them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal

from kfdesk.domain.answers import Answer, Ruling
from kfdesk.domain.errors import Refused
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.ports import StoredOrder
from tests.simulation.basket import pennies
from tests.simulation.ledger import LOOK_UPS, SimInvoice
from tests.simulation.person import pay
from tests.simulation.program import Program
from tests.simulation.refunding import tell_dates
from tests.simulation.settings import SETTINGS
from tests.simulation.world import PERSON, Known, World

SENDINGS = 2
"""After so many kfdesk sends no more."""
GREEN = (OrderState.EXPORTED, OrderState.ALREADY)


@dataclass(frozen=True)
class Case:
    """An order that waits for a person, and the posting that is the matter, if it is one."""

    program: Program
    stored: StoredOrder
    reason: Reason
    posting: Posting | None

    @property
    def stamp(self) -> str:
        """The reference in question: the order's, or a credit note's."""
        return self.posting.stamp if self.posting else self.stored.stamp


Way = Callable[[World, Case], bool]


def mend_all(world: World) -> bool:
    """Decide on everything that waits for a person; whether there was anything."""
    waiting = [(program, one) for program in world.programs for one in world.known(program)]
    mended = False
    for program, one in waiting:
        if one.stored.state not in GREEN:
            mended = _mend(world, program, one) or mended
        for note in one.notes:
            _pay_back_by_hand(world, note)
    return mended


def _pay_back_by_hand(world: World, note: Posting) -> None:
    """What KashFlow would not take from the service; a note that says so is not gone on with."""
    found = world.ledger.invoices.get(note.invoice_dbid)
    says = (Why.CREDIT_NOTE_REFUSED, Why.CREDIT_NOTE_OPEN) if world.may_double else (Why.CREDIT_NOTE_REFUSED,)
    is_open = note.reason is not None and note.reason.why in says
    if is_open and found and (owed := _owed(world, found)):
        _settle_by_hand(world, note, found, owed)


def _mend(world: World, program: Program, one: Known) -> bool:
    """What the order says; and what a credit note says that the order has no room to show."""
    stored = one.stored
    if stored.state is OrderState.GONE:
        return _choose_again(world, program, one)
    notes = [each for each in one.notes if each.condition is not Condition.CLEAR and each.reason]
    cases = [Case(program, stored, each.reason, each) for each in notes if each.reason]
    if stored.reason and all(case.reason != stored.reason for case in cases):
        cases.append(Case(program, stored, stored.reason, one.posting))
    mended = [_mend_one(world, case) for case in cases]
    return any(mended)


def _mend_one(world: World, case: Case) -> bool:
    way = WAYS.get(case.reason.why)
    if way is None:
        return False
    world.story.tell("+++ the person mends {} of {}: {}", case.stamp, case.program.name, case.reason.why)
    return way(world, case)


def _choose_again(world: World, program: Program, one: Known) -> bool:
    world.story.tell("+++ the person chooses {} of {} again", one.stored.stamp, program.name)
    world.chosen.add(one.stored.stamp)
    with program.file.writing() as session:
        return bool(session.decisions.export_again([one.stored.id]))


def _bearing(world: World, stamp: str) -> list[SimInvoice]:
    return [
        each
        for each in world.ledger.invoices.values()
        if each.posted.reference.strip().lower() == stamp.lower()
    ]


def _keep_one(world: World, case: Case) -> bool:
    """Of the invoices named, the earliest that is paid stays, else the earliest."""
    named = [int(number) for number in case.reason.facts.get("numbers", "").split(", ") if number]
    # By its number alone it may be another by now: the highest number is given again once it is free.
    there = [each for each in world.ledger.of_origin(case.stamp) if each.posted.number in named]
    found = sorted(
        {each.posted.dbid: each for each in (*_bearing(world, case.stamp), *there)}.values(),
        key=lambda each: (not world.ledger.seen(each).amount_paid, each.posted.dbid),
    )
    for invoice in found[1:]:
        world.ledger.remove_invoice(invoice.posted.dbid)
    return True


def _keep_one_payment(world: World, case: Case) -> bool:
    for payment in world.ledger.payments_of_origin(case.stamp)[1:]:
        del world.ledger.payments[payment.posted.id]
    return True


def _remove_part_payment(world: World, case: Case) -> bool:
    ids = {each.posted.dbid for each in _bearing(world, case.stamp)}
    ledger = world.ledger
    ledger.payments = {
        key: each for key, each in ledger.payments.items() if each.dbid not in ids or each.origin
    }
    return True


def _put_right(world: World, case: Case) -> bool:
    """The invoice as it was sent, and what is missing of its payment."""
    posting = case.posting
    found = world.ledger.invoices.get(posting.invoice_dbid) if posting else None
    found = found or next(iter(_bearing(world, case.stamp)), None)
    if found is None or posting is None:
        return False
    dbid = found.posted.dbid
    world.ledger.touched[dbid] = world.ledger.tick
    world.ledger.invoices[dbid] = replace(found, posted=replace(found.as_sent, number=found.posted.number))
    _keep_one_payment(world, case)
    _remove_misplaced(world, found)
    _take_back_excess(world, found)
    missing = _owed(world, world.ledger.invoices[dbid])
    if posting.step is Step.PAID and missing:
        _settle_by_hand(world, posting, found, missing)
    return True


def _remove_misplaced(world: World, found: SimInvoice) -> None:
    """A slow server may put a payment on whatever bears the number of a deleted invoice by then."""
    payments = world.ledger.payments
    strays = [key for key, each in payments.items() if each.dbid == found.posted.dbid and each.origin]
    for key in strays:
        if payments[key].origin != found.origin:
            del payments[key]


def _take_back_excess(world: World, found: SimInvoice) -> None:
    """Two computers at once: one paid the invoice while the other set a credit note against it."""
    payments = world.ledger.payments
    own = [key for key, each in payments.items() if each.dbid == found.posted.dbid and not each.applied]
    for key in own:
        excess = world.ledger.seen(found).amount_paid - found.as_sent.gross_amount
        if 0 < payments[key].posted.amount <= excess:
            del payments[key]


def _owed(world: World, invoice: SimInvoice) -> Decimal:
    """What is left to pay, below nothing on a credit note; what is paid too much is not owed."""
    owed = invoice.as_sent.gross_amount - world.ledger.seen(invoice).amount_paid
    return owed if owed * invoice.as_sent.gross_amount > 0 else ZERO


def _settle_by_hand(world: World, posting: Posting, found: SimInvoice, owed: Decimal) -> None:
    if posting.content.apply_to in world.ledger.invoices:
        with suppress(Refused):  # somebody paid the invoice meanwhile
            world.ledger.apply_credit_note(posting.content.apply_to or 0, found.posted.dbid)
    else:
        pay(world, found, owed, "by hand")


def _remove_look_alike(world: World, case: Case) -> bool:
    there = world.ledger.invoice_under(int(case.reason.facts["number"]))
    if there:
        world.ledger.remove_invoice(there.dbid)
    return there is not None


def _do_by_hand(world: World, case: Case) -> bool:
    """Nothing came of two sendings: the person enters it, unless it is there after all."""
    posting = case.posting
    if posting is None:
        return False
    found = _bearing(world, posting.stamp)
    if posting.step is Step.PAYMENT_SENT:
        owed = _owed(world, found[0]) if found else ZERO
        if owed:
            _settle_by_hand(world, posting, found[0], owed)
        return True
    if not found:
        _enter(world, posting)
    return True


def _enter(world: World, posting: Posting) -> None:
    ledger, customer_id = world.ledger, posting.customer_id
    with ledger.by_hand():
        if customer_id not in ledger.customers:
            known = ledger.customer_by_code(posting.content.customer.code)
            customer_id = known.id if known else ledger.add_customer(posting.content.customer)
        number = ledger.add_invoice(posting.content.invoice, customer_id, PERSON)
    entered = ledger.invoice_under(number)
    assert entered is not None
    world.entered.add(entered.dbid)


def _mend_customer(world: World, case: Case) -> bool:
    there = world.ledger.customer_by_code(case.reason.facts["code"])
    if there is None:
        return False
    buyer = case.stored.order.buyer
    surname = buyer.name.split()[-1]
    world.ledger.customers[there.id] = replace(
        there, name=buyer.name, email=buyer.email, surname=surname, postcode=buyer.address.postcode
    )
    return True


def _mend_look_ups(world: World, case: Case) -> bool:
    """The lists as they were; what is sent no more, or for a deleted customer, is entered by hand."""
    world.ledger.look_ups = LOOK_UPS
    settings = replace(SETTINGS, record_payments=world.records_payments)
    with case.program.file.writing() as session:  # what was off a list is chosen again
        session.channels.save_settings(case.program.file.channel_id, settings)
    posting = case.posting
    is_over = posting is not None and (
        posting.doubts >= SENDINGS or posting.customer_id not in world.ledger.customers
    )
    if is_over and posting and posting.step in (Step.INVOICE_SENT, Step.PAYMENT_SENT):
        return _do_by_hand(world, case)
    return True


def _accept_change(world: World, case: Case) -> bool:
    """The invoice stays as it is; what was given back is credited from then on."""
    if case.stored.order.is_cancelled:
        return False  # the next run asks for the day of the refund
    with case.program.file.writing() as session:
        session.decisions.accept_change(case.stored.id)
    now = world.versions[case.stored.stamp][-1].expected
    world.accepted.add((case.stored.stamp, now.gross, now.vat))
    return True


def _tell_dates(world: World, case: Case) -> bool:
    asked = Decimal(case.reason.facts["amount"].split()[0])
    tell_dates(world, case.stored.stamp, pennies(asked))
    return True


def _one_of(world: World, case: Case, rulings: tuple[Ruling, ...], by_hand: Way) -> bool:
    """Mended by hand in KashFlow, or answered in kfdesk."""
    choice = world.chance.weighed([("by hand", len(rulings)), ("answered", len(rulings) + 1)])
    return by_hand(world, case) if choice == "by hand" else _answer(world, case, world.chance.pick(rulings))


def _answer(world: World, case: Case, ruling: Ruling) -> bool:
    world.story.tell("+++ the person answers {}", ruling.name)
    with case.program.file.writing() as session:
        session.decisions.answer({case.stored.id: Answer(case.reason, ruling, world.clock.now())})
    return True


def _look_alike(world: World, case: Case) -> bool:
    return _one_of(world, case, (Ruling.TAKE_OVER, Ruling.TWO_SALES), _remove_look_alike)


def _part_paid(world: World, case: Case) -> bool:
    return _one_of(world, case, (Ruling.PAY_REST, Ruling.PAID), _remove_part_payment)


def _same_payment(world: World, case: Case) -> bool:
    return _one_of(world, case, (Ruling.PAID, Ruling.PAY), _remove_part_payment)


def _second_doubt(world: World, case: Case) -> bool:
    return _one_of(world, case, (Ruling.SEND_AGAIN,), _do_by_hand)


def _other_customer(world: World, case: Case) -> bool:
    return _one_of(world, case, (Ruling.SAME_CUSTOMER,), _mend_customer)


def _leave_invoice(world: World, case: Case) -> bool:
    """More was given back than was ever paid: nothing is to be credited beyond the invoice."""
    return _answer(world, case, Ruling.LEAVE_INVOICE)


WAYS: dict[Why, Way] = {
    Why.TWIN: _keep_one,
    Why.PAYMENT_TWIN: _keep_one_payment,
    Why.PART_PAID: _part_paid,
    Why.SAME_PAYMENT_FOUND: _same_payment,
    Why.READ_BACK_DIFFERS: _put_right,
    Why.FOUND_BUT_DIFFERS: _put_right,
    Why.LOOK_ALIKE: _look_alike,
    Why.LOOK_ALIKE_DIFFERS: _remove_look_alike,
    Why.SECOND_DOUBT: _second_doubt,
    Why.CUSTOMER_DIFFERS: _other_customer,
    Why.LOOK_UP_GONE: _mend_look_ups,
    Why.REFUSED: _mend_look_ups,
    Why.CHANGED_AFTER_EXPORT: _accept_change,
    Why.REFUND_DATE_NEEDED: _tell_dates,
    Why.CANCELLED_AFTER_EXPORT: _tell_dates,
    Why.REFUND_OVER_INVOICE: _leave_invoice,
}
"""What the person does for each reason; where none is named, it stays as it is."""
