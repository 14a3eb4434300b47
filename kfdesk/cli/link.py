"""`kfdesk link`: the wizard's steps in one."""

import os
import sys

import click

from kfdesk.cli.desk import PASSWORD_VARIABLE, ask_password, data_dir_option, opened, say
from kfdesk.domain.errors import PasswordNeeded
from kfdesk.services.link_account import LinkedSummary


@click.command()
@click.option("--profile", required=True, metavar="NAME", help="A name of your own for it.")
@click.option("--username", required=True, metavar="U", help="The API user name.")
@click.option("--package", default="kashflow", show_default=True, metavar="kashflow|practice")
@click.option("--endpoint", default="", metavar="URL", help="Another service address.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@data_dir_option
@click.pass_context
def link(
    context: click.Context,
    profile: str,
    username: str,
    package: str,
    endpoint: str,
    *,
    password_stdin: bool,
) -> None:
    """Link a KashFlow company, or the practice company."""
    with opened(context) as desk:
        desk.logins.package(package)
        password = _password(profile, password_stdin=password_stdin)
        _tell(desk.links.link(package, profile, username, password, endpoint))


def _password(profile: str, *, password_stdin: bool) -> str:
    if password_stdin:
        given = sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""
        if not given:
            raise PasswordNeeded(profile=profile)
        return given
    return os.environ.get(PASSWORD_VARIABLE) or ask_password(profile)


def _tell(summary: LinkedSummary) -> None:
    lists = summary.look_ups
    say(f"Linked: {summary.company.name}, as {summary.integration.profile_name}.")
    rates = ", ".join(f"{rate:f} %" for rate in lists.vat_rates)
    say(
        f"Read: {len(lists.customer_sources)} customer sources, "
        f"{len(lists.payment_methods)} payment methods, {len(lists.bank_accounts)} bank accounts, "
        f"{len(lists.sales_types)} sales types, VAT rates {rates}."
    )
    if summary.claimed:
        names = ", ".join(channel.name for channel in summary.claimed)
        say(f"{summary.claimed_orders} orders of {names} that were imported before are now its own.")
    if summary.kept_in:
        say(f"The password is kept in {summary.kept_in}.")
    else:
        say("The password is not kept: there is no keyring. Set KFDESK_PASSWORD, or it is asked for.")
