"""An invoice in KashFlow that a run found to look like an order, and what is asked about it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfdesk.domain.invoices import InvoiceDraft, PostedInvoice
from kfdesk.domain.money import to_penny
from kfdesk.domain.reasons import Reason, Why


@dataclass(frozen=True)
class FoundInvoice:
    """An invoice in KashFlow that looks like an order, as it was when a run saw it."""

    dbid: int
    number: int
    reference: str
    customer: str
    invoice_date: date
    currency: str
    gross_amount: Decimal
    amount_paid: Decimal

    @classmethod
    def of(cls, invoice: PostedInvoice) -> "FoundInvoice":
        """What a person needs to know of it."""
        return cls(
            dbid=invoice.dbid,
            number=invoice.number,
            reference=invoice.reference,
            customer=invoice.customer_name,
            invoice_date=invoice.invoice_date,
            currency=invoice.currency,
            gross_amount=to_penny(invoice.gross_amount),
            amount_paid=to_penny(invoice.amount_paid),
        )

    def question(self, draft: InvoiceDraft) -> Reason:
        """What is asked of the person: about this very invoice, and this very order.

        What is paid of it is left out: a payment makes no other sale of it.
        """
        return self.question_for(draft.currency, draft.gross_amount)

    def question_for(self, currency: str, gross: Decimal) -> Reason:
        """As `question`, for an order of which only the amount is worked out."""
        is_alike = amount_key(self.currency, self.gross_amount) == amount_key(currency, gross)
        return Reason.of(
            Why.LOOK_ALIKE if is_alike else Why.LOOK_ALIKE_DIFFERS,
            dbid=self.dbid,
            number=self.number,
            reference=self.reference,
            customer=self.customer,
            date=self.invoice_date,
            gross=f"{self.gross_amount} {self.currency}",
            ours=f"{to_penny(gross)} {currency}",
        )


def amount_key(currency: str, gross: Decimal) -> tuple[str, Decimal]:
    """What two invoices of one amount share."""
    return currency, to_penny(gross)
