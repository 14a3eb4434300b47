"""Refund…: how much went back and when, for one order; the day alone for several."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from kfdesk import words
from kfdesk.domain.errors import MendableError, RefundKnown, RefundNotAnAmount, RefundPeriodFiled
from kfdesk.domain.money import ZERO
from kfdesk.services.tell_refund import RefundOffer, ToldRefund, check_refund
from kfdesk.ui.channels.panel import QuietDateEdit
from kfdesk.ui.figures import added, counted, money, number, sums_text
from kfdesk.ui.orders.dialogs import dialog_buttons
from kfdesk.ui.orders.texts import tr
from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.widgets import named, short_lived

LONGEST_NOTE = 200


class RefundDialog(QDialog):
    """One order's refund. What cannot be told is said while it is typed."""

    def __init__(self, offer: RefundOffer, proposed: Decimal, parent: QWidget | None) -> None:
        """Propose an amount, and today."""
        super().__init__(parent)
        self.setObjectName("refund_dialog")
        title = tr("Refund for {channel} order {number}")
        self.setWindowTitle(title.format(channel=offer.channel, number=offer.order_number))
        self._offer = offer
        self.amount_edit = named(QLineEdit(f"{proposed:.2f}"), "amount_edit", tr("Given back"))
        self.day_edit = _day_edit(offer.first, offer.last)
        self.note_edit = named(QLineEdit(), "note_edit", tr("Note for yourself"))
        self.note_edit.setMaxLength(LONGEST_NOTE)
        self.further_check = named(
            QCheckBox(tr("One &more refund of the same sum")), "further_check", tr("One more of the same sum")
        )
        self.late_check = named(QCheckBox(tr("Date it so &all the same")), "late_check", tr("Date it so"))
        self.problem_label = named(wrapped_label(), "problem_label")
        self._buttons = dialog_buttons(self, tr("Credit it with the next export"))
        self._lay_out()
        self.amount_edit.textChanged.connect(self._show_state)
        self.day_edit.dateChanged.connect(self._show_state)
        self.further_check.toggled.connect(self._show_state)
        self.late_check.toggled.connect(self._show_state)
        self._show_state()

    @classmethod
    def ask(cls, parent: QWidget | None, offer: RefundOffer, proposed: Decimal) -> ToldRefund | None:
        """What the person tells, or None."""
        with short_lived(cls(offer, proposed, parent)) as dialog:
            return dialog.told() if dialog.exec() else None

    def told(self) -> ToldRefund:
        """As it stands in the fields; raises RefundNotAnAmount."""
        text = self.amount_edit.text().strip().removeprefix("£").replace(",", "")
        try:
            amount = Decimal(text)
        except InvalidOperation as error:
            raise RefundNotAnAmount(given=text) from error
        if not amount.is_finite():
            raise RefundNotAnAmount(given=text)
        return ToldRefund(
            amount,
            _day(self.day_edit),
            self.note_edit.text().strip(),
            self.further_check.isChecked(),
            self.late_check.isChecked(),
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("&Given back"), self.amount_edit)
        form.addRow(tr("&Day"), self.day_edit)
        form.addRow(tr("&Note"), self.note_edit)
        layout = QVBoxLayout(self)
        for text in self._sentences():
            layout.addWidget(wrapped_label(text))
        layout.addLayout(form)
        for widget in (self.problem_label, self.further_check, self.late_check, self._buttons):
            layout.addWidget(widget)
        asks_day_alone = bool(self._offer.undated)
        (self.day_edit if asks_day_alone else self.amount_edit).setFocus()

    def _sentences(self) -> list[str]:
        offer = self._offer
        left = tr("{left} is left of invoice {invoice}.").format(
            left=money(offer.left, offer.currency), invoice=offer.invoice_number
        )
        if offer.is_cancelled and offer.undated:
            left = tr("The order was cancelled after invoice {invoice} was sent: credit {amount} from a day.")
        elif offer.undated:
            left = tr("The file tells that {amount} was given back, but not when: the day alone is asked.")
        facts = {"invoice": offer.invoice_number, "amount": money(offer.undated, offer.currency)}
        kept = tr("Nothing is sent now: the next export shows the credit note and posts it.")
        return [left.format(**facts), kept]

    @Slot()
    def _show_state(self) -> None:
        problem = self._problem()
        is_known, is_filed = isinstance(problem, RefundKnown), isinstance(problem, RefundPeriodFiled)
        self.further_check.setVisible(is_known or self.further_check.isChecked())
        self.late_check.setVisible(is_filed or self.late_check.isChecked())
        self.problem_label.setText(_told_of(problem) if problem else "")
        self.problem_label.setVisible(problem is not None)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(problem is None)

    def _problem(self) -> MendableError | None:
        try:
            check_refund(self._offer, self.told())
        except MendableError as error:
            return error
        return None


