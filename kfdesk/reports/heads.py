"""What stands above a report."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from kfdesk.domain.reconciliation import Period, Reconciliation

LOCALE = "en_GB"
LONDON = ZoneInfo("Europe/London")


def head_of(found: Reconciliation, made: datetime) -> str:
    """Whose books, which days, as they were when."""
    when = format_datetime(made.astimezone(LONDON), "d MMM y, HH:mm", locale=LOCALE)
    return f"{found.company}: {period_text(found.period)}, as KashFlow stood on {when}"


def period_text(period: Period) -> str:
    """First to last day."""
    return f"{day_text(period.first)} to {day_text(period.last)}"


def day_text(day: date) -> str:
    """A day as it is said."""
    return str(format_date(day, "d MMM y", locale=LOCALE))


def notes_of(found: Reconciliation) -> list[str]:
    """What must be known to read it."""
    notes = [
        f"{found.orders} orders, by the date their invoices bear.",
        f"{len(found.needs_person)} of {len(found.differences)} differences need you.",
    ]
    if found.may_be_cut:
        notes.append(
            f"KashFlow's lists all ended at exactly {found.may_be_cut} invoices: some may be missing here. "
            "Choose a shorter period, or compare with KashFlow's own list."
        )
    if found.undated:
        notes.append(f"{found.undated} orders have no date yet and belong to no period.")
    if any(row.key.rate is None for row in found.rows):
        notes.append("Where the VAT rate is not known, all of the sum stands under net.")
    return notes
