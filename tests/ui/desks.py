"""A desk for tests of pages: the real services on a real book, with an importer that a test scripts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from kfdesk.domain.errors import FileNotRecognised
from kfdesk.services.answer_orders import AnswerOrders
from kfdesk.services.browse_orders import BrowseOrders
from kfdesk.services.desk import Desk
from kfdesk.services.edit_settings import EditSettings
from kfdesk.services.filed_vat import FiledVat
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import Book, IsCancelled, UnknownTable
from kfdesk.services.settle_change import SettleChange
from kfdesk.services.tell_refund import TellRefund
from kfdesk.services.undone_orders import UndoneOrders


class StillClock:
    """A clock that stands at a morning in November."""

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 11, 23)

    def monotonic(self) -> float:
        return 0.0

    def wait(self, seconds: float, is_cancelled: IsCancelled) -> None:
        raise AssertionError("nothing waits here")


@dataclass
class ScriptedGateway:
    """A gateway that is only opened and closed."""

    is_closed: bool = False

    def close(self) -> None:
        self.is_closed = True


@dataclass
class ScriptedLists:
    """Logins and look-ups whose reading a test decides."""

    read: Callable[[int], None] = lambda company_id: None
    gateways: list[ScriptedGateway] = field(default_factory=list)

    def of_company(self, company_id: int) -> str:
        return "integration"

    def gateway(self, integration: str) -> ScriptedGateway:
        self.gateways.append(ScriptedGateway())
        return self.gateways[-1]

    def refresh(self, gateway: ScriptedGateway, company_id: int) -> None:
        self.read(company_id)


def _no_table(path: Path) -> UnknownTable:
    raise FileNotRecognised(path=path, found="")


def _no_looks(is_cancelled: IsCancelled) -> tuple[()]:
    return ()


def a_desk(book: Book, **parts: Any) -> Desk:
    """A desk with what the pages of channels and orders need."""
    clock = StillClock()
    planner = OrderPlanner(book, clock)
    orders, settings = BrowseOrders(book, planner), EditSettings(book, clock)
    refunds = TellRefund(book, clock)
    usual: dict[str, Any] = {
        "book": book,
        "clock": clock,
        "settings": settings,
        "planner": planner,
        "orders": orders,
        "answers": AnswerOrders(book, orders, settings, clock, "ann"),
        "undone": UndoneOrders(book, orders),
        "filed_vat": FiledVat(book, planner, clock),
        "undoer": SimpleNamespace(),
        "refunds": refunds,
        "changes": SettleChange(book, planner, refunds, clock),
        "practice": None,
        "cut_off": (),
        "mapping": SimpleNamespace(table=_no_table),
        "watch": SimpleNamespace(look=_no_looks),
        "importer": SimpleNamespace(marketplaces=("Shopify", "Etsy", "Amazon")),
        "logins": ScriptedLists(),
        "look_ups": ScriptedLists(),
    }
    return cast("Desk", SimpleNamespace(**{**usual, **parts}))