class RefundDayDialog(QDialog):
    """One day for all that the files of several orders leave undated."""

    def __init__(self, offers: Sequence[RefundOffer], parent: QWidget | None) -> None:
        """Propose today; `offers` are at least one."""
        super().__init__(parent)
        self.setObjectName("refund_day_dialog")
        self.setWindowTitle(tr("On which day?"))
        self._offers = offers
        first, last = min(each.first for each in offers), max(each.last for each in offers)
        self.day_edit = _day_edit(first, last)
        self.late_check = named(QCheckBox(tr("Date it so &all the same")), "late_check", tr("Date it so"))
        self.problem_label = named(wrapped_label(), "problem_label")
        self._buttons = dialog_buttons(self, tr("Credit them with the next export"))
        self._lay_out()
        self.day_edit.dateChanged.connect(self._show_state)
        self.late_check.toggled.connect(self._show_state)
        self._show_state()

    @classmethod
    def ask(cls, parent: QWidget | None, offers: Sequence[RefundOffer]) -> ToldRefund | None:
        """The day that holds for all of them, or None."""
        with short_lived(cls(offers, parent)) as dialog:
            return dialog.told() if dialog.exec() else None

    def told(self) -> ToldRefund:
        """The day; each order's own sum goes with it."""
        return ToldRefund(ZERO, _day(self.day_edit), is_late=self.late_check.isChecked())

    def _lay_out(self) -> None:
        sums = sums_text(added((each.currency, each.undated) for each in self._offers))
        count = counted(len(self._offers), tr("{n} order"), tr("{n} orders"))
        asked = tr("{orders}, {sums} in all: the money went back, but no file tells on which day.")
        same = tr(
            "All of them get this day. If they were not given back on one day, close this and tell them "
            "one by one with Refund…: the day decides which VAT return each falls in."
        )
        form = QFormLayout()
        form.addRow(tr("&Day"), self.day_edit)
        layout = QVBoxLayout(self)
        layout.addWidget(wrapped_label(asked.format(orders=count, sums=sums)))
        layout.addWidget(wrapped_label(same))
        layout.addLayout(form)
        for widget in (self.problem_label, self.late_check, self._buttons):
            layout.addWidget(widget)

    @Slot()
    def _show_state(self) -> None:
        problems = [problem for each in self._offers if (problem := self._problem(each))]
        is_filed = any(isinstance(problem, RefundPeriodFiled) for problem in problems)
        self.late_check.setVisible(is_filed or self.late_check.isChecked())
        self.problem_label.setText(self._left_out(problems))
        self.problem_label.setVisible(bool(problems))
        is_possible = len(problems) < len(self._offers)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_possible)

    def _left_out(self, problems: Sequence[MendableError]) -> str:
        if not problems:
            return ""
        if len(problems) == 1:
            return tr("1 order keeps its question: {why}").format(why=_told_of(problems[0]))
        text = tr("{n} orders keep their question; the first: {why}")
        return text.format(n=number(len(problems)), why=_told_of(problems[0]))

    def _problem(self, offer: RefundOffer) -> MendableError | None:
        told = self.told()
        try:
            check_refund(offer, ToldRefund(offer.undated, told.day, is_late=told.is_late))
        except MendableError as error:
            return error
        return None


def _day_edit(first: date, last: date) -> QuietDateEdit:
    edit = named(QuietDateEdit(), "day_edit", tr("Day"))
    edit.setDateRange(QDate(first.year, first.month, first.day), QDate(last.year, last.month, last.day))
    edit.setDate(edit.maximumDate())
    return edit


def _day(edit: QuietDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _told_of(problem: MendableError) -> str:
    """What is the matter and what to do."""
    return " ".join(part for part in (words.title(problem), words.advice(problem)) if part)
