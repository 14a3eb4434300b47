"""Words for meanings of columns."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from kfdesk.domain.mapping import DATES, PRICES, Meaning


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Mapping", text)


def meaning_texts() -> Mapping[Meaning, str]:
    """What each meaning is called, in the order of the table."""
    return {
        Meaning.ORDER_NUMBER: tr("Order number"),
        Meaning.CHANNEL_REFERENCE: tr("The channel's own number"),
        Meaning.ORDERED: tr("Ordered on"),
        Meaning.PAID: tr("Paid on"),
        Meaning.DESPATCHED: tr("Despatched on"),
        Meaning.STATUS: tr("Status"),
        Meaning.SKU: tr("SKU"),
        Meaning.TITLE: tr("Item"),
        Meaning.QUANTITY: tr("Quantity"),
        Meaning.UNIT_PRICE: tr("Price of one"),
        Meaning.LINE_TOTAL: tr("Price of the row"),
        Meaning.LINE_DISCOUNT: tr("Discount on the row"),
        Meaning.VAT_RATE: tr("VAT rate"),
        Meaning.LINE_VAT: tr("VAT of the row"),
        Meaning.LINE_DELIVERY: tr("Delivery of the row"),
        Meaning.DELIVERY: tr("Delivery of the order"),
        Meaning.DISCOUNT: tr("Discount on the order"),
        Meaning.VAT: tr("VAT of the order"),
        Meaning.TOTAL: tr("Total of the order"),
        Meaning.CURRENCY: tr("Currency"),
        Meaning.PAYMENT_METHOD: tr("Paid by"),
        Meaning.BUYER_NAME: tr("Buyer's name"),
        Meaning.LAST_NAME: tr("Buyer's last name"),
        Meaning.EMAIL: tr("E-mail"),
        Meaning.COMPANY: tr("Buyer's company"),
        Meaning.ADDRESS_1: tr("Address"),
        Meaning.ADDRESS_2: tr("Address, second line"),
        Meaning.TOWN: tr("Town"),
        Meaning.COUNTY: tr("County"),
        Meaning.POSTCODE: tr("Postcode"),
        Meaning.COUNTRY: tr("Country"),
    }


def needed_text(meaning: Meaning) -> str:
    """Which of the meanings there must be."""
    if meaning is Meaning.ORDER_NUMBER:
        return tr("needed")
    if meaning in DATES:
        return tr("one date is needed")
    if meaning in (*PRICES, Meaning.TOTAL):
        return tr("a price or a total is needed")
    return ""
