"""`kfdesk import` and `kfdesk orders`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from kfdesk import words
from kfdesk.cli.desk import (
    EXIT_ATTENTION,
    EXIT_DONE,
    EXIT_USAGE,
    counted,
    data_dir_option,
    exit_code,
    json_option,
    opened,
    profile_option,
    say,
    say_error,
    say_json,
    worst,
)
from kfdesk.domain.errors import NothingLinked
from kfdesk.domain.orders import OrderState
from kfdesk.services.desk import Desk
from kfdesk.services.import_orders import FileNotTaken, FileResult
from kfdesk.services.ports import OrderColumn, OrderFilter, OrderRow
from kfdesk.services.take_report import ReportTally

ROWS = 500


@click.command("import", short_help="Read order files and reports into the book.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@profile_option
@click.option("--channel", metavar="NAME", help="Which channel the orders are; made when there is none.")
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="What the columns of other tables mean; remembered.",
)
@click.option("--watched", is_flag=True, help="Read once what is new in the watched folders.")
@json_option
@data_dir_option
@click.pass_context
def import_(  # noqa: PLR0913 - one argument an option
    context: click.Context,
    files: tuple[Path, ...],
    profile: str | None,
    channel: str | None,
    mapping: Path | None,
    *,
    watched: bool,
    as_json: bool,
) -> int:
    """Read order files, and reports that tell of orders, into the book. The same file twice adds nothing."""
    if watched == bool(files):
        raise click.UsageError("Name order files, or --watched for the watched folders.")
    if watched and (channel or mapping):
        raise click.UsageError("--channel and --mapping are for files that are named.")
    with opened(context) as desk:
        if watched:
            return read_watched(desk, profile, as_json=as_json)
        company_id = _company_id(desk, profile)
        if mapping is not None:
            desk.mapping.remember_for(desk.importer.parts(files), desk.mapping.read_file(mapping))
        outcomes = desk.importer.import_files(
            files, company_id, channel, is_practice_company=_is_practice(desk, company_id)
        )
    tell_outcomes(outcomes, as_json=as_json)
    return worst([_code(outcome) for outcome in outcomes])


def read_watched(desk: Desk, profile: str | None, *, as_json: bool) -> int:
    """Look into the watched folders, and read what is complete there."""
    looks = desk.watch.read_once(profile)
    outcomes: list[FileResult | FileNotTaken] = []
    for look in looks:
        outcomes += [*look.results, *look.refusals, *look.waiting]
    tell_outcomes(outcomes, as_json=as_json)
    failures = [look.failure for look in looks if look.failure]
    for failure in failures:
        say_error(words.sentence(failure))
    if not looks:
        say_error("No folder is watched: in the window choose New Integration, Sales channel.")
    elif not outcomes and not failures and not as_json:
        say("Nothing new.")
    codes = [_code(outcome) for outcome in outcomes]
    codes += [EXIT_ATTENTION for _ in failures]
    return worst(codes) if looks else EXIT_USAGE


def tell_outcomes(outcomes: Sequence[FileResult | FileNotTaken], *, as_json: bool) -> None:
    """What became of each file."""
    if as_json:
        say_json({"files": [_file_json(outcome) for outcome in outcomes]})
        return
    for outcome in outcomes:
        _tell(outcome)


def _company_id(desk: Desk, profile: str | None) -> int | None:
    """The company, or None while nothing is linked: then orders wait for the first one."""
    try:
        return desk.logins.resolve(profile).company_id
    except NothingLinked:
        return None


def _is_practice(desk: Desk, company_id: int | None) -> bool:
    if company_id is None:
        return False
    with desk.book.reading() as session:
        return session.companies.get(company_id).is_practice


def _code(outcome: FileResult | FileNotTaken) -> int:
    if isinstance(outcome, FileNotTaken):
        return exit_code(outcome.error)
    return EXIT_ATTENTION if outcome.problems else EXIT_DONE


def _file_json(outcome: FileResult | FileNotTaken) -> dict[str, object]:
    if isinstance(outcome, FileNotTaken):
        problems = [{"row": 0, "message": words.sentence(outcome.error)}]
        empty = dict.fromkeys(("orders", "new", "changed", "unchanged"), 0)
        return {"path": str(outcome.path), "format": None, **empty, "problems": problems}
    return {
        "path": str(outcome.path),
        "format": outcome.format,
        "orders": outcome.counts.orders,
        "new": outcome.counts.new,
        "changed": outcome.counts.changed,
        "unchanged": outcome.counts.unchanged,
        "problems": [{"row": each.row, "message": words.reason(each.reason)} for each in outcome.problems],
    }


def _tell(outcome: FileResult | FileNotTaken) -> None:
    if isinstance(outcome, FileNotTaken):
        say_error(words.sentence(outcome.error))
        return
    if outcome.report:
        say(f"{words.file_name(outcome.path)}, for {outcome.channel.name}: {_report_text(outcome.report)}.")
    else:
        _tell_orders(outcome)
    for problem in outcome.problems:
        say(f"  row {problem.row}: {words.reason(problem.reason)}")


def _report_text(report: ReportTally) -> str:
    text = "no refunds of orders in the book"
    if report.refunds:
        refunds = counted(report.refunds, "refund", "refunds")
        text = f"{refunds} of {_orders_text(report.orders)} ({report.new} new)"
    text += f", tax or despatch of {_orders_text(report.proven)}" if report.proven else ""
    return f"{text}, {_orders_text(report.missing)} not in the book" if report.missing else text


def _tell_orders(outcome: FileResult) -> None:
    counts = outcome.counts
    say(
        f"{words.file_name(outcome.path)}: {_orders_text(counts.orders)} for {outcome.channel.name} "
        f"({counts.new} new, {counts.changed} changed, {counts.unchanged} as before)."
    )


def _orders_text(number: int) -> str:
    return counted(number, "order", "orders")


@click.group(invoke_without_command=True)
@profile_option
@click.option("--state", type=click.Choice([state.value for state in OrderState]), metavar="S")
@click.option("--channel", metavar="NAME", help="Only this channel.")
@json_option
@data_dir_option
@click.pass_context
def orders(
    context: click.Context, profile: str | None, state: str | None, channel: str | None, *, as_json: bool
) -> None:
    """List the orders in the book."""
    if context.invoked_subcommand:
        return
    with opened(context) as desk:
        company_id = desk.logins.resolve(profile).company_id
        assert company_id is not None  # noqa: S101 - resolve gives linked ones
        which = OrderFilter(
            company_id,
            channel_id=desk.settings.channel_named(company_id, channel).id if channel else None,
            state=OrderState(state) if state else None,
        )
        rows = list(_rows(desk, which))
    tell_orders(rows, as_json=as_json)


def tell_orders(rows: Iterable[OrderRow], *, as_json: bool) -> None:
    """How orders stand, a line or an object each."""
    if as_json:
        say_json({"orders": [_order_json(row) for row in rows]})
        return
    for row in rows:
        why = f"  {words.reason(row.reason)}" if row.reason else ""
        say(
            f"{row.channel_name} {row.order_number}  {_day(row.ordered) or '-'}  "
            f"{f'{row.gross} {row.currency}'.rstrip()}  "
            f"{words.state(row.state)}{why}"
        )


def _rows(desk: Desk, which: OrderFilter) -> Iterator[OrderRow]:
    with desk.book.reading() as session:
        ids: Sequence[int] = session.orders.ids(which, OrderColumn.ORDERED, descending=False)
        for start in range(0, len(ids), ROWS):
            yield from session.orders.rows(ids[start : start + ROWS])


def _order_json(row: OrderRow) -> dict[str, object]:
    return {
        "channel": row.channel_name,
        "order_number": row.order_number,
        "state": row.state.value,
        "ordered": _day(row.ordered),
        "paid": _day(row.paid),
        "despatched": _day(row.despatched),
        "buyer": row.buyer,
        "gross": str(row.gross),
        "currency": row.currency,
        "invoice_number": row.invoice_number or None,
        "message": words.reason(row.reason) if row.reason else "",
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
