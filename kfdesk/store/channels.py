"""Channels in the book and what is set for them, a row a setting."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, get_type_hints

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, or_, select, update

from kfdesk.domain.channels import Channel, ChannelSettings
from kfdesk.domain.errors import ChannelNameTaken
from kfdesk.store.audit import AuditTrail
from kfdesk.store.codec import freeze, thaw_any
from kfdesk.store.tables import channel, channel_setting, orders
from kfdesk.store.times import key_of

_KINDS = get_type_hints(ChannelSettings)
_NAMES = [part.name for part in fields(ChannelSettings)]


class SqlChannels:
    """`services.ports.ChannelStore` over one transaction."""

    def __init__(self, connection: Connection, trail: AuditTrail) -> None:
        """Work in the transaction of this connection."""
        self._connection = connection
        self._trail = trail

    def of_company(self, company_id: int | None) -> tuple[Channel, ...]:
        return self._channels(_belongs_to(company_id))

    def get(self, channel_id: int) -> Channel:
        """Raises KeyError for an id that never was."""
        found = self._channels(channel.c.id == channel_id)
        if not found:
            raise KeyError(channel_id)
        return found[0]

    def add(self, company_id: int | None, name: str, marketplace: str = "") -> Channel:
        name = name.strip()
        self._refuse_taken(company_id, name)
        key = key_of(name)
        values = {"company_id": company_id, "name": name, "stamp": name, "marketplace": marketplace}
        added = insert(channel).values(**values, name_key=key, stamp_key=key).returning(channel.c.id)
        channel_id = self._connection.execute(added).scalar_one()
        self._trail.write("channel added", f"channel {channel_id}", None, values)
        return self.get(channel_id)

    def claim_waiting(self, company_id: int) -> int:
        """Channels whose name or stamp the company has already go on waiting."""
        waiting = [
            one for one in self.of_company(None) if not self._is_taken(company_id, one.name, one.stamp)
        ]
        ids = [one.id for one in waiting]
        if not ids:
            return 0
        self._connection.execute(update(channel).where(channel.c.id.in_(ids)).values(company_id=company_id))
        moved = update(orders).where(orders.c.channel_id.in_(ids)).values(company_key=company_id)
        self._connection.execute(moved)
        for one in waiting:
            self._trail.write("channel claimed", f"channel {one.id}", None, {"company_id": company_id})
        counted = select(func.count()).where(orders.c.channel_id.in_(ids), orders.c.replaces.is_(None))
        return self._connection.execute(counted).scalar_one()

    def rename(self, channel_id: int, name: str) -> None:
        name = name.strip()
        before = self.get(channel_id)
        self._refuse_taken(before.company_id, name, but=channel_id)
        renamed = update(channel).where(channel.c.id == channel_id).values(name=name, name_key=key_of(name))
        self._connection.execute(renamed)
        self._trail.write("channel renamed", f"channel {channel_id}", {"name": before.name}, {"name": name})

    def save_settings(self, channel_id: int, settings: ChannelSettings) -> None:
        before = self.get(channel_id).settings
        for name in _NAMES:
            old, new = getattr(before, name), getattr(settings, name)
            if old != new:
                self._save_setting(channel_id, name, freeze(old), freeze(new))

    def _save_setting(self, channel_id: int, name: str, old: str, new: str) -> None:
        place = (channel_setting.c.channel_id == channel_id) & (channel_setting.c.name == name)
        changed = self._connection.execute(update(channel_setting).where(place).values(value=new))
        if changed.rowcount == 0:
            values = {"channel_id": channel_id, "name": name, "value": new}
            self._connection.execute(insert(channel_setting).values(values))
        self._trail.write("setting changed", f"channel {channel_id}", {name: old}, {name: new})

    def _channels(self, which: ColumnElement[bool]) -> tuple[Channel, ...]:
        rows = self._connection.execute(select(channel).where(which).order_by(channel.c.name_key)).all()
        settings = self._settings(select(channel.c.id).where(which))
        return tuple(_channel(row, settings.get(row.id, {})) for row in rows)

    def _settings(self, channel_ids: Select[tuple[int]]) -> Mapping[int, Mapping[str, object]]:
        chosen: dict[int, dict[str, object]] = {}
        wanted = select(channel_setting).where(channel_setting.c.channel_id.in_(channel_ids))
        for row in self._connection.execute(wanted):
            chosen.setdefault(row.channel_id, {})[row.name] = thaw_any(_KINDS[row.name], row.value)
        return chosen

    def _refuse_taken(self, company_id: int | None, name: str, but: int = 0) -> None:
        if self._is_taken(company_id, name, but=but):
            raise ChannelNameTaken(name=name)

    def _is_taken(self, company_id: int | None, *names: str, but: int = 0) -> bool:
        keys: Sequence[str] = [key_of(name) for name in names]
        same = or_(channel.c.name_key.in_(keys), channel.c.stamp_key.in_(keys))
        found = select(channel.c.id).where(_belongs_to(company_id), same, channel.c.id != but)
        return self._connection.execute(found).first() is not None


def _belongs_to(company_id: int | None) -> ColumnElement[bool]:
    return channel.c.company_id.is_(None) if company_id is None else channel.c.company_id == company_id


def _channel(row: Row[Any], settings: Mapping[str, Any]) -> Channel:
    return Channel(
        id=row.id,
        company_id=row.company_id,
        name=row.name,
        stamp=row.stamp,
        marketplace=row.marketplace,
        settings=ChannelSettings(**settings),
    )
