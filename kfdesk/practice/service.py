"""The service without its wire: a request in, an answer out, the ledger changed or not."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from kfdesk.practice.calls import Call, RefusalError
from kfdesk.practice.envelope import Answer, Outcome, Request, fault, reply
from kfdesk.practice.ledger import Ledger
from kfdesk.practice.operations import OPERATIONS, Operation
from kfdesk.practice.records import PracticeSettings
from kfdesk.practice.settings import is_login_right, read_settings
from kfdesk.practice.values import BadValueError

WRONG_LOGIN = "Incorrect username or password"
API_OFF = "API access is not enabled for this account"
CUT_LIST = "Only the last 100 records have been returned"
_LIST_LIMIT = 100
# The one call that a computer makes to be let in, so it may come from an address that is not.
_LETS_IN = "AutoAuthIP"

logger = logging.getLogger(__name__)


class Service:
    """Answers calls from a ledger.

    Args:
        ledger: Where everything is kept.
        base_url: The beginning of the addresses that stand in answers.
    """

    def __init__(self, ledger: Ledger, base_url: str) -> None:
        self.ledger = ledger
        self._base_url = base_url

    def settings(self) -> PracticeSettings:
        """The switches as they stand now."""
        with self.ledger.reading() as db:
            return read_settings(db)

    def answer(self, request: Request, caller: str, logged_as: str = "") -> Answer:
        """Do what is asked, write the call down, and say what came of it.

        Args:
            request: The call.
            caller: The address it comes from.
            logged_as: How the log calls the answer; empty for what it is.
        """
        operation = OPERATIONS.get(request.operation)
        try:
            if operation is None:
                answer = fault("Client", f"The operation {request.operation} is not known to this service.")
            else:
                answer = self._perform(operation, request, caller)
        except BadValueError as error:
            answer = fault("Client", str(error))
        except Exception:
            # A practice company that breaks must look like a server that breaks, and say so in our log.
            logger.exception("The practice company failed in %s", request.operation)
            answer = fault("Server", "Server was unable to process request.")
        self.log(request.operation, logged_as or answer.kind)
        return answer

    def refuse(self, request: Request, sentence: str) -> Answer:
        """A plain no, with nothing done."""
        return reply(request.operation, _result_kind(request), Outcome("NO", sentence))

    def claim_nothing_done(self, request: Request) -> Answer:
        """An OK with 0 for a result, with nothing done."""
        return reply(request.operation, _result_kind(request), Outcome())

    def log(self, operation: str, kind: str) -> None:
        """Write a call down, never with what it carried."""
        with self.ledger.writing() as db:
            db.execute(
                "INSERT INTO call (operation, at, answer) VALUES (?, ?, ?)",
                (operation, datetime.now(UTC).isoformat(), kind),
            )

    def _perform(self, operation: Operation, request: Request, caller: str) -> Answer:
        transaction = self.ledger.writing if operation.writes else self.ledger.reading
        try:
            with transaction() as db:
                outcome = self._outcome(operation, request, caller, db)
        except RefusalError as refusal:
            # Raised through the transaction, which takes back whatever was done.
            return self.refuse(request, str(refusal))
        return reply(request.operation, operation.result, outcome)

    def _outcome(
        self, operation: Operation, request: Request, caller: str, db: sqlite3.Connection
    ) -> Outcome:
        settings = read_settings(db)
        caller = settings.caller_address or caller
        if not is_login_right(db, request.user_name, request.password):
            raise RefusalError(WRONG_LOGIN)
        if not settings.api_enabled:
            raise RefusalError(API_OFF)
        is_barred = settings.restrict_access and caller not in settings.allowed_addresses
        if is_barred and request.operation != _LETS_IN:
            raise RefusalError(f"The IP address of {caller} is not in the access list")
        result = operation.work(Call(db, request.body, settings, caller, self._base_url))
        return _cut(Outcome(result=result), settings)


def _cut(outcome: Outcome, settings: PracticeSettings) -> Outcome:
    result = outcome.result
    if not settings.cut_lists_to_100 or not isinstance(result, list) or len(result) <= _LIST_LIMIT:
        return outcome
    kept: Sequence[object] = result[-_LIST_LIMIT:]
    return replace(outcome, result=kept, detail="" if settings.cut_lists_silently else CUT_LIST)


def _result_kind(request: Request) -> str:
    operation = OPERATIONS.get(request.operation)
    return operation.result if operation else ""
