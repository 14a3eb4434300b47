"""What the services need from outside, as Protocols; `kfdesk.app` hands in the real things."""

from kfdesk.services.ports.accounts import (
    AccountsGateway,
    AccountsPackage,
    FieldKind,
    Package,
    PackageField,
    PackageType,
    is_accounts,
)
from kfdesk.services.ports.book import (
    AuditLog,
    Book,
    BookSession,
    ChannelStore,
    CompanyStore,
    DecisionStore,
    ExportLog,
    IntegrationStore,
    OrderStore,
)
from kfdesk.services.ports.calls import IsCancelled, Progress
from kfdesk.services.ports.files import FileProblem, OrderFile, OrderFiles, ReportFile, Told
from kfdesk.services.ports.mapping import MappingStore, Remembered, TableFiles, UnknownTable
from kfdesk.services.ports.practice import Misbehaviour, Practice, PracticeSwitch
from kfdesk.services.ports.records import (
    AttentionGroup,
    ImportCounts,
    MonthSum,
    OrderColumn,
    OrderFilter,
    OrderRow,
    OrderVerdict,
    StoredOrder,
)
from kfdesk.services.ports.reports import ReportFiles
from kfdesk.services.ports.surroundings import Clock, CredentialStore, ExportLock

__all__ = [
    "AccountsGateway",
    "AccountsPackage",
    "AttentionGroup",
    "AuditLog",
    "Book",
    "BookSession",
    "ChannelStore",
    "Clock",
    "CompanyStore",
    "CredentialStore",
    "DecisionStore",
    "ExportLock",
    "ExportLog",
    "FieldKind",
    "FileProblem",
    "ImportCounts",
    "IntegrationStore",
    "IsCancelled",
    "MappingStore",
    "Misbehaviour",
    "MonthSum",
    "OrderColumn",
    "OrderFile",
    "OrderFiles",
    "OrderFilter",
    "OrderRow",
    "OrderStore",
    "OrderVerdict",
    "Package",
    "PackageField",
    "PackageType",
    "Practice",
    "PracticeSwitch",
    "Progress",
    "Remembered",
    "ReportFile",
    "ReportFiles",
    "StoredOrder",
    "TableFiles",
    "Told",
    "UnknownTable",
    "is_accounts",
]
