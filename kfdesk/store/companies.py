"""Companies in the book and the lists that were read from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, insert, select, update

from kfdesk.domain.company import Choice, Company, CompanyDetails, Currency, LookUpKind, LookUps
from kfdesk.store.audit import AuditTrail
from kfdesk.store.tables import company, lookup
from kfdesk.store.times import day_of, day_text, moment_of, moment_text

_VAT_RATE = "vat_rate"
_CURRENCY = "currency"


@dataclass(frozen=True)
class _Entry:
    kind: str
    remote_id: str
    name: str = ""
    rate: str = ""
    is_home: bool = False
    is_gone: bool = False


class SqlCompanies:
    """`services.ports.CompanyStore` over one transaction."""

    def __init__(self, connection: Connection, trail: AuditTrail) -> None:
        """Work in the transaction of this connection."""
        self._connection = connection
        self._trail = trail

    def get(self, company_id: int) -> Company:
        """Raises KeyError for an id that never was."""
        row = self._connection.execute(select(company).where(company.c.id == company_id)).one_or_none()
        if row is None:
            raise KeyError(company_id)
        return _company(row)

    def find_or_add(self, service_address: str, details: CompanyDetails, *, is_practice: bool) -> Company:
        identity = {
            "service_address": service_address,
            "name": details.name,
            "vat_number": details.vat_number,
        }
        facts = {
            "is_vat_registered": details.is_vat_registered,
            "home_currency": details.home_currency,
            "is_practice": is_practice,
        }
        known = and_(*(company.c[name] == value for name, value in identity.items()))
        changed = self._connection.execute(update(company).where(known).values(facts))
        if changed.rowcount == 0:
            self._connection.execute(insert(company).values({**identity, **facts}))
        return _company(self._connection.execute(select(company).where(known)).one())

    def set_vat_filed_to(self, company_id: int, day: date | None) -> None:
        before = self.get(company_id).vat_filed_to
        if before == day:
            return
        self._connection.execute(
            update(company).where(company.c.id == company_id).values(vat_filed_to=day_text(day))
        )
        told = [{"vat_filed_to": day_text(each)} for each in (before, day)]
        self._trail.write("company changed", f"company {company_id}", *told)

    def save_look_ups(self, company_id: int, look_ups: LookUps) -> None:
        present = {(entry.kind, entry.remote_id): entry for entry in _entries(look_ups)}
        kept = self._kept_choices(company_id)
        entries = [*present.values(), *(one for one in kept if (one.kind, one.remote_id) not in present)]
        self._connection.execute(delete(lookup).where(lookup.c.company_id == company_id))
        rows = [_lookup_values(company_id, place, entry) for place, entry in enumerate(entries)]
        if rows:
            self._connection.execute(insert(lookup), rows)
        read_at = moment_text(look_ups.read_at)
        self._connection.execute(
            update(company).where(company.c.id == company_id).values(look_ups_read_at=read_at)
        )

    def look_ups(self, company_id: int) -> LookUps:
        read_at = select(company.c.look_ups_read_at).where(company.c.id == company_id)
        rows = self._connection.execute(_all_of(company_id)).all()
        return _look_ups(rows, moment_of(self._connection.execute(read_at).scalar()))

    def _kept_choices(self, company_id: int) -> list[_Entry]:
        kinds = [kind.value for kind in LookUpKind]
        rows = self._connection.execute(_all_of(company_id).where(lookup.c.kind.in_(kinds)))
        return [_Entry(row.kind, row.remote_id, name=row.name, is_gone=True) for row in rows]


def _all_of(company_id: int) -> Select[Any]:
    return select(lookup).where(lookup.c.company_id == company_id).order_by(lookup.c.position)


def _entries(look_ups: LookUps) -> Iterable[_Entry]:
    for kind in LookUpKind:
        for choice in look_ups.choices(kind):
            yield _Entry(kind.value, str(choice.id), name=choice.name, is_gone=choice.is_gone)
    for rate in look_ups.vat_rates:
        yield _Entry(_VAT_RATE, str(rate))
    for currency in look_ups.currencies:
        yield _Entry(_CURRENCY, currency.code, rate=str(currency.rate), is_home=currency.is_home)


def _lookup_values(company_id: int, place: int, entry: _Entry) -> Mapping[str, object]:
    return {
        "company_id": company_id,
        "position": place,
        "kind": entry.kind,
        "remote_id": entry.remote_id,
        "name": entry.name,
        "rate": entry.rate,
        "is_home": entry.is_home,
        "is_gone": entry.is_gone,
    }


def _look_ups(rows: Iterable[Row[Any]], read_at: Any) -> LookUps:
    of_kind: dict[str, list[Row[Any]]] = {}
    for row in rows:
        of_kind.setdefault(row.kind, []).append(row)

    def choices(kind: LookUpKind) -> tuple[Choice, ...]:
        return tuple(Choice(int(row.remote_id), row.name, row.is_gone) for row in of_kind.get(kind.value, []))

    return LookUps(
        customer_sources=choices(LookUpKind.CUSTOMER_SOURCE),
        payment_methods=choices(LookUpKind.PAYMENT_METHOD),
        bank_accounts=choices(LookUpKind.BANK_ACCOUNT),
        sales_types=choices(LookUpKind.SALES_TYPE),
        vat_rates=tuple(Decimal(row.remote_id) for row in of_kind.get(_VAT_RATE, [])),
        currencies=tuple(
            Currency(row.remote_id, Decimal(row.rate), row.is_home) for row in of_kind.get(_CURRENCY, [])
        ),
        read_at=read_at,
    )


def _company(row: Row[Any]) -> Company:
    return Company(
        id=row.id,
        service_address=row.service_address,
        details=CompanyDetails(row.name, row.vat_number, row.is_vat_registered, row.home_currency),
        is_practice=row.is_practice,
        vat_filed_to=day_of(row.vat_filed_to),
    )
