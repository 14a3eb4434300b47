"""Invoice lines as they are sent: read, checked, turned into the invoice's currency."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import cast

from lxml import etree

from kfdesk.practice.calls import Call, RefusalError
from kfdesk.practice.defaults import HOME_CURRENCY, OTHER_SALES_CODE
from kfdesk.practice.invoice_store import Header
from kfdesk.practice.lookups import has_vat_rate, is_listed, rows
from kfdesk.practice.records import LedgerLine, LookupKind
from kfdesk.practice.values import KASHFLOW, XSI, Record, child, local_name, pennies, read_record

UNTYPED_LINE = "The invoice lines could not be read: each line must have the type InvoiceLine"
_LINE_TYPE = "InvoiceLine"


def read_lines(call: Call, sent: etree._Element, header: Header, *, typed: bool) -> list[LedgerLine]:
    """The lines sent with an invoice.

    Args:
        call: The call under way.
        sent: The element of the invoice.
        header: The header they belong to, for its currency.
        typed: Whether the schema gives them their type; otherwise each must name it.

    Raises:
        RefusalError: A line has no type, or an unknown sales type or VAT rate.
    """
    parent = child(sent, "Lines")
    elements = [] if parent is None else list(parent)
    for element in elements:
        if local_name(element) != (_LINE_TYPE if typed else "anyType") or not (typed or _is_line(element)):
            raise RefusalError(UNTYPED_LINE)
    return [_line(call, read_record(element, _LINE_TYPE), header) for element in elements]


def _is_line(element: etree._Element) -> bool:
    prefix, _, name = (element.get(f"{{{XSI}}}type") or "").strip().rpartition(":")
    return name == _LINE_TYPE and element.nsmap.get(prefix or None) == KASHFLOW


def _line(call: Call, fields: Record, header: Header) -> LedgerLine:
    vat_rate = _number(fields, "VatRate")
    if not has_vat_rate(call.db, vat_rate):
        raise RefusalError(f"The VAT rate {vat_rate:f} has not been set up")
    # Figures of a line in home money are turned into the currency of the invoice.
    is_home_money = header.currency_code != HOME_CURRENCY and fields.get("ValuesInCurrency") != 1
    factor = header.exchange_rate if is_home_money else Decimal(1)
    quantity = _number(fields, "Quantity")
    rate = pennies(_number(fields, "Rate") * factor, call.settings.rate_decimals)
    net = pennies(quantity * rate)
    vat = pennies(_number(fields, "VatAmount") * factor)
    if call.settings.recompute_vat_from_net:
        vat = pennies(net * max(vat_rate, Decimal(0)) / 100)
    return LedgerLine(
        description=str(fields.get("Description") or ""),
        quantity=quantity,
        rate=rate,
        vat_rate=vat_rate,
        vat_amount=vat,
        charge_type=_charge_type(call.db, cast("int", fields.get("ChargeType", 0))),
        net_amount=net,
        product_id=cast("int", fields.get("ProductID", 0)),
    )


def _charge_type(db: sqlite3.Connection, charge_type: int) -> int:
    if not charge_type:
        # No sales type lands on Other sales, where a person has to put it right later.
        others = [row["id"] for row in rows(db, LookupKind.SALES_TYPE) if row["code"] == OTHER_SALES_CODE]
        return others[0] if others else 0
    if not is_listed(db, charge_type, LookupKind.SALES_TYPE, LookupKind.NOMINAL_CODE):
        raise RefusalError("There is no sales type with that ID")
    return charge_type


def _number(fields: Record, name: str) -> Decimal:
    return cast("Decimal", fields.get(name, Decimal(0)))
