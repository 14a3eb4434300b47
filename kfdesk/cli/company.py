"""`kfdesk company`: the company itself, and up to when its VAT is filed."""

from datetime import date

import click

from kfdesk.cli.desk import data_dir_option, json_option, opened, profile_option, say, say_json
from kfdesk.domain.company import NOTHING_FILED, Company

NONE = "none"


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """The date that was typed; NOTHING_FILED for `none`."""
    if value is None:
        return None
    if value.strip().casefold() == NONE:
        return NOTHING_FILED
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise click.BadParameter(f"{value!r} is neither a date such as 2026-09-30 nor {NONE!r}.") from None


@click.command(short_help="The company, and up to when its VAT is filed.")
@profile_option
@click.option("--vat-filed-to", callback=_day, metavar="DATE|none", help="VAT is filed up to this day.")
@json_option
@data_dir_option
@click.pass_context
def company(context: click.Context, profile: str | None, vat_filed_to: date | None, *, as_json: bool) -> None:
    """Say which company a profile leads to; set up to which day its VAT is filed.

    Orders dated on or before that day are exported only with your yes, and an undo deletes
    nothing there.
    """
    with opened(context) as desk:
        company_id = desk.logins.resolve(profile).company_id
        assert company_id is not None  # noqa: S101 - resolve gives linked ones
        if vat_filed_to is not None:
            desk.filed_vat.set(company_id, vat_filed_to)
        found = desk.filed_vat.company(company_id)
    if as_json:
        say_json(
            {
                "company": found.name,
                "vat_number": found.details.vat_number,
                "vat_registered": found.details.is_vat_registered,
                "practice": found.is_practice,
                "vat_filed_to": filed_to(found),
            }
        )
        return
    say(f"{found.name}, VAT number {found.details.vat_number or NONE}")
    say(f"VAT filed up to: {filed_to(found) or 'not said yet'}")


def filed_to(company: Company) -> str | None:
    """The day as text, `none` when nothing is filed, None while nobody said."""
    day = company.vat_filed_to
    if day is None:
        return None
    return NONE if day == NOTHING_FILED else day.isoformat()
