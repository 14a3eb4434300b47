"""Words for days, counts and causes on the Orders page."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from kfdesk import words
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.browse_orders import is_answerable
from kfdesk.services.ports import AttentionGroup
from kfdesk.ui import figures
from kfdesk.ui.figures import counted, number


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Orders", text)


def day(value: date | None) -> str:
    """A day, or nothing."""
    return figures.day(value) if value else ""


def orders_text(count: int) -> str:
    """How many orders."""
    return counted(count, tr("{n} order"), tr("{n} orders"))


def group_text(group: AttentionGroup) -> str:
    """A group in one line: how many, where, why."""
    template = tr("{n} {channel} order: {cause}") if group.count == 1 else tr("{n} {channel} orders: {cause}")
    return template.format(
        n=number(group.count), channel=group.channel_name, cause=cause(group.reason, group.count)
    )


def cause(reason: Reason, count: int) -> str:
    """Why a group is held up; the facts of one order are told only where it is the only one."""
    if count == 1:
        return words.reason(reason)
    general = _general_causes().get(reason.why)
    if general is None and is_answerable(reason):
        return f"{words.question(reason.why)}."
    return general or words.reason(reason)


def _general_causes() -> Mapping[Why, str]:
    return {
        Why.VAT_UNKNOWN: tr("The file does not say the VAT rate."),
        Why.VAT_RATE_MISSING: tr("KashFlow does not have the VAT rate they need."),
        Why.VAT_DIFFERS: tr("The VAT the file states differs from what its figures come to."),
        Why.TOTAL_DIFFERS: tr("The channel's total differs from what the lines come to."),
        Why.NEGATIVE_TOTAL: tr("They come to less than nothing."),
        Why.MARKETPLACE_TAX_AT_HOME: tr("The marketplace collected tax on sales within the UK."),
        Why.MARKETPLACE_TAX_REPORTED: tr(
            "A report says that the marketplace accounts for their tax; the order file does not."
        ),
        Why.SENT_WITH_MARKETPLACE_VAT: tr(
            "Their invoices have UK VAT, and a report says that it is the marketplace's."
        ),
        Why.SENT_WITH_VAT_FROM_ABROAD: tr(
            "Their invoices have UK VAT, and a report says that the goods left another country."
        ),
        Why.TAX_BASIS_UNKNOWN: tr("It cannot be told whether the prices hold the tax."),
        Why.GIFT_CARD_SOLD: tr("Gift cards were sold; VAT depends on the kind of card."),
        Why.CURRENCY_OFF: tr("They are in another currency, and Foreign Currency is off."),
        Why.CURRENCY_MISSING: tr("KashFlow does not have their currency."),
        Why.SEEN_ELSEWHERE: tr("Another channel already has these sales."),
        Why.LAYOUTS_DISAGREE: tr("Two files of the same orders disagree."),
        Why.ROWS_UNREADABLE: tr("Some of their rows cannot be read."),
        Why.PAYMENT_NEEDS_PERSON: tr("Record their payment in KashFlow yourself."),
        Why.REFUND_DATE_NEEDED: tr("Money was given back, but no file tells on which day."),
        Why.CANCELLED_AFTER_EXPORT: tr("Cancelled after their invoices were sent: tell from which day."),
        Why.REFUND_OVER_INVOICE: tr("More was given back than was invoiced."),
        Why.CHANGED_AFTER_EXPORT: tr("They changed after their invoices were sent."),
        Why.REFUSED: tr("KashFlow said no."),
        Why.DOUBT: tr("No clear answer from KashFlow; kfdesk looks there before it sends again."),
        Why.SECOND_DOUBT: tr("Twice no clear answer from KashFlow. Look there, then decide."),
        Why.FOUND_BUT_DIFFERS: tr("An invoice in KashFlow bears their reference but other figures."),
        Why.LOOK_ALIKE: tr("KashFlow holds invoices that may already be these orders."),
        Why.LOOK_ALIKE_DIFFERS: tr(
            "KashFlow holds invoices that look like these orders, with other amounts."
        ),
        Why.PART_PAID: tr("Somebody entered part of what was paid on their invoices."),
        Why.SAME_PAYMENT_FOUND: tr("Payments of the same amounts are on their invoices already."),
        Why.CUSTOMER_DIFFERS: tr("Their customers in KashFlow may be somebody else."),
        Why.TO_BE_TAKEN_OVER: tr("Their invoices are in KashFlow already: the next export takes them over."),
        Why.WILL_ACT: tr("Answered: the next export acts on it."),
        Why.READ_BACK_DIFFERS: tr("What KashFlow holds differs from what was sent."),
    }
