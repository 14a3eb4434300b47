"""Operations that read the company and its lists; and the checks that an id is on a list."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from kfdesk.practice.calls import Call, RefusalError
from kfdesk.practice.defaults import HOME_CURRENCY
from kfdesk.practice.records import LookupKind
from kfdesk.practice.settings import write_settings
from kfdesk.practice.values import Record, text_of

NOT_APPLICABLE = Decimal(-1)


def rows(db: sqlite3.Connection, *kinds: LookupKind) -> list[sqlite3.Row]:
    """The entries of one or several lists."""
    marks = ", ".join("?" * len(kinds))
    found = db.execute(f"SELECT * FROM lookup WHERE kind IN ({marks}) ORDER BY id", kinds)  # noqa: S608 - marks only
    return found.fetchall()


def is_listed(db: sqlite3.Connection, lookup_id: int, *kinds: LookupKind) -> bool:
    """Whether an id stands on one of the lists."""
    return any(row["id"] == lookup_id for row in rows(db, *kinds))


def has_vat_rate(db: sqlite3.Connection, rate: Decimal) -> bool:
    """Whether a line may carry that rate; -1 means that VAT does not apply."""
    return rate == NOT_APPLICABLE or any(
        Decimal(row["value"]) == rate for row in rows(db, LookupKind.VAT_RATE)
    )


def currency_rate(db: sqlite3.Connection, code: str) -> Decimal | None:
    """How many units of a currency make one of the home currency; None when it is not set up."""
    found = [Decimal(row["value"]) for row in rows(db, LookupKind.CURRENCY) if row["name"] == code]
    return found[0] if found else None


def get_company_details(call: Call) -> Record:
    """The company as its settings page shows it."""
    registered = call.settings.vat_registered
    return {
        "CompanyName": call.settings.company_name,
        "Address1": "1 Practice Row",
        "Address2": "Exampleton",
        "Address3": "",
        "Address4": "",
        "Postcode": "EX1 1EX",
        "PrimaryEmail": "office@practice.example",
        "PrimaryContact": "Pat Practice",
        "Telephone": "01632 960000",
        "Mobile": "",
        "VatRegistered": "Yes" if registered else "No",
        "VatRegistrationNumber": call.settings.vat_number if registered else "",
        "CurrencySymbol": "£",
        "CurrencyPosition": "Left",
        "UsDate": "No",
        "CurrencyId": 1,
        "CurrencyName": HOME_CURRENCY,
        "PaymentTermsType": "invoice date",
    }


def is_user_vat_registered(call: Call) -> bool:
    """Whether the company charges VAT."""
    return call.settings.vat_registered


def get_customer_sources(call: Call) -> list[Record]:
    """Where customers can have come from."""
    return [
        {"ID": row["id"], "Name": row["name"], "Description": ""}
        for row in rows(call.db, LookupKind.CUSTOMER_SOURCE)
    ]


def get_payment_methods(call: Call) -> list[Record]:
    """How invoices can be paid."""
    return [
        {"MethodID": row["id"], "MethodName": row["name"]} for row in rows(call.db, LookupKind.PAYMENT_METHOD)
    ]


def get_bank_accounts(call: Call) -> list[Record]:
    """Where money can land."""
    return [
        {"AccountID": row["id"], "AccountName": row["name"], "AccountCode": row["code"]}
        for row in rows(call.db, LookupKind.BANK_ACCOUNT)
    ]


def get_products(call: Call) -> list[Record]:
    """The sales types."""
    return [
        {
            "ProductID": row["id"],
            "ProductName": row["name"],
            "ProductCode": row["code"],
            "ProductDescription": "",
        }
        for row in rows(call.db, LookupKind.SALES_TYPE)
    ]


def get_nominal_codes(call: Call) -> list[Record]:
    """All headings, the sales types among them."""
    found = rows(call.db, LookupKind.SALES_TYPE, LookupKind.NOMINAL_CODE)
    return [{"id": row["id"], "Code": row["code"], "Name": row["name"]} for row in found]


def get_vat_rates(call: Call) -> list[Record]:
    """The rates, as numbers in Value."""
    return [
        {"ID": row["id"], "Name": row["name"], "Description": row["name"], "Value": row["value"]}
        for row in rows(call.db, LookupKind.VAT_RATE)
    ]


def get_currencies(call: Call) -> list[Record]:
    """The currencies that are set up."""
    return [
        {
            "CurrencyId": row["id"],
            "CurrencyCode": row["name"],
            "ExchangeRate": row["value"],
            "isDefault": int(row["name"] == HOME_CURRENCY),
        }
        for row in rows(call.db, LookupKind.CURRENCY)
    ]


def get_remote_login_url(call: Call) -> str:
    """A way into the company without a password, where that is allowed."""
    if not call.settings.remote_login:
        raise RefusalError("Remote login is not enabled for this account")
    return f"{call.base_url}/"


def auto_auth_ip(call: Call) -> int:
    """Add the caller's address to the access list."""
    if text_of(call.body, "AutoAuthKey") != call.settings.auto_auth_key:
        raise RefusalError("The AutoAuthKey is not valid for this account")
    allowed = (*call.settings.allowed_addresses, call.caller)
    write_settings(call.db, {"allowed_addresses": tuple(dict.fromkeys(allowed))})
    return 1
