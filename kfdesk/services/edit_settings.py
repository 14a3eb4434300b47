"""Reading and changing what is set for a channel: chosen, checked, written, taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from kfdesk.domain.channels import Channel, ChannelSettings, Chosen, SkuRate
from kfdesk.domain.company import LookUps
from kfdesk.domain.drift import followed
from kfdesk.domain.errors import (
    ChannelNameNotAllowed,
    ChannelNotReady,
    UnknownChannel,
    UnknownChoice,
    ValueNotAllowed,
)
from kfdesk.services import channel_settings, propose_settings
from kfdesk.services.channel_settings import Option, Setting, SettingKind, SettingValue, setting_named
from kfdesk.services.ports import Book, BookSession, Clock

LONGEST_NAME = 30
"""Leaves 19 characters of a stamp's 50 for the order number: as long as Amazon's are."""


@dataclass(frozen=True)
class Change:
    """What was changed: the settings of each channel before and after."""

    before: Mapping[int, ChannelSettings]
    after: Mapping[int, ChannelSettings]

    @property
    def channel_ids(self) -> tuple[int, ...]:
        """The channels that really changed."""
        return tuple(self.after)

    @property
    def settings(self) -> tuple[str, ...]:
        """Names of the settings that changed in any of them."""
        changed = {name for key in self.after for name in changed_fields(self.before[key], self.after[key])}
        return tuple(field.name for field in fields(ChannelSettings) if field.name in changed)

    @property
    def needs_planning(self) -> bool:
        """Whether the channels' orders must be looked at again."""
        return any(setting_named(name).is_planned_with for name in self.settings)


class EditSettings:
    """The settings of channels, one company at a time."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def channels(self, company_id: int | None) -> tuple[Channel, ...]:
        """All channels by name; one that nobody has touched yet gets its proposals first."""
        with self._book.reading() as session:
            found = session.channels.of_company(company_id)
            if company_id is None or not any(_is_untouched(channel) for channel in found):
                return found
            started = {channel.id: self._started(session, channel) for channel in found}
        changed = {c.id: started[c.id] for c in found if started[c.id] != c.settings}
        self._save(changed)
        return tuple(replace(channel, settings=started[channel.id]) for channel in found)

    def channel_named(self, company_id: int | None, name: str) -> Channel:
        """The channel of this name, ignoring case; raises UnknownChannel with the names there are."""
        found = self.channels(company_id)
        for channel in found:
            if channel.name.casefold() == name.strip().casefold():
                return channel
        raise UnknownChannel(name=name, choices=tuple(channel.name for channel in found))

    def look_ups(self, company_id: int) -> LookUps:
        """The company's lists as last read."""
        with self._book.reading() as session:
            return session.companies.look_ups(company_id)

    def choices(self, company_id: int, setting: str) -> tuple[Option, ...]:
        """What a setting can be: entries of KashFlow's list, or the fixed values."""
        return channel_settings.options(setting_named(setting), self.look_ups(company_id))

    def parse(self, company_id: int, setting: str, text: str) -> SettingValue:
        """The value a text stands for. Raises UnknownChoice, SeveralChoices or ValueNotAllowed."""
        return channel_settings.parse(setting_named(setting), text, self.look_ups(company_id))

    def change(self, channel_ids: Sequence[int], setting: str, value: SettingValue) -> Change:
        """Set one thing for several channels, for all or for none of them.

        Raises:
            ChannelNotReady: Export Orders cannot go on yet.
            UnknownChoice: the company's list does not have the entry.
            ValueNotAllowed: not a value of this setting.
        """
        return self.change_several(channel_ids, {setting: value})

    def change_several(self, channel_ids: Sequence[int], values: Mapping[str, SettingValue]) -> Change:
        """Set several things for several channels at once; raises as `change` does."""
        with self._book.writing() as session:
            channels = [session.channels.get(channel_id) for channel_id in channel_ids]
            for channel in channels:
                _check(session, channel, values)
            after = {channel.id: replace(channel.settings, **values) for channel in channels}  # type: ignore[arg-type]  # _check saw to the types
            change = _change(channels, after)
            _write(session, change.after)
        return change

    def accept(self, channel_ids: Sequence[int], settings: Sequence[str] = ()) -> Change:
        """Take proposals as chosen: those of the settings named, or all."""
        with self._book.writing() as session:
            channels = [session.channels.get(channel_id) for channel_id in channel_ids]
            after = {channel.id: _accepted(channel.settings, settings) for channel in channels}
            change = _change(channels, after)
            _write(session, change.after)
        return change

    def undo(self, change: Change) -> None:
        """Put back what was there before, leaving what was changed elsewhere since."""
        self._carry_over(change.after, change.before)

    def redo(self, change: Change) -> None:
        """Do again what was undone."""
        self._carry_over(change.before, change.after)

    def propose(self, channel: Channel, look_ups: LookUps) -> ChannelSettings:
        """The channel's settings with proposals by name in the empty ones."""
        return propose_settings.proposals(channel, look_ups)

    def add_channel(self, company_id: int | None, name: str, marketplace: str = "") -> Channel:
        """A new channel with its proposals. Raises ChannelNameTaken or ChannelNameNotAllowed."""
        name = checked_name(name)
        with self._book.writing() as session:
            channel = session.channels.add(company_id, name, marketplace)
            settings = self._started(session, channel) if company_id is not None else channel.settings
            if settings != channel.settings:
                session.channels.save_settings(channel.id, settings)
        return replace(channel, settings=settings)

    def rename_channel(self, channel_id: int, name: str) -> None:
        """Another name; invoices keep the first. Raises as `add_channel` does."""
        name = checked_name(name)
        with self._book.writing() as session:
            session.channels.rename(channel_id, name)

    def _started(self, session: BookSession, channel: Channel) -> ChannelSettings:
        """What an untouched channel starts with; any other keeps what it has."""
        if channel.company_id is None or not _is_untouched(channel):
            return channel.settings
        details = session.companies.get(channel.company_id).details
        start = propose_settings.default_settings(is_vat_registered=details.is_vat_registered)
        look_ups = session.companies.look_ups(channel.company_id)
        return propose_settings.proposals(replace(channel, settings=start), look_ups)

    def _carry_over(
        self, source: Mapping[int, ChannelSettings], target: Mapping[int, ChannelSettings]
    ) -> None:
        with self._book.writing() as session:
            for channel_id, wanted in target.items():
                now = session.channels.get(channel_id).settings
                names = changed_fields(source[channel_id], wanted)
                put_back = replace(now, **{name: getattr(wanted, name) for name in names})
                session.channels.save_settings(channel_id, _named_now(session, channel_id, put_back))

    def _save(self, settings: Mapping[int, ChannelSettings]) -> None:
        if settings:
            with self._book.writing() as session:
                _write(session, settings)


