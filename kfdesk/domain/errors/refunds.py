"""Refunds that a person tells and that cannot be taken as told."""

from kfdesk.domain.errors.mendable import MendableError


class InvoiceNotStanding(MendableError):
    """No invoice of the order is known for sure to stand in KashFlow, so nothing can be credited."""

    needs = ("order_number",)


class NothingLeftToCredit(MendableError):
    """The whole invoice is credited already, or is about to be."""

    needs = ("order_number", "gross")


class RefundNotAnAmount(MendableError):
    """A refund is more than nothing, and in whole pennies."""

    needs = ("given",)


class RefundTooMuch(MendableError):
    """More than is left of the invoice."""

    needs = ("given", "most")


class RefundDayNotPossible(MendableError):
    """Before the invoice, or after today."""

    needs = ("date", "first", "last")


class RefundPeriodFiled(MendableError):
    """The credit note would fall in a period whose VAT is filed; `filed_to` is its last day."""

    needs = ("date", "filed_to")


class RefundNotSaid(MendableError):
    """How much more was given back than is known was not said."""

    needs = ("order_number", "known")


class RefundKnown(MendableError):
    """A refund of this sum is known on that day, or nearly so."""

    needs = ("given", "date")


class NoChangeToSettle(MendableError):
    """Nothing about the order's invoice waits for a person."""

    needs = ("order_number",)
