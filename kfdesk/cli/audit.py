"""`kfdesk audit verify`: has anybody changed the audit trail?"""

import click

from kfdesk import words
from kfdesk.cli.desk import (
    EXIT_ATTENTION,
    EXIT_DONE,
    data_dir_option,
    json_option,
    opened,
    say,
    say_error,
    say_json,
)
from kfdesk.services.check_audit import AuditVerdict, CheckAudit


@click.group(short_help="The audit trail: has anybody changed it?")
def audit() -> None:
    """The audit trail: every setting changed and every document posted."""


@audit.command()
@click.option("--expect", default="", metavar="HASH", help="A hash noted earlier, which must still be in it.")
@json_option
@data_dir_option
@click.pass_context
def verify(context: click.Context, expect: str, *, as_json: bool) -> int:
    """Check that no row was changed, taken out or put in; name the first that was."""
    with opened(context) as desk:
        verdict = CheckAudit(desk.book).verify(expect)
    if as_json:
        say_json(_json(verdict))
    elif verdict.fault:
        say_error(_told(verdict))
    else:
        say(f"The audit trail is whole: {verdict.good} rows. Note its last hash: {verdict.last_hash}")
    return EXIT_ATTENTION if verdict.fault else EXIT_DONE


def _told(verdict: AuditVerdict) -> str:
    place = words.name(f"audit_{verdict.fault}")
    if verdict.bad_row is None:
        return f"The audit trail is not whole: {place}. {verdict.good} rows are good."
    row = verdict.bad_row
    return (
        f"Row {row.id} ({row.at}, {row.action}, {row.subject}): {place}. {verdict.good} rows before are good."
    )


def _json(verdict: AuditVerdict) -> dict[str, object]:
    row = verdict.bad_row
    return {
        "whole": verdict.fault is None,
        "good": verdict.good,
        "last_hash": verdict.last_hash,
        "fault": verdict.fault.value if verdict.fault else None,
        "bad_row": {"row": row.id, "at": row.at, "action": row.action, "subject": row.subject}
        if row
        else None,
    }
