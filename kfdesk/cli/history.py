"""`kfdesk history`: what was exported, and what became of it."""

import click

from kfdesk import words
from kfdesk.app import LONDON
from kfdesk.cli.credit_lines import note_line
from kfdesk.cli.desk import data_dir_option, json_option, opened, profile_option, say, say_json
from kfdesk.domain.errors import UnknownRun
from kfdesk.services.as_json import credit_json, order_json, run_json


@click.command()
@profile_option
@click.option("--run", "run_id", type=int, metavar="ID", help="One run, with its orders.")
@json_option
@data_dir_option
@click.pass_context
def history(context: click.Context, profile: str | None, run_id: int | None, *, as_json: bool) -> None:
    """List the export runs, or one of them with its orders."""
    with opened(context) as desk:
        company_id = desk.logins.resolve(profile).company_id
        assert company_id is not None  # noqa: S101 - resolve gives linked ones
        runs = [run for run in desk.history.runs(company_id) if run_id in (None, run.id)]
        if run_id is not None and not runs:
            raise UnknownRun(run=run_id)
        orders = desk.history.orders(run_id) if run_id is not None else ()
        notes = desk.history.credit_notes(run_id) if run_id is not None else ()
    if as_json:
        found = [run_json(run) for run in runs]
        if run_id is not None:
            found[0]["orders"] = [order_json(order) for order in orders]
            found[0] |= {"credit_notes": [credit_json(note) for note in notes]} if notes else {}
        say_json({"runs": found})
        return
    for run in runs:
        what = f"undo of run {run.undoes}" if run.undoes else f"exported {run.exported}"
        sums = ", ".join(f"{amount} {currency}" for currency, amount in run.gross)
        say(f"{run.id}  {run.started.astimezone(LONDON):%d %b %Y %H:%M}  {what}  {sums}".rstrip())
    for order in orders:
        number = order.invoice_number or "-"
        say(f"  {order.channel} {order.order_number}  {number}  {words.state(order.state)}")
    for note in notes:
        say(f"  {note.channel} {note.order_number}  {note_line(note)}")
