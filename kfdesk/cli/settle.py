"""`kfdesk settle`: what is asked about an order whose invoice was sent, and the answer to it."""

from datetime import date

import click

from kfdesk import words
from kfdesk.cli.days import DAY
from kfdesk.cli.desk import data_dir_option, json_option, opened, profile_option, say, say_json
from kfdesk.cli.refund import order_id_of
from kfdesk.domain.errors import InvoiceNotStanding, NoChangeToSettle
from kfdesk.domain.invoices import InvoiceDraft
from kfdesk.domain.reasons import Reason
from kfdesk.services.desk import Desk
from kfdesk.services.settle_change import InvoiceMatter
from kfdesk.services.tell_refund import ToldRefund

CREDIT = ("difference", "all")


@click.command(short_help="Settle what changed about a sent order.")
@click.argument("order_number", metavar="ORDER_NUMBER")
@click.option("--channel", metavar="NAME", required=True, help="The channel of the order.")
@click.option("--leave", is_flag=True, help="Leave the invoice as it is.")
@click.option("--credit", type=click.Choice(CREDIT), help="Post a credit note with the next export.")
@click.option("--date", "day", type=DAY, metavar="DATE", help="The credit note's day.")
@click.option("--filed", is_flag=True, help="Also in a period whose VAT is filed.")
@profile_option
@json_option
@data_dir_option
@click.pass_context
def settle(  # noqa: PLR0913 - one argument an option
    context: click.Context,
    order_number: str,
    channel: str,
    credit: str | None,
    day: date | None,
    *,
    profile: str | None,
    leave: bool,
    filed: bool,
    as_json: bool,
) -> None:
    """Show what changed about an order after its invoice was sent, or settle it. Nothing is sent now."""
    if leave and credit:
        raise click.UsageError("Take either --leave or --credit.")
    if credit and day is None:
        raise click.UsageError("A credit note wants a day: --date.")
    with opened(context) as desk:
        order_id = order_id_of(desk, profile, channel, order_number)
        matter = _matter(desk, order_id, order_number)
        if leave and not desk.changes.leave([order_id], lambda _done, _total: None, lambda: False):
            raise NoChangeToSettle(order_number=order_number)
        if credit and day is not None:
            amount = matter.difference if credit == "difference" else matter.left
            desk.changes.credit(order_id, ToldRefund(amount, day, is_late=filed))
        now = _matter(desk, order_id, order_number)
    if as_json:
        say_json({**_matter_json(order_number, matter), "settled": now.notice is None})
        return
    _tell(matter, now.notice)


def _matter(desk: Desk, order_id: int, order_number: str) -> InvoiceMatter:
    """Raises InvoiceNotStanding."""
    matter = desk.changes.look(order_id)
    if matter is None:
        raise InvoiceNotStanding(order_number=order_number)
    return matter


def _tell(matter: InvoiceMatter, left: Reason | None) -> None:
    say(f"Invoice {matter.invoice_number}: {_figures(matter.before)} as sent, {_now(matter)} now.")
    if matter.difference > 0:
        say(f"Difference: {matter.difference} {matter.before.currency}.")
    say(words.reason(left) if left else "Nothing about it waits for you.")


def _now(matter: InvoiceMatter) -> str:
    if matter.is_cancelled:
        return "cancelled"
    if matter.after is None:
        return words.reason(matter.why_none).rstrip(".") if matter.why_none else "no invoice"
    return _figures(matter.after)


def _figures(draft: InvoiceDraft) -> str:
    return f"{draft.gross_amount} {draft.currency} ({draft.vat_amount} VAT)"


def _matter_json(order_number: str, matter: InvoiceMatter) -> dict[str, object]:
    return {
        "order_number": order_number,
        "invoice_number": matter.invoice_number,
        "before": _draft_json(matter.before),
        "after": _draft_json(matter.after) if matter.after else None,
        "cancelled": matter.is_cancelled,
        "difference": str(matter.difference),
        "left": str(matter.left),
        "message": words.reason(matter.notice) if matter.notice else "",
    }


def _draft_json(draft: InvoiceDraft) -> dict[str, object]:
    figures = {"gross": str(draft.gross_amount), "vat": str(draft.vat_amount)}
    return {**figures, "currency": draft.currency, "lines": [line.description for line in draft.lines]}
