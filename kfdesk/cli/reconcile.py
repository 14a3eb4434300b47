"""`kfdesk reconcile`: orders, invoices and payments of a period, every difference with its cause."""

import sys
from datetime import date
from pathlib import Path

import click

from kfdesk import words
from kfdesk.cli.days import DAY
from kfdesk.cli.desk import (
    EXIT_ATTENTION,
    EXIT_DONE,
    data_dir_option,
    give_password,
    json_option,
    opened,
    profile_option,
    say,
    say_error,
    say_json,
)
from kfdesk.cli.export import TerminalWatch
from kfdesk.domain.reconciliation import Difference, Period, Reconciliation, Total
from kfdesk.services.reconcile_json import reconciliation_json

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(short_help="Hold a period against KashFlow.")
@profile_option
@click.option("--from", "first", type=DAY, required=True, metavar="DATE", help="First day.")
@click.option("--to", "last", type=DAY, required=True, metavar="DATE", help="Last day.")
@click.option("--xlsx", type=FILE, metavar="FILE", help="Write a spreadsheet.")
@click.option("--pdf", type=FILE, metavar="FILE", help="Write pages to print.")
@json_option
@data_dir_option
@click.pass_context
def reconcile(  # noqa: PLR0913 - the options of the contract
    context: click.Context,
    profile: str | None,
    first: date,
    last: date,
    xlsx: Path | None,
    pdf: Path | None,
    *,
    as_json: bool,
) -> int:
    """Hold the orders of a period against KashFlow; nothing is changed.

    Exit 1 when a difference needs a person.
    """
    period = _period(first, last)
    watch = TerminalWatch()
    with opened(context) as desk, watch.listening():
        integration = desk.logins.resolve(profile)
        assert integration.company_id is not None  # noqa: S101 - resolve gives linked ones
        give_password(desk, integration)
        found = desk.reconcile.run(integration.company_id, period, _progress, watch.is_cancelled)
        if xlsx:
            desk.reconcile.save_workbook(found, xlsx)
        if pdf:
            desk.reconcile.save_document(found, pdf)
    if as_json:
        say_json(reconciliation_json(found))
    else:
        _tell(found)
    return EXIT_DONE if found.is_settled else EXIT_ATTENTION


def _period(first: date, last: date) -> Period:
    if last < first:
        raise click.UsageError("--to is before --from.")
    return Period(first, last)


def _progress(done: int, total: int) -> None:
    if total and sys.stderr is not None and sys.stderr.isatty():
        click.echo(f"\rReading KashFlow: {done} of {total}", nl=False, err=True)


def _tell(found: Reconciliation) -> None:
    if found.may_be_cut:
        say_error(
            f"KashFlow's lists all ended at exactly {found.may_be_cut} invoices: some may be missing here."
        )
    say(f"{found.company}: {found.orders} orders, {len(found.differences)} differences.")
    for total in found.totals:
        _tell_total(total)
    for difference in found.differences:
        _tell_difference(difference)
    if found.not_ours:
        say(f"{len(found.not_ours)} invoices in KashFlow are not ours.")


def _tell_total(total: Total) -> None:
    say(
        f"{total.currency}: ordered {total.ordered.gross}, sent {total.sent.gross}, "
        f"in KashFlow {total.held.gross}, not explained {total.unexplained.gross}"
    )
    say(
        f"     payments sent {total.payments_sent}, found {total.payments_found}, "
        f"not explained {total.payments_unexplained}"
    )


def _tell_difference(each: Difference) -> None:
    mark = "!" if each.needs_person else " "
    amount = each.figures.gross or each.payment
    say(
        f"{mark} {each.day} {each.channel} {each.order_number}  {amount} {each.currency}  "
        f"{words.cause(each.cause)}: {words.difference(each)}"
    )
