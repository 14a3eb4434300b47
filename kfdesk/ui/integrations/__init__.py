"""The Integration Manager: what is linked, and what can be done about it."""

from kfdesk.ui.integrations.page import IntegrationManagerPage

__all__ = ["IntegrationManagerPage"]
