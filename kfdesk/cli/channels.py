"""`kfdesk channels` and `kfdesk channels set`."""

from collections.abc import Callable
from typing import Any

import click

from kfdesk import words
from kfdesk.cli.desk import data_dir_option, json_option, opened, profile_option, say, say_json
from kfdesk.domain.channels import Channel
from kfdesk.domain.company import LookUps
from kfdesk.domain.drift import gone_settings
from kfdesk.services.channel_settings import SETTINGS, Setting, as_text
from kfdesk.services.desk import Desk

_METAVARS = {
    "switch": "on|off",
    "look_up": "NAME|ID|none",
    "day": "DATE|none",
    "rates": "SKU=RATE,…|none",
}


def _option_name(setting: Setting) -> str:
    """The guide's *Export Orders* is `--export`; the others are as the settings are called."""
    return "export" if setting.name == "export_orders" else setting.name


def _setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for setting in reversed(SETTINGS):
        values = "|".join(value.value for value in setting.values or ())
        command = click.option(
            f"--{_option_name(setting).replace('_', '-')}",
            setting.name,
            metavar=values or _METAVARS[setting.kind.value],
            help=words.setting(setting.name),
        )(command)
    return command


@click.group(invoke_without_command=True)
@profile_option
@json_option
@data_dir_option
@click.pass_context
def channels(context: click.Context, profile: str | None, *, as_json: bool) -> None:
    """List the channels and what is set for them."""
    if context.invoked_subcommand is not None:
        return
    with opened(context) as desk:
        company_id = desk.logins.resolve(profile).company_id
        assert company_id is not None  # noqa: S101 - resolve gives linked ones
        found, look_ups = desk.settings.channels(company_id), desk.settings.look_ups(company_id)
    if as_json:
        say_json({"channels": [channel_json(channel, look_ups) for channel in found]})
        return
    for channel in found:
        say(f"{channel.name}: {_standing(channel, look_ups)}")
    if not found:
        say("No channels yet: import an order file.")


@channels.command("set")
@click.argument("name")
@profile_option
@_setting_options
@data_dir_option
@click.pass_context
def set_(context: click.Context, /, name: str, profile: str | None, **given: str | None) -> None:
    """Set what orders of channel NAME become in KashFlow.

    A choice is a name (ignoring case) or an id; `none` empties it.
    """
    with opened(context) as desk:
        company_id = desk.logins.resolve(profile).company_id
        assert company_id is not None  # noqa: S101 - resolve gives linked ones
        channel = desk.settings.channel_named(company_id, name)
        changed = _change(desk, channel, {key: text for key, text in given.items() if text is not None})
        look_ups = desk.settings.look_ups(company_id)
    say(f"{changed.name}: {_standing(changed, look_ups)}")


def _change(desk: Desk, channel: Channel, given: dict[str, str]) -> Channel:
    assert channel.company_id is not None  # noqa: S101 - found among a company's channels
    values = {key: desk.settings.parse(channel.company_id, key, text) for key, text in given.items()}
    change = desk.settings.change_several([channel.id], values)
    if change.needs_planning:
        desk.planner.reassess(channel.id)
    return desk.settings.channel_named(channel.company_id, channel.name)


def channel_json(channel: Channel, look_ups: LookUps) -> dict[str, object]:
    """A channel as `--json` shows it; what KashFlow no longer has is missing too."""
    missing = (*channel.settings.missing, *gone_settings(channel.settings, look_ups))
    settings: dict[str, object] = {}
    for setting in SETTINGS:
        value = getattr(channel.settings, setting.name)
        settings[_option_name(setting)] = None if value is None or value == () else as_text(value)
    return {
        "name": channel.name,
        "stamp": channel.stamp,
        "ready": not missing,
        "missing": list(missing),
        **settings,
    }


def _standing(channel: Channel, look_ups: LookUps) -> str:
    settings = channel.settings
    gone = gone_settings(settings, look_ups)
    if settings.missing:
        return "not ready, missing: " + ", ".join(words.setting(name) for name in settings.missing)
    if gone:
        return "not ready, no longer in KashFlow: " + ", ".join(words.setting(name) for name in gone)
    return f"ready, Export Orders {'on' if settings.export_orders else 'off'}"
