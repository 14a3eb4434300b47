"""What the pages of one wizard hand to each other."""

from dataclasses import dataclass

from kfdesk.domain.company import Integration
from kfdesk.services.link_account import LinkAccount, LinkedSummary
from kfdesk.services.link_look import Login, Look
from kfdesk.services.ports import AccountsPackage, Package, PackageType, is_accounts
from kfdesk.services.watch_folders import WatchFolders


@dataclass
class Journey:
    """How far the person has come. The password is here only while the wizard is open."""

    links: LinkAccount
    watch: WatchFolders | None = None
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

    def accounts_package(self) -> AccountsPackage | None:
        """The package where it is books; None for a place that files come from."""
        package = self.chosen_package()
        return package if is_accounts(package) else None

    def added_integration(self) -> Integration:
        """The integration; the pages that ask for it come after *Add Integration*."""
        if self.integration is None:
            raise LookupError("no integration is added yet")
        return self.integration
