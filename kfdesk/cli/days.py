"""Dates as they are typed."""

from datetime import date

import click

AN_EXAMPLE = "2026-09-30"


class DayType(click.ParamType[date]):
    """A day, typed as 2026-09-30."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that was typed."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            self.fail(f"{value!r} is not a date such as {AN_EXAMPLE}.", param, ctx)


DAY = DayType()