def checked_name(name: str) -> str:
    """The name without outer spaces; raises ChannelNameNotAllowed."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ChannelNameNotAllowed(name=name, longest=LONGEST_NAME)
    return name


def changed_fields(before: ChannelSettings, after: ChannelSettings) -> tuple[str, ...]:
    """Names of the settings that differ."""
    names = (field.name for field in fields(ChannelSettings))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _is_untouched(channel: Channel) -> bool:
    return channel.settings == ChannelSettings()


def _change(channels: Iterable[Channel], after: Mapping[int, ChannelSettings]) -> Change:
    before = {c.id: c.settings for c in channels if after[c.id] != c.settings}
    return Change(before, {channel_id: after[channel_id] for channel_id in before})


def _write(session: BookSession, settings: Mapping[int, ChannelSettings]) -> None:
    for channel_id, values in settings.items():
        session.channels.save_settings(channel_id, values)


def _named_now(session: BookSession, channel_id: int, settings: ChannelSettings) -> ChannelSettings:
    """What was chosen before may have been renamed in KashFlow since."""
    company_id = session.channels.get(channel_id).company_id
    if company_id is None:
        return settings
    look_ups = session.companies.look_ups(company_id)
    return followed(settings, look_ups, look_ups)


def _accepted(settings: ChannelSettings, names: Sequence[str]) -> ChannelSettings:
    wanted = names or [field.name for field in fields(ChannelSettings)]
    held = {name: getattr(settings, name) for name in wanted}
    proposed = {name: value for name, value in held.items() if _is_proposed(value)}
    return replace(settings, **{name: replace(value, is_proposed=False) for name, value in proposed.items()})


def _is_proposed(value: object) -> bool:
    return isinstance(value, Chosen) and value.is_proposed


def _check(session: BookSession, channel: Channel, values: Mapping[str, SettingValue]) -> None:
    for name, value in values.items():
        setting = setting_named(name)
        if value == getattr(channel.settings, name):
            continue
        _check_kind(setting, value)
        if isinstance(value, Chosen):
            _check_listed(session, channel, setting, value)
    after = replace(channel.settings, **values)  # type: ignore[arg-type]  # the kinds were just checked
    if after.export_orders and not channel.settings.export_orders and after.missing:
        raise ChannelNotReady(channel=channel.name, missing=after.missing)


def _check_kind(setting: Setting, value: SettingValue) -> None:
    if not _is_of_kind(setting, value):
        allowed = tuple(option.name for option in channel_settings.options(setting, LookUps()))
        raise ValueNotAllowed(setting=setting.name, given=value, allowed=allowed)


def _is_of_kind(setting: Setting, value: SettingValue) -> bool:
    if setting.kind is SettingKind.SWITCH:
        return isinstance(value, bool)
    if setting.kind is SettingKind.ONE_OF:
        return setting.values is not None and isinstance(value, setting.values)
    if setting.kind is SettingKind.RATES:
        return isinstance(value, tuple) and all(_is_rate(rate) for rate in value)
    if value is None:
        return True
    return isinstance(value, Chosen) == (setting.kind is SettingKind.LOOK_UP)


def _is_rate(value: object) -> bool:
    return isinstance(value, SkuRate) and channel_settings.is_allowed_rate(value)


def _check_listed(session: BookSession, channel: Channel, setting: Setting, value: Chosen) -> None:
    if channel.company_id is None or setting.look_up is None:
        return
    entries = session.companies.look_ups(channel.company_id).choices(setting.look_up)
    if value.id not in {entry.id for entry in entries if not entry.is_gone}:
        choices = channel_settings.labelled(entries)
        raise UnknownChoice(setting=setting.name, given=value.name, choices=choices)
