"""*KashFlow Integration details*: user name, password, and the first look."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from kfdesk.domain.company import Integration
from kfdesk.domain.errors import CallFailed, KfdeskError
from kfdesk.services.link_account import Step, step_after_details
from kfdesk.services.link_look import Login, Look
from kfdesk.services.ports import FieldKind, PackageField
from kfdesk.ui.link_wizard.journey import Journey
from kfdesk.ui.link_wizard.work_page import WorkPage, plain_button
from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.widgets import named

LOGIN_KINDS = (FieldKind.USERNAME, FieldKind.PASSWORD, FieldKind.ADDRESS)


class CredentialsPage(WorkPage):
    """The package's fields. Next keeps them and looks once; it goes on whatever the answer."""

    def __init__(self, journey: Journey, parent: QWidget | None = None) -> None:
        """Make a field of each kind; which are shown is the package's to say."""
        super().__init__(journey, parent)
        self.setObjectName("credentials_page")
        self.username_edit = named(QLineEdit(), "username_edit", self.tr("User name"))
        self.password_edit = named(QLineEdit(), "password_edit", self.tr("Password"))
        self.password_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.service_address_edit = named(QLineEdit(), "service_address_edit", self.tr("Service address"))
        self.show_password_check = named(QCheckBox(self.tr("&Show the password")), "show_password_check")
        self.advanced_button = self._make_advanced_button()
        self.try_again_button = named(plain_button(self.tr("&Try again")), "try_again_button")
        self.go_on_button = named(plain_button(self.tr("&Go on without checking")), "go_on_button")
        self._hints = {kind: QLabel() for kind in LOGIN_KINDS}
        self._has_kept_password = False
        self._lay_out()
        self._connect()

    def _make_advanced_button(self) -> QToolButton:
        button = named(QToolButton(), "advanced_button")
        button.setText(self.tr("Ad&vanced"))
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _lay_out(self) -> None:
        form, self._advanced, self._answers = QWidget(), QWidget(), QWidget()
        self._form, advanced_rows = _rows(form), _rows(self._advanced)
        self._add_row(self._form, self.tr("&User name:"), FieldKind.USERNAME)
        self._add_row(self._form, self.tr("&Password:"), FieldKind.PASSWORD)
        self._form.addRow("", self.show_password_check)
        self._add_row(advanced_rows, self.tr("Service &address:"), FieldKind.ADDRESS)
        self._about_label = wrapped_label()
        row = QHBoxLayout(self._answers)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.try_again_button)
        row.addWidget(self.go_on_button)
        row.addStretch()
        self.lay_out(form, self._about_label, self.advanced_button, self._advanced)

    def answers(self) -> tuple[QWidget, ...]:
        """*Try again* and *Go on without checking*."""
        return (self._answers,)

    def _add_row(self, rows: QFormLayout, text: str, kind: FieldKind) -> None:
        """The field with what is to be said of it beside it."""
        label = QLabel(text)
        label.setBuddy(self._edit(kind))
        row = QHBoxLayout()
        row.addWidget(self._edit(kind), 1)
        row.addWidget(self._hints[kind])
        rows.addRow(label, row)

    def _edit(self, kind: FieldKind) -> QLineEdit:
        edits = {
            FieldKind.USERNAME: self.username_edit,
            FieldKind.PASSWORD: self.password_edit,
            FieldKind.ADDRESS: self.service_address_edit,
        }
        return edits[kind]

    def _connect(self) -> None:
        for kind in LOGIN_KINDS:
            self._edit(kind).textChanged.connect(self._on_edited)
        self.show_password_check.toggled.connect(self._on_show_password)
        self.advanced_button.clicked.connect(self._on_advanced)
        self.try_again_button.clicked.connect(self._on_try_again)
        self.go_on_button.clicked.connect(self._on_go_on)

    # ------------------------------------------------------------ filling

    def initializePage(self) -> None:
        """Show the package's fields with what is known of them."""
        package, integration = self.journey.chosen_package(), self.journey.added_integration()
        self.setTitle(self.tr("{package} Integration details").format(package=package.name))
        self.setSubTitle(self._subtitle())
        fields = {each.kind: each for each in package.fields}
        for kind in (FieldKind.USERNAME, FieldKind.PASSWORD):
            self._form.setRowVisible(self._row_of(kind), kind in fields)
            self._show_hint(kind, fields.get(kind))
        self._show_hint(FieldKind.ADDRESS, fields.get(FieldKind.ADDRESS))
        self._show_address(fields.get(FieldKind.ADDRESS), integration)
        self._fill(integration)
        self._answers.hide()

    def _row_of(self, kind: FieldKind) -> int:
        return (FieldKind.USERNAME, FieldKind.PASSWORD).index(kind)

    def _subtitle(self) -> str:
        if self.journey.is_edit:
            return self.tr("The login is looked at before anything is changed; settings and orders stay.")
        return self.tr("What kfdesk logs in with. Next takes a look, and changes nothing there.")

    def _show_hint(self, kind: FieldKind, field: PackageField | None) -> None:
        hint = self._hints[kind]
        hint.setText(field.hint if field else "")
        hint.setVisible(bool(hint.text()))
        self._edit(kind).setAccessibleDescription(hint.text())

    def _show_address(self, field: PackageField | None, integration: Integration) -> None:
        is_hidden = field is None or (field.is_advanced and not integration.service_address)
        self.advanced_button.setVisible(field is not None)
        self._open_advanced(is_open=not is_hidden)
        self.service_address_edit.setPlaceholderText(field.default if field else "")

    def _fill(self, integration: Integration) -> None:
        if self.journey.login is None:  # else what was entered a moment ago is still there
            self.username_edit.setText(integration.username)
            self.service_address_edit.setText(integration.service_address)
        self._has_kept_password = self.journey.links.was_accepted(integration)
        kept = self.tr("As it is kept") if self._has_kept_password else ""
        self.password_edit.setPlaceholderText(kept)
        self._about_label.setText(self._about_password())
        self._about_label.setVisible(bool(self._about_label.text()))

    def _is_practice(self) -> bool:
        package = self.journey.accounts_package()
        return package is not None and package.is_practice

    def _about_password(self) -> str:
        if self._is_practice():
            return ""
        return self.tr(
            "If KashFlow has a separate API password for you (Apps > API Settings), enter that one, "
            "not the one you log in with."
        )

    def take_focus(self) -> None:
        """The first field that is still empty is what the keys are for."""
        edit = self.password_edit if self.username_edit.text() else self.username_edit
        edit.setFocus()

    # ------------------------------------------------------------ Next

    def isComplete(self) -> bool:
        """Once every field of the package is filled in."""
        return super().isComplete() and not self._missing()

    def _missing(self) -> set[FieldKind]:
        kinds = {each.kind for each in self.journey.package.fields} if self.journey.package else set()
        empty = {kind for kind in kinds if not self._edit(kind).text().strip()}
        empty.discard(FieldKind.ADDRESS)  # empty means the package's own
        if self._has_kept_password:
            empty.discard(FieldKind.PASSWORD)
        return empty

    def commit(self) -> None:
        """Keep what was entered, and look once."""
        self._answers.hide()
        links, integration = self.journey.links, self.journey.added_integration()
        login = Login(self.username_edit.text(), self.password_edit.text(), self.service_address_edit.text())
        self.journey.login, self.journey.look = login, None
        self.work(
            self.tr("Looking at {package}. This can take up to 20 seconds.").format(
                package=self.journey.chosen_package().name
            ),
            lambda _progress, is_cancelled: links.look(integration.id, login, is_cancelled),
            self._take_look,
        )

    def _take_look(self, look: object) -> None:
        assert isinstance(look, Look)  # noqa: S101 - results of tasks come untyped
        self.journey.login = look.login
        if look.failure is None or step_after_details(look) is Step.ACCESS:
            self.journey.look = look
            self.go_on()
        else:
            self.show_failure(look.failure)

    def show_failure(self, error: KfdeskError) -> None:
        """Nothing answers: say so, and offer to try again or to go on without."""
        super().show_failure(error)
        self._answers.setVisible(isinstance(error, CallFailed))
        self.bring_to_view(self._answers)

    @Slot()
    def forget(self) -> None:
        """What was asked with other entries no longer counts."""
        super().forget()
        self._answers.hide()

    # ------------------------------------------------------------ slots

    @Slot()
    def _on_edited(self) -> None:
        self.forget()
        self.completeChanged.emit()

    @Slot(bool)
    def _on_show_password(self, is_shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.password_edit.setEchoMode(modes.Normal if is_shown else modes.Password)

    @Slot()
    def _on_advanced(self) -> None:
        self._open_advanced(is_open=self._advanced.isHidden())

    def _open_advanced(self, *, is_open: bool) -> None:
        self.advanced_button.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._advanced.setVisible(is_open)

    @Slot()
    def _on_try_again(self) -> None:
        self.wizard().next()

    @Slot()
    def _on_go_on(self) -> None:
        self.go_on()


def _rows(parent: QWidget) -> QFormLayout:
    rows = QFormLayout(parent)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return rows
