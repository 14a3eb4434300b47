"""The book inside one transaction."""

from sqlalchemy import Connection

from kfdesk.store.audit import AuditTrail
from kfdesk.store.channels import SqlChannels
from kfdesk.store.companies import SqlCompanies
from kfdesk.store.decisions import SqlDecisions
from kfdesk.store.exports import SqlExports
from kfdesk.store.integrations import SqlIntegrations
from kfdesk.store.mappings import SqlMappings
from kfdesk.store.order_imports import Opener
from kfdesk.store.orders import SqlOrders
from kfdesk.store.watched import SqlWatchedFiles


class SqlSession:
    """`services.ports.BookSession`: the stores, all in the transaction of one connection."""

    def __init__(self, connection: Connection, opener: Opener) -> None:
        """Everything goes through this connection, as this session."""
        self.audit = trail = AuditTrail(connection, opener.now)
        self.integrations = SqlIntegrations(connection, trail)
        self.companies = SqlCompanies(connection, trail)
        self.channels = SqlChannels(connection, trail)
        self.orders = SqlOrders(connection, opener)
        self.exports = SqlExports(connection, trail)
        self.mappings = SqlMappings(connection)
        self.watched = SqlWatchedFiles(connection)
        self.decisions = SqlDecisions(connection, trail, self.exports)
