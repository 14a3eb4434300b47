"""What a person does in KashFlow between two runs, wanted or not."""

from dataclasses import replace
from decimal import Decimal

from kfdesk.domain.company import Choice
from kfdesk.domain.invoices import CustomerDraft, InvoiceDraft, InvoiceLine, PaymentDraft
from kfdesk.domain.orders import Address
from kfdesk.domain.postings import ENDS
from tests.simulation.basket import EARLIEST, changed
from tests.simulation.ledger import LOOK_UPS, SimInvoice, SimPayment
from tests.simulation.stamps import is_note, order_of
from tests.simulation.world import PERSON, World, stamp_of

POUND = Decimal("1.00")


def do_something(world: World) -> None:
    """One thing a person may do at any time, also in the middle of a run."""
    act = world.chance.weighed(
        [
            (_delete_invoice, 3),
            (_edit_figures, 1),
            (_edit_reference, 1),
            (_copy_invoice, 1),
            (_delete_payment, 1),
            (_pay_by_hand, 2),
            (_edit_customer, 1),
            (_delete_customer, 1),
            (_enter_customer, 1),
            (_enter_stranger, 3),
            (_delete_stranger, 2),
            (_enter_order_by_hand, 2),
            (_rename_look_up, 1),
            (_remove_look_up, 1),
            (_rename_channel, 1),
            (_import_changed, 2),
        ]
    )
    act(world)


def _ours(world: World) -> SimInvoice | None:
    """An invoice of ours that nobody has meddled with yet."""
    mine = [
        each
        for each in world.ledger.invoices.values()
        if each.origin and order_of(each.origin) not in world.meddled
    ]
    return world.chance.pick(mine) if mine else None


def _meddle(world: World, what: str, stamp: str) -> None:
    world.meddled.add(order_of(stamp))
    world.story.count(f"person: {what}")
    world.story.tell("*** a person: {} ({})", what, stamp)


def _delete_invoice(world: World) -> None:
    if found := _ours(world):
        _meddle(world, f"deletes invoice {found.posted.number}", found.origin)
        world.ledger.remove_invoice(found.posted.dbid)


def _edit_figures(world: World) -> None:
    if found := _ours(world):
        _meddle(world, "edits figures", found.origin)
        world.ledger.change_invoice(found.posted.dbid, net_amount=found.posted.net_amount + POUND)


def _edit_reference(world: World) -> None:
    """Only of what every book holds as ended: before that it would hide what nobody could know of."""
    found = _ours(world)
    if found is None or world.has_odd_customers or not _is_known(world, found):
        return
    if world.is_set_back or (not world.is_one_book and is_note(found.origin)):
        return  # no older book could know of it, and nothing of a credit note looks alike
    number = order_of(found.origin).split()[-1]
    reference = world.chance.pick(["", number, f"  {found.origin.upper()} ", f"order #{number}"])
    _meddle(world, f"edits the reference to “{reference}”", found.origin)
    world.ledger.change_invoice(found.posted.dbid, reference=reference)


def _is_known(world: World, invoice: SimInvoice) -> bool:
    known = [each for program in world.programs for one in world.known(program) for each in one.postings]
    ended = [each for each in known if each.invoice_dbid == invoice.posted.dbid and each.step in ENDS]
    return len(ended) == len(world.programs)


def _copy_invoice(world: World) -> None:
    if found := _ours(world):
        _meddle(world, "copies an invoice", found.origin)
        ledger = world.ledger
        draft = _draft(found)
        with ledger.by_hand():
            number = ledger.add_invoice(draft, found.posted.customer_id, PERSON)
        world.story.tell("*** the copy is {}", number)


def _delete_payment(world: World) -> None:
    payments = [
        each
        for each in world.ledger.payments.values()
        if order_of(each.origin or each.applied) not in world.meddled
    ]
    if payments:
        payment = world.chance.pick(payments)
        paid = world.ledger.invoices.get(payment.dbid)
        stamp = payment.origin or payment.applied or (paid.origin if paid else "")
        _meddle(world, "deletes a payment", stamp)
        del world.ledger.payments[payment.posted.id]


def _pay_by_hand(world: World) -> None:
    found = _ours(world)
    if found is None or world.ledger.seen(found).amount_paid:
        return
    whole = found.posted.gross_amount
    amount = world.chance.pick([whole, whole, whole - POUND])
    if amount > 0:
        _meddle(world, f"pays {amount} of {whole} by hand", found.origin)
        pay(world, found, amount, "by hand")


def _edit_customer(world: World) -> None:
    if world.ledger.customers and not _has_bare_references(world):
        customer = world.chance.pick(list(world.ledger.customers.values()))
        changes = world.chance.pick(
            [{"email": "other@example.com"}, {"postcode": "YO1 1AA"}, {"surname": "Other"}]
        )
        world.has_odd_customers = True
        world.story.tell("*** a person: edits customer {}: {}", customer.code, changes)
        world.ledger.customers[customer.id] = replace(customer, **changes)  # type: ignore[arg-type] # fields by name


def _delete_customer(world: World) -> None:
    used = {each.posted.customer_id for each in world.ledger.invoices.values()}
    unused = [each for each in world.ledger.customers.values() if each.id not in used]
    if unused:
        customer = world.chance.pick(unused)
        world.has_odd_customers = True
        world.story.tell("*** a person: deletes customer {}", customer.code)
        del world.ledger.customers[customer.id]


