"""The accounts package did not say yes; `answer` says how sure we are."""

from typing import ClassVar

from kfdesk.domain.errors.base import Answer, KfdeskError


class OutsideError(KfdeskError):
    """The outside world failed."""


class CallFailed(OutsideError):
    """A call to the accounts package did not say yes."""

    needs: ClassVar[tuple[str, ...]] = ("operation", "detail")
    answer: ClassVar[Answer] = Answer.DOUBT


class NotSent(CallFailed):
    """No connection was made, so nothing was sent."""

    answer = Answer.NOT_SENT


class NoNetwork(NotSent):
    """This computer has no way to the service."""


class NameNotFound(NotSent):
    """The host name of the service address does not resolve."""


class ConnectionRefused(NotSent):
    """Nothing listens at the service address."""


class ConnectTimedOut(NotSent):
    """No connection within the time limit."""


class TlsFailed(NotSent):
    """The secure connection could not be set up; `detail` has the reason."""


class Refused(CallFailed):
    """A clear no; `detail` is KashFlow's own wording."""

    answer = Answer.NO


class LoginRefused(Refused):
    """Wrong user name or password."""


class ApiNotEnabled(Refused):
    """API access is switched off in KashFlow."""


class AddressNotAllowed(Refused):
    """Restrict Access does not list this computer's address."""

    needs = ("operation", "detail", "address")


class RemoteLoginOff(Refused):
    """Remote Login is switched off in KashFlow."""


class RequestRejected(Refused):
    """HTTP 4xx or a fault that blames our request."""


class InDoubt(CallFailed):
    """The call may or may not have been carried out."""


class ReplyTimedOut(InDoubt):
    """Sent, but no reply within the time limit."""


class ConnectionDropped(InDoubt):
    """The connection broke before the whole reply was here."""


class NotKashFlow(InDoubt):
    """A web page or another answer that is not KashFlow's."""


class ServiceDown(InDoubt):
    """HTTP 5xx or a fault that blames the service."""


class NumberMissing(InDoubt):
    """Status OK, but no number for what was created."""


class ListIncomplete(InDoubt):
    """A list of invoices lacks one that the book knows to be there, or says that it is cut."""


class ExportStopped(OutsideError):
    """The export stopped itself, because KashFlow does not keep what was sent as it was sent."""

    needs = ("number", "differences")
