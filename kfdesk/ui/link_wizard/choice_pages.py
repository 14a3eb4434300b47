"""The first pages: type, package, profile name."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
    QWizard,
    QWizardPage,
)

from kfdesk.domain.company import Integration
from kfdesk.services.ports import Package, PackageType, is_accounts
from kfdesk.ui.link_wizard.journey import Journey
from kfdesk.ui.link_wizard.work_page import WorkPage
from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.widgets import named

CHOICE_ROLE = Qt.ItemDataRole.UserRole
LONGEST_NAME = 100
LIST_SPACING = 3


class ChoicePage(QWizardPage):
    """A list to choose from; a double click goes on, and Enter presses Next as everywhere."""

    def __init__(self, journey: Journey, choice_list: QListWidget, parent: QWidget | None = None) -> None:
        """Lay out the list over a line about the chosen entry."""
        super().__init__(parent)
        self.journey = journey
        self._list = choice_list
        self._about_label = wrapped_label()
        choice_list.setSpacing(LIST_SPACING)
        layout = QVBoxLayout(self)
        layout.addWidget(choice_list)
        layout.addWidget(self._about_label)
        choice_list.currentItemChanged.connect(self._on_current_changed)
        choice_list.itemDoubleClicked.connect(self._on_double_click)

    def fill(self, entries: list[tuple[str, str, object]]) -> None:
        """Entries as (text, what it is, choice); the first is chosen unless another was."""
        chosen = self.choice()
        self._list.clear()
        for text, about, choice in entries:
            item = QListWidgetItem(text)
            item.setData(CHOICE_ROLE, choice)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, about)
            self._list.addItem(item)
        rows = [row for row, entry in enumerate(entries) if entry[2] == chosen]
        self._list.setCurrentRow(rows[0] if rows else 0)

    def choice(self) -> object:
        """What is chosen; None before the list is filled."""
        item: QListWidgetItem | None = self._list.currentItem()
        return None if item is None else item.data(CHOICE_ROLE)

    def isComplete(self) -> bool:
        """Once something is chosen."""
        return self._list.currentItem() is not None

    def cleanupPage(self) -> None:
        """Back keeps what was chosen."""

    def take_focus(self) -> None:
        """The list is what the keys are for."""
        self._list.setFocus()

    @Slot()
    def _on_current_changed(self) -> None:
        item: QListWidgetItem | None = self._list.currentItem()
        about = "" if item is None else item.data(Qt.ItemDataRole.AccessibleDescriptionRole)
        self._about_label.setText(about)
        self.completeChanged.emit()

    @Slot()
    def _on_double_click(self) -> None:
        self.wizard().next()


class TypePage(ChoicePage):
    """What kind of integration."""

    def __init__(self, journey: Journey, parent: QWidget | None = None) -> None:
        """Name the list."""
        self.type_list = named(QListWidget(), "type_list")
        super().__init__(journey, self.type_list, parent)
        self.setObjectName("type_page")
        self.setTitle(self.tr("Integration type"))
        self.setSubTitle(self.tr("What do you want to link?"))
        self.type_list.setAccessibleName(self.tr("Integration type"))

    def initializePage(self) -> None:
        """The types of the packages there are."""
        texts = {
            PackageType.ACCOUNTS: self.tr("Accounts"),
            PackageType.SALES_CHANNEL: self.tr("Sales channel"),
        }
        abouts = {
            PackageType.ACCOUNTS: self.tr("The books that your invoices go to."),
            PackageType.SALES_CHANNEL: self.tr("A place that your order files come from."),
        }
        self.fill([(texts[each], abouts[each], each) for each in self.journey.links.types()])

    def validatePage(self) -> bool:
        """Hand the type on."""
        self.journey.type = PackageType(str(self.choice()))
        return True


class PackagePage(ChoicePage):
    """Which package of the type."""

    def __init__(self, journey: Journey, parent: QWidget | None = None) -> None:
        """Name the list."""
        self.package_list = named(QListWidget(), "package_list")
        super().__init__(journey, self.package_list, parent)
        self.setObjectName("package_page")
        self.setTitle(self.tr("Package"))
        self.setSubTitle(self.tr("Which accounts package are your books in?"))
        self.package_list.setAccessibleName(self.tr("Package"))

    def initializePage(self) -> None:
        """The packages of the type."""
        chosen_type = self.journey.type or PackageType.ACCOUNTS
        if chosen_type is PackageType.ACCOUNTS:
            self.setSubTitle(self.tr("Which accounts package are your books in?"))
        else:
            self.setSubTitle(self.tr("Where do your order files come from?"))
        packages = self.journey.links.packages(chosen_type)
        self.fill([(each.name, self._about(each), each.key) for each in packages])

    def validatePage(self) -> bool:
        """Hand the package on."""
        packages = self.journey.links.packages(self.journey.type or PackageType.ACCOUNTS)
        self.journey.package = next(each for each in packages if each.key == self.choice())
        return True

    def _about(self, package: Package) -> str:
        if package.type is PackageType.SALES_CHANNEL:
            return self.tr(
                "A folder on this computer, such as Downloads. New order files in it are read by "
                "themselves while kfdesk is open. Nothing in it is moved, renamed or deleted, and "
                "nothing is exported by itself."
            )
        if is_accounts(package) and package.is_practice:
            return self.tr(
                "A pretend company inside this program, to learn and to try things out. "
                "It needs no account and no internet, and nothing in it reaches KashFlow."
            )
        return self.tr("Your own company. You need its user name and its API password.")


class ProfilePage(WorkPage):
    """The profile's name; Next adds the integration."""

    def __init__(self, journey: Journey, parent: QWidget | None = None) -> None:
        """Lay out the field."""
        super().__init__(journey, parent)
        self.setObjectName("profile_page")
        self.setTitle(self.tr("Profile name"))
        self.setSubTitle(self.tr("A name of your own, to tell this integration from others."))
        self.profile_name_edit = named(QLineEdit(), "profile_name_edit", self.tr("Profile name"))
        self.profile_name_edit.setMaxLength(LONGEST_NAME)
        self.profile_name_edit.textChanged.connect(self._on_edited)
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows.addRow(self.tr("&Profile name:"), self.profile_name_edit)
        self.lay_out(form)

    def initializePage(self) -> None:
        """Show the profile's name, or propose one that is free."""
        integration = self.journey.integration
        self._name_next()
        if integration is not None:
            self.profile_name_edit.setText(integration.profile_name)
        elif not self.profile_name_edit.isModified():
            package = self.journey.chosen_package()
            self.profile_name_edit.setText(self.journey.links.proposed_name(package))

    def take_focus(self) -> None:
        """Typing replaces the proposed name."""
        self.profile_name_edit.setFocus()
        self.profile_name_edit.selectAll()

    def isComplete(self) -> bool:
        """Once there is a name."""
        return super().isComplete() and bool(self.profile_name_edit.text().strip())

    def commit(self) -> None:
        """*Add Integration*, or bring one that was added up to date."""
        links, integration = self.journey.links, self.journey.integration
        key, name = self.journey.chosen_package().key, self.profile_name_edit.text()
        self.work(
            self.tr("Saving…"),
            lambda _progress, _is_cancelled: links.name_profile(integration, key, name),
            self._take_integration,
        )

    def _take_integration(self, integration: object) -> None:
        assert isinstance(integration, Integration)  # noqa: S101 - results of tasks come untyped
        self.journey.integration = integration
        self._name_next()
        self.go_on()

    def _name_next(self) -> None:
        is_added = self.journey.integration is not None
        text = self.tr("&Next") if is_added else self.tr("&Add Integration")
        self.setButtonText(QWizard.WizardButton.NextButton, text)

    @Slot()
    def _on_edited(self) -> None:
        self.forget()
        self.completeChanged.emit()