def _enter_customer(world: World) -> None:
    """Somebody entered the buyer before us, perhaps twice."""
    buyer = world.chance.pick(world.latest()).order.buyer
    if buyer.email:
        world.has_odd_customers = True
        draft = CustomerDraft(
            f"HAND{world.ledger.next_id()}", buyer.name, buyer.email, address=Address(postcode="LS9 9ZZ")
        )
        world.story.tell("*** a person: enters customer {}", draft.code)
        world.ledger.add_customer(draft)


def _enter_stranger(world: World) -> None:
    ledger = world.ledger
    customer_id = ledger.add_customer(CustomerDraft(f"X{ledger.next_id()}", "Somebody Else"))
    line = InvoiceLine(
        "Work", Decimal(1), Decimal("33.33"), Decimal("33.33"), Decimal(0), Decimal("0.00"), 31
    )
    day = world.chance.pick([EARLIEST, world.clock.today()])
    with ledger.by_hand():
        number = ledger.add_invoice(InvoiceDraft("", day, day, "GBP", (line,)), customer_id, PERSON)
    there = ledger.invoice_under(number)
    assert there is not None
    world.strangers.add(there.dbid)
    world.story.tell("*** a person: enters invoice {} of another business", number)


def _delete_stranger(world: World) -> None:
    there = [dbid for dbid in sorted(world.strangers) if dbid in world.ledger.invoices]
    if there:
        dbid = world.chance.pick(there)
        world.story.tell("*** a person: deletes stranger {}", world.ledger.invoices[dbid].posted.number)
        world.ledger.remove_invoice(dbid)


def _enter_order_by_hand(world: World) -> None:
    """Somebody typed in an order that is not exported yet, with its number and not our stamp."""
    basket = world.chance.pick(world.latest())
    stamp = stamp_of(basket)
    order = basket.order
    if world.ledger.of_origin(stamp) or stamp in world.meddled or order.paid is None:
        return
    ledger = world.ledger
    customer_id = ledger.add_customer(CustomerDraft(f"X{ledger.next_id()}", "Somebody Else"))
    gross = order.stated_total or Decimal(0)
    line = InvoiceLine("Sale", Decimal(1), gross, gross, Decimal(0), Decimal("0.00"), 31)
    draft = InvoiceDraft(f"Order {order.order_number}", order.paid, order.paid, "GBP", (line,))
    _meddle(world, "enters an order by hand", stamp)
    with ledger.by_hand():
        ledger.add_invoice(draft, customer_id, PERSON)


def _rename_look_up(world: World) -> None:
    methods = world.ledger.look_ups.payment_methods
    named = tuple(replace(choice, name=f"{choice.name} (new)") for choice in methods)
    world.ledger.look_ups = replace(world.ledger.look_ups, payment_methods=named)
    world.story.tell("*** a person: renames the payment methods")


def _remove_look_up(world: World) -> None:
    kind = world.chance.pick(["payment_methods", "bank_accounts", "sales_types"])
    kept: tuple[Choice, ...] = getattr(LOOK_UPS, kind)[1:]
    world.ledger.look_ups = replace(world.ledger.look_ups, **{kind: kept})  # type: ignore[arg-type] # fields by name
    world.story.tell("*** a person: removes the first of {}", kind)


def _rename_channel(world: World) -> None:
    program = world.chance.pick(world.programs)
    with program.file.writing() as session:
        channel = session.channels.get(program.file.channel_id)
        session.channels.rename(channel.id, f"{channel.name[:20]} x")
    world.story.tell("*** a person: renames {}'s channel", program.name)


def _import_changed(world: World) -> None:
    basket = changed(world.chance, world.chance.pick(world.latest()))
    world.story.tell("*** a person: imports {} changed", stamp_of(basket))
    for program in world.programs:
        world.import_now(program, [basket])


def _has_bare_references(world: World) -> bool:
    return any(
        each.origin and each.posted.reference != each.origin for each in world.ledger.invoices.values()
    )


def _draft(found: SimInvoice) -> InvoiceDraft:
    posted = found.as_sent
    lines = tuple(
        InvoiceLine(
            line.description,
            line.quantity,
            line.rate,
            line.quantity * line.rate,
            line.vat_rate,
            line.vat_amount,
            line.sales_type,
        )
        for line in posted.lines
    )
    day = posted.invoice_date
    return InvoiceDraft(found.origin, day, day, posted.currency, lines)


def pay(world: World, invoice: SimInvoice, amount: Decimal, note: str) -> None:
    """A payment entered by hand; whatever the lists hold, KashFlow's own screen takes it."""
    ledger = world.ledger
    draft = PaymentDraft(amount, world.clock.today(), 11, 21, note)
    with ledger.by_hand():
        payment_id = ledger.add_payment(draft, invoice.posted.number, "")
    ledger.touched[invoice.posted.dbid] = ledger.tick
    # Numbers may be shared while two invoices wait to be mended: it goes on the one that was meant.
    ledger.payments[payment_id] = SimPayment(ledger.payments[payment_id].posted, invoice.posted.dbid, "")
