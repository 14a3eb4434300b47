"""Operations on customers."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from kfdesk.practice.calls import Call, RefusalError
from kfdesk.practice.lookups import is_listed
from kfdesk.practice.records import LookupKind
from kfdesk.practice.values import Record, child, int_of, read_record, text_of, today

BAD_CODE = "The customer code specified is invalid, please re-enter without any special characters."
DOUBLE_CODE = "Customer Code is not unique"
NONE_WITH_CODE = "There is no customer with that code"
NONE_WITH_EMAIL = "There is no customer with that email address"
SEVERAL_WITH_EMAIL = "There is more than one customer with that email address"
NONE_WITH_ID = "There is no customer with that ID"

_CODE = re.compile(r"[A-Za-z0-9]+")
_BORDERS = ("Domestic", "EC", "ROW", "NIEU")
_BORDER = "TradeBorderType"


def get_customer(call: Call) -> Record:
    """The customer with a code, whatever its case."""
    return _one(call, "code = ?", text_of(call.body, "CustomerCode"), NONE_WITH_CODE)


def get_customer_by_id(call: Call) -> Record:
    """The customer with an id."""
    return _one(call, "id = ?", int_of(call.body, "CustomerID"), NONE_WITH_ID)


def get_customer_by_id2(call: Call) -> Record:
    """The customer with an id, asked for as the later form of the operation does."""
    return _one(call, "id = ?", int_of(call.body, "Customer2ID"), NONE_WITH_ID)


def get_customer_by_email(call: Call) -> Record:
    """One customer with an e-mail address: the first, unless several are a reason to refuse."""
    wanted = text_of(call.body, "CustomerEmail").strip().lower()
    found = [row for row in _all(call.db) if wanted and wanted in _addresses(row["email"])]
    if not found:
        raise RefusalError(NONE_WITH_EMAIL)
    if len(found) > 1 and call.settings.several_customers_for_email:
        raise RefusalError(SEVERAL_WITH_EMAIL)
    return record_of(found[0])


def get_customers(call: Call) -> list[Record]:
    """Every customer."""
    return [record_of(row) for row in _all(call.db)]


def get_customers_by_postcode(call: Call) -> list[Record]:
    """The customers with a postcode, spaces and case aside."""
    wanted = _bare(text_of(call.body, "Postcode"))
    return [record_of(row) for row in _all(call.db) if wanted and _bare(row["postcode"]) == wanted]


def insert_customer(wrapper: str, shape: str) -> Callable[[Call], int]:
    """The operation that adds a customer of a shape sent in an element."""

    def insert(call: Call) -> int:
        fields = _checked(call, read_record(child(call.body, wrapper), shape))
        if not any(fields.get(name) for name in ("Name", "Contact", "Email")):
            raise RefusalError("Please enter a name for the customer")
        code = str(fields.get("Code") or "") or _free_code(call.db, str(fields.get("Name") or "Customer"))
        fields = {**fields, "Code": code, "Created": today(), "Updated": today()}
        _refuse_double(call.db, code, 0)
        return _save(call.db, None, fields)

    return insert


def update_customer(call: Call) -> str:
    """Change the fields that are sent; the customer is found by its id."""
    sent = child(call.body, "custr")
    customer_id = int_of(sent, "CustomerID")
    row = find_customer(call.db, customer_id)
    if row is None:
        raise RefusalError(NONE_WITH_ID)
    fields = _checked(call, read_record(sent, "Customer"))
    if fields.get("Code"):
        _refuse_double(call.db, str(fields["Code"]), customer_id)
    else:
        fields.pop("Code", None)
    kept = json.loads(row["fields"])
    _save(call.db, customer_id, {**kept, **fields, "Created": kept["Created"], "Updated": today()})
    return ""


def delete_customer(call: Call) -> int:
    """Remove a customer that has no invoices."""
    customer_id = int_of(call.body, "CustomerID")
    if find_customer(call.db, customer_id) is None:
        raise RefusalError(NONE_WITH_ID)
    if call.db.execute("SELECT 1 FROM invoice WHERE customer_id = ?", (customer_id,)).fetchone():
        raise RefusalError("This customer has invoices and cannot be deleted")
    call.db.execute("DELETE FROM customer WHERE id = ?", (customer_id,))
    return 1


def find_customer(db: sqlite3.Connection, customer_id: int) -> sqlite3.Row | None:
    """The row of a customer."""
    row: sqlite3.Row | None = db.execute("SELECT * FROM customer WHERE id = ?", (customer_id,)).fetchone()
    return row


def record_of(row: sqlite3.Row) -> Record:
    """A customer's fields as they go on the wire, in both of its shapes."""
    fields: Record = {**json.loads(row["fields"]), "CustomerID": row["id"]}
    border = fields.get(_BORDER, "Domestic")
    return {**fields, "EC": int(border == "EC"), "OutsideEC": int(border == "ROW")}


