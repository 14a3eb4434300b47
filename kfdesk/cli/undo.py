"""`kfdesk undo`: take an export run back."""

from collections.abc import Iterable

import click

from kfdesk import words
from kfdesk.cli.desk import (
    EXIT_ATTENTION,
    EXIT_CANCELLED,
    EXIT_DONE,
    data_dir_option,
    exit_code,
    give_password,
    json_option,
    opened,
    profile_option,
    say,
    say_error,
    say_json,
    worst,
)
from kfdesk.cli.export import TerminalWatch
from kfdesk.domain.company import Company
from kfdesk.domain.errors import FilingUnknown
from kfdesk.services.undo import UndoRequest
from kfdesk.services.undo_json import plan_json, undo_json
from kfdesk.services.undo_plan import Action, UndoItem, UndoPlan
from kfdesk.services.undo_report import Ending, UndoResult

LABELS = {
    Action.DELETE: "delete",
    Action.CREDIT: "credit note",
    Action.STAYS: "stays",
    Ending.DELETED: "deleted",
    Ending.CREDITED: "credited",
    Ending.STAYS: "stays",
    Ending.IN_DOUBT: "in doubt",
    Ending.NOT_DONE: "not done",
}


@click.command(short_help="Take the invoices of an export back.")
@click.argument("run_id", type=int, metavar="RUN")
@profile_option
@click.option("--dry-run", is_flag=True, help="Say what would be done, change nothing.")
@click.option("--settle", type=click.IntRange(min=0), metavar="SECONDS", help="Wait after a doubt; 120.")
@json_option
@data_dir_option
@click.pass_context
def undo(
    context: click.Context,
    run_id: int,
    profile: str | None,
    settle: int | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take the invoices of an export run back: delete what may be deleted, credit the rest.

    RUN is a number of `kfdesk history`. See what would be done with --dry-run first.
    """
    watch = TerminalWatch()
    with opened(context) as desk, watch.listening():
        integration = desk.logins.resolve(profile)
        assert integration.company_id is not None  # noqa: S101 - resolve gives linked ones
        _check_filing(desk.filed_vat.company(integration.company_id))
        request = UndoRequest(integration.company_id, run_id, settle_s=settle)
        give_password(desk, integration)
        if dry_run:
            plan = desk.undoer.plan(request, watch)
            say_json(plan_json(plan)) if as_json else _tell_plan(plan)
            return EXIT_DONE
        result = desk.undoer.run(request, watch)
    say_json(undo_json(result)) if as_json else _tell_result(result)
    return _code_of(result)


def _check_filing(company: Company) -> None:
    """What is deleted depends on it; the practice company files nothing."""
    if company.has_filing_to_tell and not company.is_practice:
        raise FilingUnknown(company=company.name)


def _code_of(result: UndoResult) -> int:
    if result.stopped_by:
        say_error(words.sentence(result.stopped_by))
    return worst(
        [
            EXIT_CANCELLED if result.was_cancelled else EXIT_DONE,
            exit_code(result.stopped_by) if result.stopped_by else EXIT_DONE,
            EXIT_ATTENTION if result.needs_a_person else EXIT_DONE,
        ]
    )


def _tell_plan(plan: UndoPlan) -> None:
    say(f"Run {plan.run_id}: {_counts(plan)}. Nothing is changed yet.")
    for item in plan.items:
        say(_line(LABELS[item.action], item, words.reason(item.reason)))


def _counts(plan: UndoPlan) -> str:
    names = {Action.DELETE: "to delete", Action.CREDIT: "to credit", Action.STAYS: "to stay as they are"}
    parts = (
        f"{len(plan.of(action))} {name} ({_sums(plan.sums(action))})"
        for action, name in names.items()
        if plan.of(action)
    )
    return ", ".join(parts) or "no invoices"


def _tell_result(result: UndoResult) -> None:
    done = len(result.of(Ending.DELETED)) + len(result.of(Ending.CREDITED))
    sums = _sums(result.gross)
    say(f"Took back {done} of {len(result.orders)} invoices of run {result.undoes}: {sums}.")
    for order in result.orders:
        number = f", credit note {order.credit_number}" if order.credit_number else ""
        say(_line(f"{LABELS[order.ending]}{number}", order.item, words.reason(order.reason)))


def _line(label: str, item: UndoItem, message: str) -> str:
    number = item.invoice_number or "-"
    return f"  {number}  {item.channel} {item.order_number}  {item.gross} {item.currency}  {label}: {message}"


def _sums(sums: Iterable[tuple[str, object]]) -> str:
    return ", ".join(f"{amount} {currency}" for currency, amount in sums) or "nothing"
