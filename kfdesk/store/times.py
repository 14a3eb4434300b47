"""Dates and stamps in time as text columns, and the key that names are compared by."""

from datetime import UTC, date, datetime


def day_text(day: date | None) -> str | None:
    """ISO text of a date."""
    return day.isoformat() if day else None


def day_of(text: str | None) -> date | None:
    """The date of an ISO text."""
    return date.fromisoformat(text) if text else None


def moment_text(moment: datetime | None) -> str | None:
    """ISO text in UTC, always of one length, so that it sorts."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None


def moment_of(text: str | None) -> datetime | None:
    """The moment of an ISO text."""
    return datetime.fromisoformat(text) if text else None


def key_of(name: str) -> str:
    """What names and stamps are compared by: case-folded, outer spaces off."""
    return name.strip().casefold()