def _one(call: Call, condition: str, value: str | int, none: str) -> Record:
    row = call.db.execute(f"SELECT * FROM customer WHERE {condition}", (value,)).fetchone()  # noqa: S608 - fixed
    if row is None:
        raise RefusalError(none)
    return record_of(row)


def _all(db: sqlite3.Connection) -> list[sqlite3.Row]:
    return db.execute("SELECT * FROM customer ORDER BY id").fetchall()


def _addresses(emails: str) -> list[str]:
    return [address for address in re.split(r"[,;\s]+", emails.lower()) if address]


def _bare(postcode: str) -> str:
    return "".join(postcode.split()).upper()


def _checked(call: Call, fields: Record) -> Record:
    code = str(fields.get("Code") or "")
    if code and not _CODE.fullmatch(code):
        raise RefusalError(BAD_CODE)
    source = fields.get("Source")
    if isinstance(source, int) and source and not is_listed(call.db, source, LookupKind.CUSTOMER_SOURCE):
        raise RefusalError("There is no customer source with that ID")
    currency = fields.get("CurrencyID")
    if isinstance(currency, int) and currency and not is_listed(call.db, currency, LookupKind.CURRENCY):
        raise RefusalError("There is no currency with that ID")
    border = _border(fields)
    return {**fields, _BORDER: border} if border else fields


def _border(fields: Record) -> str:
    """Where a customer stands for VAT; the older shape says it in two numbers. Empty when nothing is said."""
    named = str(fields.get(_BORDER) or "")
    if named and named not in _BORDERS:
        raise RefusalError("The trade border type is not valid")
    if named or ("EC" not in fields and "OutsideEC" not in fields):
        return named
    return "EC" if fields.get("EC") else "ROW" if fields.get("OutsideEC") else "Domestic"


def _refuse_double(db: sqlite3.Connection, code: str, own_id: int) -> None:
    if db.execute("SELECT 1 FROM customer WHERE code = ? AND id <> ?", (code, own_id)).fetchone():
        raise RefusalError(DOUBLE_CODE)


def _free_code(db: sqlite3.Connection, name: str) -> str:
    """A code made from a name, for a customer that came without one."""
    stem = "".join(re.findall(r"[A-Za-z]", name)).upper()[:3].ljust(3, "X")
    taken = {
        row["code"].upper()
        for row in db.execute("SELECT code FROM customer WHERE code LIKE ?", (f"{stem}%",))
    }
    number = 1
    while f"{stem}{number:02}" in taken:
        number += 1
    return f"{stem}{number:02}"


def _save(db: sqlite3.Connection, customer_id: int | None, fields: Record) -> int:
    kept = {name: value for name, value in fields.items() if name not in ("CustomerID", "EC", "OutsideEC")}
    columns = [
        kept["Code"],
        kept.get("Email") or "",
        kept.get("Postcode") or "",
        json.dumps(kept, default=_plain),
    ]
    if customer_id is not None:
        db.execute(
            "UPDATE customer SET code = ?, email = ?, postcode = ?, fields = ? WHERE id = ?",
            [*columns, customer_id],
        )
        return customer_id
    cursor = db.execute("INSERT INTO customer (code, email, postcode, fields) VALUES (?, ?, ?, ?)", columns)
    return cursor.lastrowid or 0


def _plain(value: object) -> str:
    if isinstance(value, Decimal | date):
        return str(value)
    raise TypeError(f"{value!r} is no field of a customer")
