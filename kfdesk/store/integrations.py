"""Profiles in the book. No password ever comes here."""

from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from kfdesk.domain.company import Integration
from kfdesk.domain.errors import ProfileNameTaken
from kfdesk.store.audit import AuditTrail
from kfdesk.store.tables import integration as table
from kfdesk.store.times import key_of, moment_of, moment_text


class SqlIntegrations:
    """`services.ports.IntegrationStore` over one transaction."""

    def __init__(self, connection: Connection, trail: AuditTrail) -> None:
        """Work in the transaction of this connection."""
        self._connection = connection
        self._trail = trail

    def all(self) -> tuple[Integration, ...]:
        rows = self._connection.execute(select(table).order_by(table.c.profile_key))
        return tuple(_integration(row) for row in rows)

    def get(self, integration_id: str) -> Integration | None:
        row = self._connection.execute(select(table).where(table.c.id == integration_id)).one_or_none()
        return _integration(row) if row else None

    def save(self, integration: Integration) -> None:
        """Add or replace by id; looks alone are not audited, only what a person changed."""
        self._refuse_taken_name(integration)
        before = self.get(integration.id)
        values = _values(integration)
        if before is None:
            self._connection.execute(insert(table).values(values))
            self._trail.write(
                "integration added", f"integration {integration.id}", None, self._told(integration)
            )
            return
        self._connection.execute(update(table).where(table.c.id == integration.id).values(values))
        old, new = self._told(before), self._told(integration)
        if old != new:
            self._trail.write("integration changed", f"integration {integration.id}", old, new)

    def remove(self, integration_id: str) -> None:
        before = self.get(integration_id)
        if before is not None:
            self._connection.execute(delete(table).where(table.c.id == integration_id))
            self._trail.write("integration removed", f"integration {integration_id}", self._told(before))

    def _refuse_taken_name(self, integration: Integration) -> None:
        same = select(table.c.id).where(
            table.c.profile_key == key_of(integration.profile_name), table.c.id != integration.id
        )
        if self._connection.execute(same).first():
            raise ProfileNameTaken(name=integration.profile_name)

    def _told(self, integration: Integration) -> dict[str, object]:
        return {
            "profile_name": integration.profile_name,
            "package": integration.package,
            "username": self._trail.hidden(integration.username),
            "service_address": integration.service_address,
            "company": integration.company_id,
            "is_active": integration.is_active,
            "channel": integration.channel_id,
        }


def _values(integration: Integration) -> dict[str, object]:
    return {
        "id": integration.id,
        "profile_name": integration.profile_name,
        "profile_key": key_of(integration.profile_name),
        "package": integration.package,
        "username": integration.username,
        "service_address": integration.service_address,
        "company_id": integration.company_id,
        "is_active": integration.is_active,
        "last_checked": moment_text(integration.last_checked),
        "last_failure": integration.last_failure,
        "channel_id": integration.channel_id,
    }


def _integration(row: Row[Any]) -> Integration:
    return Integration(
        id=row.id,
        profile_name=row.profile_name,
        package=row.package,
        username=row.username,
        service_address=row.service_address,
        company_id=row.company_id,
        is_active=row.is_active,
        last_checked=moment_of(row.last_checked),
        last_failure=row.last_failure,
        channel_id=row.channel_id,
    )
