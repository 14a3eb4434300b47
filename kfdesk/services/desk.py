"""All services in one bundle, as the window's pages and the commands are given them."""

from dataclasses import dataclass
from pathlib import Path

from kfdesk.services.answer_orders import AnswerOrders
from kfdesk.services.browse_orders import BrowseOrders
from kfdesk.services.edit_settings import EditSettings
from kfdesk.services.export import Exporter
from kfdesk.services.filed_vat import FiledVat
from kfdesk.services.history import History
from kfdesk.services.import_orders import OrderImporter
from kfdesk.services.link_account import LinkAccount
from kfdesk.services.logins import Logins
from kfdesk.services.look_ups import LookUpReader
from kfdesk.services.map_columns import MapColumns
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import Book, Clock, Package, Practice
from kfdesk.services.reconcile import Reconciler
from kfdesk.services.settle_change import SettleChange
from kfdesk.services.tell_refund import TellRefund
from kfdesk.services.twins import TwinMender
from kfdesk.services.undo import Undoer
from kfdesk.services.undone_orders import UndoneOrders
from kfdesk.services.watch_folders import WatchFolders


@dataclass(frozen=True)
class Desk:
    """What a person can do, put together by `kfdesk.app`.

    `cut_off` are files whose import ended with the program last time, and is not taken up by itself.
    """

    book: Book
    clock: Clock
    packages: tuple[Package, ...]
    logins: Logins
    look_ups: LookUpReader
    links: LinkAccount
    settings: EditSettings
    importer: OrderImporter
    mapping: MapColumns
    watch: WatchFolders
    planner: OrderPlanner
    orders: BrowseOrders
    answers: AnswerOrders
    refunds: TellRefund
    changes: SettleChange
    exporter: Exporter
    undoer: Undoer
    twins: TwinMender
    undone: UndoneOrders
    filed_vat: FiledVat
    history: History
    reconcile: Reconciler
    practice: Practice | None = None
    cut_off: tuple[Path, ...] = ()
