"""KashFlow as somebody sees it who does not wait 20 seconds, so that a time-out is a short story."""

from dataclasses import dataclass

from kfdesk.kashflow.client import KashFlowGateway
from kfdesk.kashflow.login import Login
from kfdesk.kashflow.package import SoapPackage
from kfdesk.kashflow.transport import Limits
from kfdesk.services.ports import AccountsGateway


@dataclass(frozen=True)
class ImpatientPackage(SoapPackage):
    """The package of KashFlow with another limit for a look."""

    look_s: float = 1.0

    def connect(self, address: str, username: str, password: str) -> AccountsGateway:
        """A gateway that gives up sooner."""
        return KashFlowGateway(address, Login(username, password), Limits(look_s=self.look_s))
