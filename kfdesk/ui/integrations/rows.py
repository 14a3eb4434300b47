"""The rows of the Integration Manager: what each column shows of an integration."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from kfdesk import words
from kfdesk.domain.company import Company, Integration
from kfdesk.services.desk import Desk
from kfdesk.services.import_orders import FileNotTaken
from kfdesk.services.ports import PackageType
from kfdesk.ui import figures
from kfdesk.ui.figures import counted
from kfdesk.ui.record_table import Column, RecordTableModel

WAITING_SHOWN = 5


@dataclass(frozen=True)
class IntegrationRow:
    """An integration with what the table shows beside it; `waiting` are files of a watched folder."""

    integration: Integration
    package_name: str
    type: PackageType
    company: Company | None
    waiting: tuple[FileNotTaken, ...] = ()

    @property
    def company_name(self) -> str:
        """The name of the company that is linked by it, or that its files go to."""
        return self.company.name if self.company else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("IntegrationRows", text)


def state_text(row: IntegrationRow) -> str:
    """The state in words; a linked one with the name of its company, and how many of its files wait."""
    state = words.state(row.integration.state)
    text = f"{state}: {row.company_name}" if row.company_name else state
    if not row.waiting:
        return text
    waiting = counted(len(row.waiting), _tr("{n} file waits"), _tr("{n} files wait"))
    return _tr("{state}; {waiting}").format(state=text, waiting=waiting)


def waiting_text(row: IntegrationRow) -> str:
    """What each file waits for, and what to do; empty where none does."""
    texts = [words.sentence(each.error) for each in row.waiting[:WAITING_SHOWN]]
    more = len(row.waiting) - WAITING_SHOWN
    if more > 0:
        texts.append(counted(more, _tr("{n} more file waits."), _tr("{n} more files wait.")))
    return "\n".join(texts)


def checked_text(row: IntegrationRow) -> str:
    """When it was last looked at."""
    checked = row.integration.last_checked
    if checked and row.type is PackageType.SALES_CHANNEL:
        return _tr("last looked {moment}").format(moment=figures.moment(checked))
    return figures.moment(checked) if checked else _tr("never")


def make_model(parent: QObject | None = None) -> RecordTableModel[IntegrationRow]:
    """The model of integrations_table."""
    columns = (
        Column[IntegrationRow](_tr("Profile name"), lambda row: row.integration.profile_name),
        Column[IntegrationRow](_tr("Type"), lambda row: _type_text(row.type)),
        Column[IntegrationRow](_tr("Package"), lambda row: row.package_name),
        Column[IntegrationRow](_tr("State"), state_text),
        Column[IntegrationRow](_tr("Last checked"), checked_text, _checked_key),
    )
    return RecordTableModel(columns, lambda row: row.integration.profile_name, parent)


def read_rows(desk: Desk) -> list[IntegrationRow]:
    """All integrations with the names of their packages and companies."""
    packages = {package.key: package for package in desk.packages}
    integrations = desk.logins.integrations()
    with desk.book.reading() as session:
        ids = {each.company_id for each in integrations if each.company_id is not None}
        companies = {company_id: session.companies.get(company_id) for company_id in ids}
    rows = []
    for each in integrations:
        package = packages.get(each.package)
        name, package_type = (package.name, package.type) if package else (each.package, PackageType.ACCOUNTS)
        waiting = desk.watch.waiting(each) if package_type is PackageType.SALES_CHANNEL else ()
        rows.append(IntegrationRow(each, name, package_type, companies.get(each.company_id or 0), waiting))
    return rows


def _type_text(package_type: PackageType) -> str:
    texts = {PackageType.ACCOUNTS: _tr("Accounts"), PackageType.SALES_CHANNEL: _tr("Sales channel")}
    return texts[package_type]


def _checked_key(row: IntegrationRow) -> float:
    checked = row.integration.last_checked
    return checked.timestamp() if checked else 0.0
