"""Requests, written by zeep after our own description of the service."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import zeep
import zeep.exceptions
from lxml import etree

from kfdesk.kashflow.failures import RequestNotBuilt
from kfdesk.kashflow.login import Login
from kfdesk.kashflow.texts import for_xml
from kfdesk.kashflow.transport import RequestBody

Values = Mapping[str, object]
_LINE = "{KashFlow}InvoiceLine"


class Envelopes:
    """Builds requests with the login in them. Several threads may use one."""

    def __init__(self, description: Path, login: Login) -> None:
        self._client = _load(description)
        self._service = self._client.service  # made here, before any thread asks for it
        self._line = self._client.get_type(_LINE)
        self._login = login

    def line(self, **values: object) -> object:
        """An invoice line that says of itself that it is one; a plain dict would go out as its repr."""
        line: object = self._line(**values)
        return line

    def build(self, operation: str, values: Values) -> RequestBody:
        """The body of a call; raises RequestNotBuilt when the values do not fit the description."""
        problem = ""
        try:
            envelope = self._client.create_message(
                self._service,
                operation,
                UserName=for_xml(self._login.username),
                Password=for_xml(self._login.password),
                **values,
            )
            return RequestBody(etree.tostring(envelope, encoding="utf-8", xml_declaration=True))
        except (zeep.exceptions.Error, AttributeError, TypeError, ValueError) as error:
            problem = self._login.hide(f"{operation}: {type(error).__name__}: {error}")
        # Outside the except clause: what failed holds the login.
        raise RequestNotBuilt(problem)


def _load(description: Path) -> Any:
    settings = zeep.Settings(
        strict=False, forbid_dtd=True, forbid_entities=True, forbid_external=True, xml_huge_tree=False
    )
    return zeep.Client(str(description), settings=settings)  # type: ignore[no-untyped-call] # zeep has none
