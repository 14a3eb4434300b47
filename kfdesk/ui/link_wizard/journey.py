"""What the pages of one wizard hand to each other."""

from dataclasses import dataclass

from kfdesk.domain.company import Integration
from kfdesk.services.link_account import LinkAccount, LinkedSummary
from kfdesk.services.link_look import Login, Look
from kfdesk.services.ports import Package, PackageType


@dataclass
class Journey:
    """How far the person has come. The password is here only while the wizard is open."""

    links: LinkAccount
    type: PackageType | None = None
    package: Package | None = None
    integration: Integration | None = None
    is_edit: bool = False
    login: Login | None = None
    look: Look | None = None
    summary: LinkedSummary | None = None

    def chosen_package(self) -> Package:
        """The package; the pages that ask for it come after the one that chooses it."""
        if self.package is None:
            raise LookupError("no package is chosen yet")
        return self.package

    def added_integration(self) -> Integration:
        """The integration; the pages that ask for it come after *Add Integration*."""
        if self.integration is None:
            raise LookupError("no integration is added yet")
        return self.integration
