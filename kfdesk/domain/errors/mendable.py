"""What the person can mend: names, settings, choices."""

from kfdesk.domain.errors.base import KfdeskError


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


class ChannelOfAnother(MendableError):
    """The channel that was named is another marketplace's."""

    needs = ("path", "marketplace", "channel")


class OrderNotUndone(MendableError):
    """An order to be exported again that was not undone, and whose invoice is not gone."""

    needs = ("order_number",)


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


class UndoOfUndo(MendableError):
    """The run is itself an undo of another."""

    needs = ("run", "undoes")


class UndoOutdated(MendableError):
    """KashFlow is not as it was when the person saw what an undo would do."""

    needs = ("run", "changed")


class FilingUnknown(MendableError):
    """Nobody said yet up to when the company's VAT is filed, and what is deleted depends on it."""

    needs = ("company",)


class TwinNotFound(MendableError):
    """There is no second invoice of the order that may be deleted; `why` says what was found."""

    needs = ("order_number", "why")


class OrderNotFound(MendableError):
    """The book holds no such order."""

    needs = ("order_number",)
