"""`kfdesk refund`: tell of money given back; the next export posts the credit note."""

from datetime import date
from decimal import Decimal, InvalidOperation

import click

from kfdesk.cli.days import DAY
from kfdesk.cli.desk import data_dir_option, json_option, numbers_meant, opened, profile_option, say, say_json
from kfdesk.domain.errors import OrderNotFound, RefundNotAnAmount, RefundNotSaid
from kfdesk.services.desk import Desk
from kfdesk.services.tell_refund import RefundOffer, ToldRefund


@click.command()
@click.argument("order_number", metavar="ORDER_NUMBER")
@click.option("--channel", metavar="NAME", required=True, help="The channel of the order.")
@click.option("--amount", metavar="A", help="What was given back; unless told what is asked for, or left.")
@click.option("--date", "day", type=DAY, metavar="DATE", required=True, help="The day it went back.")
@click.option("--note", default="", metavar="TEXT", help="A note for yourself.")
@click.option("--further", is_flag=True, help="One more refund of a sum that is known.")
@click.option("--filed", is_flag=True, help="Also in a period whose VAT is filed.")
@profile_option
@json_option
@data_dir_option
@click.pass_context
def refund(  # noqa: PLR0913 - one argument an option
    context: click.Context,
    order_number: str,
    channel: str,
    amount: str | None,
    day: date,
    note: str,
    *,
    profile: str | None,
    further: bool,
    filed: bool,
    as_json: bool,
) -> None:
    """Tell of money given back for an order. Its credit note is posted by the next export."""
    with opened(context) as desk:
        order_id = order_id_of(desk, profile, channel, order_number)
        offer = desk.refunds.offer(order_id)
        gross = _proposed(offer) if amount is None else _amount(amount)
        told = ToldRefund(gross, day, note, further, filed)
        desk.refunds.tell(order_id, told)
    if as_json:
        say_json(_json(offer, told))
        return
    say(
        f"{offer.channel} {offer.order_number}: {told.amount:.2f} {offer.currency} given back on {told.day}. "
        f"Nothing was sent now; the next export posts the credit note for invoice {offer.invoice_number}."
    )


def _proposed(offer: RefundOffer) -> Decimal:
    """What is asked for, else all that is left; raises RefundNotSaid when part is known to be given back."""
    if offer.known and not offer.undated:
        known = sum((refund.gross for refund in offer.known), Decimal(0))
        raise RefundNotSaid(order_number=offer.order_number, known=f"{known:.2f} {offer.currency}")
    return offer.proposed


def _amount(given: str) -> Decimal:
    """Raises RefundNotAnAmount."""
    try:
        amount = Decimal(given)
    except InvalidOperation as error:
        raise RefundNotAnAmount(given=given) from error
    if not amount.is_finite():
        raise RefundNotAnAmount(given=given)
    return amount


def order_id_of(desk: Desk, profile: str | None, channel: str, number: str) -> int:
    """The order of a channel; raises UnknownChannel or OrderNotFound."""
    company_id = desk.logins.resolve(profile).company_id
    assert company_id is not None  # noqa: S101 - resolve gives linked ones
    channel_id = desk.settings.channel_named(company_id, channel).id
    with desk.book.reading() as session:
        found = session.orders.known(channel_id, numbers_meant(number))
    for meant in numbers_meant(number):
        if meant in found:
            return found[meant].id
    raise OrderNotFound(order_number=number)


def _json(offer: RefundOffer, told: ToldRefund) -> dict[str, object]:
    return {
        "channel": offer.channel,
        "order_number": offer.order_number,
        "invoice_number": offer.invoice_number,
        "amount": f"{told.amount:.2f}",
        "currency": offer.currency,
        "date": told.day.isoformat(),
        "left": f"{offer.left - told.amount:.2f}",
    }
