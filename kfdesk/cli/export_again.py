"""`kfdesk export-again`: choose orders that were undone for the next export."""

from collections.abc import Sequence

import click

from kfdesk import words
from kfdesk.cli.desk import (
    EXIT_ATTENTION,
    EXIT_DONE,
    data_dir_option,
    json_option,
    numbers_meant,
    opened,
    profile_option,
    say,
    say_json,
)
from kfdesk.domain.errors import OrderNotFound, OrderNotUndone
from kfdesk.services.desk import Desk
from kfdesk.services.ports import OrderFilter, OrderRow


@click.command("export-again", short_help="Let undone orders go with the next export.")
@click.argument("order_numbers", nargs=-1, metavar="[ORDER]...")
@profile_option
@click.option("--run", "run_id", type=int, metavar="ID", help="All undone orders of this run.")
@click.option("--channel", metavar="NAME", help="Only orders of this channel.")
@json_option
@data_dir_option
@click.pass_context
def export_again(
    context: click.Context,
    order_numbers: Sequence[str],
    profile: str | None,
    run_id: int | None,
    channel: str | None,
    *,
    as_json: bool,
) -> int:
    """Let orders that were undone, or whose invoice is gone, go with the next export.

    Exit 1 when one cannot: its invoice stands in KashFlow beside a credit note.
    """
    if not order_numbers and run_id is None:
        raise click.UsageError("Name orders, or a run with --run.")
    with opened(context) as desk:
        company_id = desk.logins.resolve(profile).company_id
        assert company_id is not None  # noqa: S101 - resolve gives linked ones
        rows = _chosen(desk, company_id, run_id, order_numbers)
        if channel:
            only = desk.settings.channel_named(company_id, channel).id
            rows = [row for row in rows if row.channel_id == only]
        wanted = [row.id for row in rows]
        taken = set(desk.undone.export_again(wanted))
        found = desk.undone.rows(wanted)
    if as_json:
        say_json({"orders": [_json(row, is_taken=row.id in taken) for row in found]})
    else:
        for row in found:
            _tell(row, is_taken=row.id in taken)
    return EXIT_DONE if taken.issuperset(wanted) else EXIT_ATTENTION


def _chosen(desk: Desk, company_id: int, run_id: int | None, numbers: Sequence[str]) -> list[OrderRow]:
    """The undone orders of a run, and those named; raises UnknownRun or OrderNotFound."""
    rows = list(desk.undone.of_run(company_id, run_id)) if run_id is not None else []
    undone = desk.undone.of_company(company_id) if numbers else ()
    for number in numbers:
        named = [row for row in undone if _is_meant(row, number)]
        if not named:
            found = desk.undone.rows(desk.orders.ids(OrderFilter(company_id, text=number.strip())))
            is_there = any(_is_meant(row, number) for row in found)
            raise (OrderNotUndone if is_there else OrderNotFound)(order_number=number)
        rows += [row for row in named if row not in rows]
    return rows


def _is_meant(row: OrderRow, number: str) -> bool:
    return row.order_number.casefold() in numbers_meant(number.strip().casefold())


def _json(row: OrderRow, *, is_taken: bool) -> dict[str, object]:
    return {
        "channel": row.channel_name,
        "order_number": row.order_number,
        "export_again": is_taken,
        "state": row.state.value,
        "message": words.reason(row.reason) if row.reason else "",
    }


def _tell(row: OrderRow, *, is_taken: bool) -> None:
    why = words.reason(row.reason) if row.reason else ""
    told = words.state(row.state) if is_taken else "stays: its invoice stands beside a credit note"
    say(f"{row.channel_name} {row.order_number}  {told}  {why}".rstrip())
