"""Every failure kfdesk tells a person of, as one family.

    KfdeskError
    ├── MendableError            the person can mend it
    │   ├── (settings, names, choices)
    │   └── FileRefused          a file that cannot be taken
    ├── OutsideError             the world failed: network, keyring, disk
    │   ├── CallFailed           a call to the accounts package; `answer` says how sure we are
    │   │   ├── (not sent)  NoNetwork, NameNotFound, TlsFailed, ConnectTimedOut, ConnectionRefused
    │   │   ├── (no)        Refused, LoginRefused, ApiNotEnabled, AddressNotAllowed, …
    │   │   └── (doubt)     ReplyTimedOut, ConnectionDropped, NotKashFlow, …
    │   ├── KeyringError
    │   └── BookError
    └── Cancelled                the person asked to stop

An error carries facts, never sentences: `kfdesk.words` has the words for each class.
"""

from enum import StrEnum
from typing import ClassVar


class Answer(StrEnum):
    """What is known of a call that failed (DESIGN 5.1, *Answers*)."""

    NOT_SENT = "not_sent"
    NO = "no"
    DOUBT = "doubt"


class KfdeskError(Exception):
    """Root of the family. `needs` names the facts that its words use."""

    needs: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **facts: object) -> None:
        """Keep the facts; raises TypeError when they are not those that `needs` names."""
        if set(facts) != set(self.needs):
            raise TypeError(f"{type(self).__name__} needs {self.needs}, got {tuple(facts)}")
        super().__init__(*facts.values())
        self.facts: dict[str, object] = facts

    def __str__(self) -> str:
        """Class and facts, for the log."""
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self.facts.items())})"


class Cancelled(KfdeskError):
    """The person asked to stop; what was done until then stands."""


class MendableError(KfdeskError):
    """The person can mend it."""


class FieldEmpty(MendableError):
    """A field that must be filled in is empty."""

    needs = ("field",)


class ProfileNameTaken(MendableError):
    """Another integration has this profile name."""

    needs = ("name",)


class AddressNotValid(MendableError):
    """The service address is not a web address."""

    needs = ("address",)


class AddressNotSafe(MendableError):
    """Plain http is for this computer only."""

    needs = ("address",)


class AnotherCompany(MendableError):
    """The new login leads to another company than the one linked."""

    needs = ("expected", "found")


class NothingLinked(MendableError):
    """No company is linked yet."""


class ProfileNeeded(MendableError):
    """Several integrations are active, one must be named."""

    needs = ("choices",)


class UnknownProfile(MendableError):
    """No integration has this profile name."""

    needs = ("name", "choices")


class UnknownPackage(MendableError):
    """No package has this name."""

    needs = ("name", "choices")


class UnknownChannel(MendableError):
    """The company has no channel of this name."""

    needs = ("name", "choices")


class ChannelNameTaken(MendableError):
    """Another channel of the company has this name, or its stamp."""

    needs = ("name",)


class ChannelNameNotAllowed(MendableError):
    """A channel name that is empty, too long or holds control characters."""

    needs = ("name", "longest")


class ChannelNeeded(MendableError):
    """A file that fits no channel, or several."""

    needs = ("path", "choices")


class ChannelNotReady(MendableError):
    """Settings are missing, so the channel cannot be exported."""

    needs = ("channel", "missing")


class UnknownChoice(MendableError):
    """KashFlow has no such source, method, account or sales type."""

    needs = ("setting", "given", "choices")


class SeveralChoices(MendableError):
    """KashFlow has several of this name; an id must be given."""

    needs = ("setting", "given", "choices")


class ValueNotAllowed(MendableError):
    """A setting was given a value that it cannot have."""

    needs = ("setting", "given", "allowed")


class PasswordNeeded(MendableError):
    """No password is kept for the integration and none was given."""

    needs = ("profile",)


class SettleTooShort(MendableError):
    """The settle time may be below two minutes on this computer's own service only."""

    needs = ("seconds", "least")


class PreviewOutdated(MendableError):
    """Something changed between the preview and the export."""

    needs = ("changed",)


class NothingToExport(MendableError):
    """No order is ready."""


class ExportIsOff(MendableError):
    """The channel's Export Orders is off."""

    needs = ("channel",)


class UnknownRun(MendableError):
    """The company has no export run of this number."""

    needs = ("run",)


class OrderNotFound(MendableError):
    """The book holds no such order."""

    needs = ("order_number",)


class FileRefused(MendableError):
    """A file that cannot be taken; nothing of it was."""

    needs: ClassVar[tuple[str, ...]] = ("path",)


class FileNotRecognised(FileRefused):
    """No reader knows these header cells."""

    needs = ("path", "found")


class WrongReport(FileRefused):
    """A report that holds no orders; `instead` says which to fetch and where."""

    needs = ("path", "report", "instead")


class FileEmpty(FileRefused):
    """Nothing is in the file."""


class HeaderOnly(FileRefused):
    """A header row and no orders under it."""


class FileUnreadable(FileRefused):
    """The file cannot be opened or decoded; `why` is one of FileUnreadable.REASONS."""

    needs = ("path", "why")
    REASONS = ("missing", "folder", "permission", "encoding", "damaged", "too_large", "kind")


class ColumnMissing(FileRefused):
    """A recognised format without a column that it cannot do without."""

    needs = ("path", "format", "columns")


class IdsDamaged(FileRefused):
    """Order numbers in scientific notation: a spreadsheet has rewritten them."""

    needs = ("path", "row", "found")


class AnotherAccount(FileRefused):
    """Same order numbers, other orders: the file seems to be another account's."""

    needs = ("path", "order_number", "channel")


class PracticeFileRefused(FileRefused):
    """A practice order file offered to a real company."""


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


class KeyringError(OutsideError):
    """The operating system's keyring cannot be used."""


class KeyringMissing(KeyringError):
    """There is no keyring."""


class KeyringLocked(KeyringError):
    """The keyring is locked or does not answer."""


class KeyringRefused(KeyringError):
    """The keyring refused, or did not give back what was written."""


class BookError(OutsideError):
    """The book cannot be used."""

    needs: ClassVar[tuple[str, ...]] = ("path",)


class BookTooNew(BookError):
    """A newer kfdesk wrote this book."""


class BookDamaged(BookError):
    """The book does not pass its check, or is no book at all."""

    needs = ("path", "newest_copy")


class BookBusy(BookError):
    """Another program holds the book for longer than we wait."""


class BookUnreachable(BookError):
    """The book cannot be opened or written; `why` is the system's reason."""

    needs = ("path", "why")


class DiskFull(BookError):
    """There is no room to write."""


class FolderNotSuitable(BookError):
    """A network share or synchronised folder: no exports from there."""

    needs = ("path", "why")


class CopyFailed(BookError):
    """The safety copy could not be made, so what it was for was not begun."""

    needs = ("path", "why")


class ExportLocked(OutsideError):
    """Another export of this company is running on this computer."""

    needs = ("by",)
