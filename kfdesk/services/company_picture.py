"""What KashFlow already holds, as read at the start of a run, and what looks like our orders."""

from collections.abc import Container, Iterable, Mapping

from kfdesk.domain.invoices import Posted, PostedInvoice
from kfdesk.domain.money import to_penny
from kfdesk.services.read_back import stamp_key


class CompanyPicture:
    """Invoices of a company by stamp, and those that bear none of ours."""

    def __init__(self, invoices: Iterable[PostedInvoice], stamps: Container[str]) -> None:
        """`stamps` are the keys of all stamps of the book that occur among the invoices."""
        self._by_stamp: dict[str, list[PostedInvoice]] = {}
        self._by_word: dict[str, PostedInvoice] = {}
        self._by_figures: dict[tuple[object, ...], PostedInvoice] = {}
        for invoice in invoices:
            key = stamp_key(invoice.reference)
            if key in stamps:
                self._by_stamp.setdefault(key, []).append(invoice)
            elif invoice.gross_amount > 0:  # a credit note is no sale
                self._add_stranger(key, invoice)

    def by_stamp(self) -> Mapping[str, list[PostedInvoice]]:
        """The invoices that bear a stamp of the book, by its key."""
        return self._by_stamp

    def look_alike(self, order_number: str, posted: Posted) -> PostedInvoice | None:
        """An invoice without our stamp that may be this order (DESIGN 5.1, *Adopting*).

        It bears the order's number, or has the same customer name, date and gross.
        """
        by_number = self._by_word.get(_bare_number(order_number))
        return by_number or self._by_figures.get(_figures_of(posted))

    def _add_stranger(self, key: str, invoice: PostedInvoice) -> None:
        for word in {key, *key.split()}:
            if word:
                self._by_word.setdefault(_bare_number(word), invoice)
        self._by_figures.setdefault(_figures(invoice), invoice)


def _bare_number(text: str) -> str:
    return stamp_key(text).strip("#:.,;")


def _figures(invoice: PostedInvoice) -> tuple[object, ...]:
    name = stamp_key(invoice.customer_name)
    return name, invoice.invoice_date, invoice.currency, to_penny(invoice.gross_amount)


def _figures_of(posted: Posted) -> tuple[object, ...]:
    draft = posted.invoice
    return stamp_key(posted.customer.name), draft.invoice_date, draft.currency, to_penny(draft.gross_amount)
