"""The details of a watched folder: which folder, for which company, and which channel its orders are."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from kfdesk.domain.company import Integration
from kfdesk.domain.errors import NothingLinked
from kfdesk.services.watch_folders import WatchFolders
from kfdesk.ui.link_wizard.journey import Journey
from kfdesk.ui.link_wizard.work_page import WorkPage, plain_button
from kfdesk.ui.panels import bold, wrapped_label
from kfdesk.ui.widgets import QuietComboBox, named


class FolderPage(WorkPage):
    """Next looks into the folder once, and watches it from then on."""

    def __init__(self, journey: Journey, parent: QWidget | None = None) -> None:
        """Lay out the fields."""
        super().__init__(journey, parent)
        self.setObjectName("folder_page")
        self.setTitle(self.tr("Watched folder"))
        self.setSubTitle(self.tr("Which folder do your order files come into?"))
        self.folder_edit = named(QLineEdit(), "folder_edit", self.tr("Folder"))
        self.choose_folder_button = named(plain_button(self.tr("&Choose…")), "choose_folder_button")
        self.choose_folder_button.setAccessibleName(self.tr("Choose the folder"))
        self.company_combo = named(QuietComboBox(), "company_combo", self.tr("Company"))
        self.channel_combo = named(QuietComboBox(), "channel_combo", self.tr("Channel"))
        self._lay_out_form()
        self.folder_edit.textChanged.connect(self._on_edited)
        self.choose_folder_button.clicked.connect(self._on_choose)
        self.company_combo.currentIndexChanged.connect(self._on_company_chosen)
        self.channel_combo.currentIndexChanged.connect(self._on_edited)

    def _lay_out_form(self) -> None:
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        folder = QHBoxLayout()
        folder.addWidget(self.folder_edit, 1)
        folder.addWidget(self.choose_folder_button)
        label = QLabel(self.tr("&Folder:"))
        label.setBuddy(self.folder_edit)
        rows.addRow(label, folder)
        rows.addRow(self.tr("C&ompany:"), self.company_combo)
        rows.addRow(self.tr("C&hannel:"), self.channel_combo)
        about = wrapped_label(
            self.tr(
                "Each new order file is read once, when it is complete. Nothing in the folder is moved, "
                "renamed or deleted, and nothing is exported by itself."
            )
        )
        self.lay_out(form, about)

    def initializePage(self) -> None:
        """Show what is known of it, and what can be chosen."""
        integration = self.journey.added_integration()
        self.folder_edit.setText(self.folder_edit.text() or integration.service_address)
        self.company_combo.clear()
        for company in self._watch().companies():
            self.company_combo.addItem(company.name, company.id)
        self.company_combo.setCurrentIndex(max(0, self.company_combo.findData(integration.company_id)))
        self._on_company_chosen()
        self.channel_combo.setCurrentIndex(max(0, self.channel_combo.findData(integration.channel_id)))
        if not self.company_combo.count():
            self.show_failure(NothingLinked())

    def take_focus(self) -> None:
        """The folder is what the keys are for."""
        self.folder_edit.setFocus()

    def isComplete(self) -> bool:
        """Once there are a folder and a company."""
        has_all = bool(self.folder_edit.text().strip()) and self.company_combo.currentIndex() >= 0
        return super().isComplete() and has_all

    def commit(self) -> None:
        """Look into it, and watch it."""
        watch, integration = self._watch(), self.journey.added_integration()
        place = self.folder_edit.text()
        company_id, channel_id = self.company_combo.currentData(), self.channel_combo.currentData()
        self.work(
            self.tr("Looking into the folder…"),
            lambda _progress, _is_cancelled: watch.link(integration.id, place, company_id, channel_id),
            self._take_integration,
        )

    def _take_integration(self, integration: object) -> None:
        assert isinstance(integration, Integration)  # noqa: S101 - results of tasks come untyped
        self.journey.integration = integration
        self.go_on()

    def _watch(self) -> WatchFolders:
        if self.journey.watch is None:
            raise LookupError("nothing here watches folders")
        return self.journey.watch

    @Slot()
    def _on_company_chosen(self) -> None:
        self.channel_combo.clear()
        self.channel_combo.addItem(self.tr("Found for each file"), None)
        company_id = self.company_combo.currentData()
        for channel in self._watch().channels(company_id) if company_id is not None else ():
            self.channel_combo.addItem(channel.name, channel.id)
        self._on_edited()

    @Slot()
    def _on_choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Watched folder"), self.folder_edit.text())
        if chosen:
            self.folder_edit.setText(chosen)

    @Slot()
    def _on_edited(self) -> None:
        self.forget()
        self.completeChanged.emit()


class WatchedPage(QWizardPage):
    """Now watched."""

    def __init__(self, journey: Journey, parent: QWidget | None = None) -> None:
        """Lay out the lines."""
        super().__init__(parent)
        self.journey = journey
        self.setObjectName("watched_page")
        self.setTitle(self.tr("Watched"))
        self.setSubTitle(self.tr("The folder is now watched."))
        self.setFinalPage(True)
        self.folder_label = bold(named(wrapped_label(), "folder_label"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.folder_label)
        layout.addWidget(
            wrapped_label(
                self.tr(
                    "While kfdesk is open it looks there every minute. What it read is shown under Orders; "
                    "without the window, “kfdesk import --watched” reads what is new."
                )
            )
        )
        layout.addStretch()

    def initializePage(self) -> None:
        """Name the folder."""
        self.folder_label.setText(self.journey.added_integration().service_address)
