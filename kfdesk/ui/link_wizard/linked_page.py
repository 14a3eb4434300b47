"""The last page: which company is linked, what was read, and where the password is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget, QWizardPage

from kfdesk.domain.company import Choice, LookUps
from kfdesk.domain.errors import KeyringError, KeyringMissing
from kfdesk.services.link_account import LinkedSummary
from kfdesk.ui.link_wizard.journey import Journey
from kfdesk.ui.panels import FailurePanel, bold, wrapped_label
from kfdesk.ui.widgets import named


class LinkedPage(QWizardPage):
    """Now linked."""

    def __init__(self, journey: Journey, parent: QWidget | None = None) -> None:
        """Lay out the lines."""
        super().__init__(parent)
        self.journey = journey
        self.setObjectName("linked_page")
        self.setTitle(self.tr("Linked"))
        self.setSubTitle(self.tr("The company is now linked."))
        self.company_label = bold(named(wrapped_label(), "company_label"))
        self.read_label = named(wrapped_label(), "read_label")
        self.notes_label = named(wrapped_label(), "notes_label")
        self.keyring_panel = FailurePanel()
        layout = QVBoxLayout(self)
        for part in (self.company_label, self.read_label, self.notes_label, self.keyring_panel):
            layout.addWidget(part)
        layout.addStretch()
        for label in (self.company_label, self.read_label, self.notes_label):
            _make_readable(label)

    def initializePage(self) -> None:
        """Show what linking did."""
        summary = self.journey.summary
        if summary is None:
            return
        company = summary.company
        vat = company.details.vat_number
        named_company = self.tr("{company} (VAT number {number})") if vat else "{company}"
        self.company_label.setText(named_company.format(company=company.name, number=vat))
        self.read_label.setText(self._what_was_read(summary.look_ups))
        self.notes_label.setText("\n\n".join(self._notes(summary)))
        failure = self._keyring_failure(summary)
        if failure is not None:
            self.keyring_panel.show_failure(failure)
        else:
            self.keyring_panel.hide()

    def _what_was_read(self, look_ups: LookUps) -> str:
        rates = ", ".join(f"{rate:f} %" for rate in look_ups.vat_rates)
        counts = (
            self.tr("%n customer source(s)", "", _living(look_ups.customer_sources)),
            self.tr("%n payment method(s)", "", _living(look_ups.payment_methods)),
            self.tr("%n bank account(s)", "", _living(look_ups.bank_accounts)),
            self.tr("%n sales type(s)", "", _living(look_ups.sales_types)),
            self.tr("VAT rates: {rates}").format(rates=rates or self.tr("none")),
        )
        return self.tr("Read from it:") + "".join(f"\n  •  {count}" for count in counts)

    def _notes(self, summary: LinkedSummary) -> list[str]:
        profile = self.tr("Its profile name here is {profile}.")
        notes = [profile.format(profile=summary.integration.profile_name)]
        if summary.claimed:
            channels = ", ".join(channel.name for channel in summary.claimed)
            orders = self.tr("%n order(s)", "", summary.claimed_orders)
            told = self.tr("What waited for the first company is its own now: {channels}, with {orders}.")
            notes.append(told.format(channels=channels, orders=orders))
        if summary.shared_with:
            told = self.tr("It shares this company's channels, orders and settings with: {profiles}.")
            notes.append(told.format(profiles=", ".join(summary.shared_with)))
        if summary.kept_in:
            notes.append(self.tr("The password is kept in {place}.").format(place=summary.kept_in))
        notes.append(self.tr("Next come the KashFlow Settings: what each of your channels is booked to."))
        return notes

    def _keyring_failure(self, summary: LinkedSummary) -> KeyringError | None:
        if summary.kept_in:
            return None
        return summary.keyring_failure or KeyringMissing()


def _living(choices: tuple[Choice, ...]) -> int:
    return sum(not choice.is_gone for choice in choices)


def _make_readable(label: QLabel) -> None:
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
