"""For each error: what happened, what it means for the books, the one thing to do."""

from collections.abc import Mapping
from typing import NamedTuple

from kfdesk.domain import errors as e


class ErrorWords(NamedTuple):
    """The three things a person wants to know of a failure."""

    title: str
    meaning: str
    advice: str


_NOTHING_SENT = "Nothing was sent; the books are as they were."
_NOTHING_CHANGED = "Nothing was changed."
_NOTHING_TAKEN = "Nothing of it was taken into the book."
_LOOKS_FIRST = "It may or may not have arrived. kfdesk looks in KashFlow before it sends anything again."

UNKNOWN = ErrorWords(
    "Something went wrong in kfdesk itself ({kind}).",
    "What was recorded before stands; nothing is sent twice.",
    "Start kfdesk again, and send us the details if it comes back.",
)

ERRORS: Mapping[type[BaseException], ErrorWords] = {
    e.Cancelled: ErrorWords("Stopped, as you asked.", "What was done until then stands.", ""),
    # settings and names
    e.FieldEmpty: ErrorWords("The {field} is empty.", _NOTHING_CHANGED, "Fill it in."),
    e.ProfileNameTaken: ErrorWords(
        "There is already an integration called “{name}”.", _NOTHING_CHANGED, "Choose another profile name."
    ),
    e.AddressNotValid: ErrorWords(
        "“{address}” is not a web address.", _NOTHING_SENT, "Enter an address that begins with https://."
    ),
    e.AddressNotSafe: ErrorWords(
        "“{address}” is not a secure address.",
        "Your password would travel unprotected, so nothing was sent.",
        "Use an address that begins with https://.",
    ),
    e.AnotherCompany: ErrorWords(
        "This login leads to {found}, not to {expected}.",
        "Nothing was changed: the orders of {expected} stay with {expected}.",
        "For {found}, make a new integration.",
    ),
    e.NothingLinked: ErrorWords(
        "No KashFlow company is linked yet.", _NOTHING_SENT, "Link one under Settings, New Integration."
    ),
    e.ProfileNeeded: ErrorWords(
        "Several integrations are active.", _NOTHING_CHANGED, "Say which one with --profile: {choices}."
    ),
    e.UnknownProfile: ErrorWords(
        "There is no active integration called “{name}”.", _NOTHING_CHANGED, "Choose one of: {choices}."
    ),
    e.UnknownPackage: ErrorWords(
        "There is no package “{name}”.", _NOTHING_CHANGED, "Choose one of: {choices}."
    ),
    e.UnknownChannel: ErrorWords(
        "There is no channel “{name}”.", _NOTHING_CHANGED, "Choose one of: {choices}."
    ),
    e.ChannelNameTaken: ErrorWords(
        "The name “{name}” is or was another channel's.",
        "Names are on the invoices for good, so no two channels may share one.",
        "Choose another name.",
    ),
    e.ChannelNameNotAllowed: ErrorWords(
        "“{name}” cannot be a channel's name.", _NOTHING_CHANGED, "Use 1 to {longest} plain characters."
    ),
    e.ChannelNeeded: ErrorWords(
        "It is not clear which channel {path} belongs to.",
        _NOTHING_TAKEN,
        "Name the channel (--channel), one of: {choices}.",
    ),
    e.ChannelOfAnother: ErrorWords(
        "{path} is about {marketplace} orders, and the channel {channel} is not one for them.",
        _NOTHING_TAKEN,
        "Name the channel that those orders are in.",
    ),
    e.ChannelNotReady: ErrorWords(
        "{channel} is not ready to export.", _NOTHING_CHANGED, "Still to be set: {missing}."
    ),
    e.UnknownChoice: ErrorWords(
        "KashFlow has no {setting} “{given}”.", _NOTHING_CHANGED, "Choose one of: {choices}."
    ),
    e.SeveralChoices: ErrorWords(
        "KashFlow has several entries called “{given}” for {setting}.",
        _NOTHING_CHANGED,
        "Give the number of the one you mean: {choices}.",
    ),
    e.ValueNotAllowed: ErrorWords(
        "{setting} cannot be “{given}”.", _NOTHING_CHANGED, "It can be: {allowed}."
    ),
    e.PasswordNeeded: ErrorWords(
        "No password is kept for {profile}.", _NOTHING_SENT, "Enter it again under Settings, Edit."
    ),
    e.SettleTooShort: ErrorWords(
        "A settle time of {seconds} seconds is too short.",
        "A slow server could still carry out a request that kfdesk had given up, and double it.",
        "Use {least} seconds or more.",
    ),
    e.PreviewOutdated: ErrorWords(
        "Something changed since the preview: {changed}.",
        "Nothing was sent, so that only what you saw is sent.",
        "Look at the new preview, then export.",
    ),
    # refunds and changes
    e.InvoiceNotStanding: ErrorWords(
        "No invoice of order {order_number} stands in KashFlow for sure, so nothing can be credited.",
        _NOTHING_CHANGED,
        "Export the order first; if something about its invoice is open, see what the order says.",
    ),
    e.NothingLeftToCredit: ErrorWords(
        "The whole invoice of order {order_number} ({gross}) is credited already, or about to be.",
        _NOTHING_CHANGED,
        "If more was given back than was invoiced, enter the rest in KashFlow yourself.",
    ),
    e.RefundNotAnAmount: ErrorWords(
        "“{given}” is not an amount that can be given back.", _NOTHING_CHANGED, "Enter it like 12.50."
    ),
    e.RefundTooMuch: ErrorWords(
        "{given} is more than the {most} that is left of the invoice.",
        _NOTHING_CHANGED,
        "Tell what is left; if more was given back, enter the rest in KashFlow yourself.",
    ),
    e.RefundDayNotPossible: ErrorWords(
        "The money cannot have been given back on {date}.",
        _NOTHING_CHANGED,
        "Enter a day from {first}, when it was invoiced, to {last}.",
    ),
    e.RefundPeriodFiled: ErrorWords(
        "VAT is filed up to {filed_to}, and a credit note of {date} would change what was filed.",
        _NOTHING_CHANGED,
        "Ask your accountant; then say that it may be dated so all the same, or take a later day.",
    ),
    e.RefundNotSaid: ErrorWords(
        "Of order {order_number}, {known} is known already as given back.",
        "Nothing was changed, so that it is not credited twice.",
        "If more was given back, say how much (--amount).",
    ),
    e.RefundKnown: ErrorWords(
        "It is known already that {given} was given back on {date}.",
        "Nothing was changed, so that it is not credited twice.",
        "If this is one more refund of the same sum, say so.",
    ),
    e.NoChangeToSettle: ErrorWords(
        "Nothing about the invoice of order {order_number} waits for you.", _NOTHING_CHANGED, ""
    ),
    e.NothingToExport: ErrorWords(
        "No order is ready.", _NOTHING_SENT, "Import orders, or see what they need."
    ),
    e.ExportIsOff: ErrorWords(
        "Export Orders is off for {channel}.", _NOTHING_SENT, "Switch it on for the channel."
    ),
    e.UnknownRun: ErrorWords("There is no export run {run}.", _NOTHING_CHANGED, "See the list of runs."),
    e.UndoOfUndo: ErrorWords(
        "Run {run} is itself an undo, of run {undoes}.",
        _NOTHING_CHANGED,
        "To have its orders in KashFlow again, choose them for export again.",
    ),
    e.UndoOutdated: ErrorWords(
        "KashFlow is not as it was when you looked at run {run}: {changed} of its invoices changed.",
        "Nothing was deleted, so that only what you saw is undone.",
        "Look at what would be done now, then undo.",
    ),
    e.FilingUnknown: ErrorWords(
        "Nobody said yet up to when the VAT of {company} is filed.",
        "An invoice in a period that is filed must not be deleted, so nothing was done.",
        "Say it with kfdesk company --vat-filed-to DATE, or none.",
    ),
    e.TwinNotFound: ErrorWords(
        "There is no second invoice of order {order_number} to delete: {why}.",
        _NOTHING_CHANGED,
        "Look at its invoices in KashFlow.",
    ),
    e.OrderNotUndone: ErrorWords(
        "Order {order_number} does not wait to be exported again.",
        _NOTHING_CHANGED,
        "Only orders that were undone, or whose invoice is gone from KashFlow, are exported again.",
    ),
    e.OrderNotFound: ErrorWords("There is no order {order_number}.", _NOTHING_CHANGED, "Check the number."),
    # files
    e.FileRefused: ErrorWords("{path} cannot be taken.", _NOTHING_TAKEN, "Fetch the file again."),
    e.FileNotRecognised: ErrorWords(
        "{path} is not an order file that kfdesk knows.",
        _NOTHING_TAKEN + " Its columns begin: {found}.",
        "Fetch the orders file from the channel, and drop it as it comes. If these are orders, drop it "
        "on the window of kfdesk and say what its columns mean (or import it with --mapping).",
    ),
    e.MappingIncomplete: ErrorWords(
        "It is not said yet which column holds {missing}.",
        _NOTHING_TAKEN,
        "Choose a column for it.",
    ),
    e.MappingColumnUnknown: ErrorWords(
        "The table has no column {columns}.", _NOTHING_TAKEN, "Its columns are: {choices}."
    ),
    e.MappingUnreadable: ErrorWords(
        "{path} does not hold a column mapping: {detail}.",
        _NOTHING_TAKEN,
        "The guide's page “Other tables” shows what it must look like.",
    ),
    e.MappingNotNeeded: ErrorWords(
        "kfdesk reads {path} by itself, as orders of {format}.",
        _NOTHING_TAKEN,
        "Import it without a column mapping.",
    ),
    e.FolderNotWatchable: ErrorWords(
        "The folder {path} cannot be watched: {why}.", _NOTHING_CHANGED, "Choose another folder."
    ),
    e.WrongReport: ErrorWords(
        "{path} is {report}; it holds no orders.", _NOTHING_TAKEN, "Fetch {instead} instead."
    ),
    e.LanguageNotRead: ErrorWords(
        "{path} is {report}, with headings in {language} that kfdesk cannot read.",
        _NOTHING_TAKEN,
        "Switch your {marketplace} account to English, fetch the report again, and drop it as it comes.",
    ),
    e.ReportIncomplete: ErrorWords(
        "{path}: the rows of settlement {number} come to {found}, but it states {stated}.",
        "Part of it is missing or was changed. " + _NOTHING_TAKEN,
        "Fetch it again, and do not open it before you drop it.",
    ),
    e.ReportBeforeOrders: ErrorWords(
        "{path} tells of {marketplace} orders, and the book has no {marketplace} channel yet.",
        "Refunds are only read for orders that are in the book. " + _NOTHING_TAKEN,
        "Import the {marketplace} order file first, then this one again.",
    ),
    e.ReportWaits: ErrorWords(
        "{path} ({report}) waits for its orders: the book has none of them yet.",
        "Nothing of it was taken into the book. It is read again by itself when they come.",
        "Put the order file of the same period into the folder too, or import it.",
    ),
    e.ReportMissesOrders: ErrorWords(
        "{path} ({report}) waits for orders that are not in the book. How many: {number}.",
        "What it tells of the other orders was taken. It is read again by itself when more orders come.",
        "Put the order file of the same period into the folder too, or import it. "
        "Are those orders older than your book? Then take this file out of the folder.",
    ),
    e.ImportCutOff: ErrorWords(
        "The import of {path} was cut off when kfdesk ended.",
        "None of its orders were taken. If it is a report, some of its refunds are in the book already.",
        "Import it again: what is there already counts once.",
    ),
    e.FileEmpty: ErrorWords("{path} is empty.", _NOTHING_TAKEN, "Fetch the file again from the channel."),
    e.HeaderOnly: ErrorWords(
        "{path} has headings but no orders.", _NOTHING_TAKEN, "Choose a longer period on the channel."
    ),
    e.FileUnreadable: ErrorWords(
        "{path} cannot be read: {why}.", _NOTHING_TAKEN, "Fetch the file again, and drop it as it comes."
    ),
    e.ColumnMissing: ErrorWords(
        "{path} lacks columns that orders of {format} need: {columns}.",
        _NOTHING_TAKEN,
        "Fetch the file again with all columns.",
    ),
    e.IdsDamaged: ErrorWords(
        "A spreadsheet program has changed the order numbers in {path} (row {row}: {found}).",
        _NOTHING_TAKEN + " With such numbers no double could be recognised.",
        "Fetch the file again and do not open it before you drop it here.",
    ),
    e.AnotherAccount: ErrorWords(
        "{path} seems to come from another account than {channel}: order {order_number} is another sale.",
        _NOTHING_TAKEN,
        "Import it for a channel of its own.",
    ),
    e.PracticeFileRefused: ErrorWords(
        "{path} is a practice file.", _NOTHING_TAKEN, "Practice files are for the practice company only."
    ),
    # calls that were not sent
    e.NotSent: ErrorWords("KashFlow could not be reached.", _NOTHING_SENT, "Try again in a minute."),
    e.NoNetwork: ErrorWords(
        "This computer is not on the internet.", _NOTHING_SENT, "Check the network, then try again."
    ),
    e.NameNotFound: ErrorWords(
        "The service address cannot be found ({detail}).",
        _NOTHING_SENT,
        "Check the spelling of the service address.",
    ),
    e.ConnectionRefused: ErrorWords(
        "Nothing answers at the service address.",
        _NOTHING_SENT,
        "Check the service address, or try again later.",
    ),
    e.ConnectTimedOut: ErrorWords(
        "The service address does not answer in time.",
        _NOTHING_SENT,
        "Check the network and any firewall, then try again.",
    ),
    e.TlsFailed: ErrorWords(
        "No secure connection to the service ({detail}).",
        "Your password was not sent.",
        "Check the date of this computer, and whether a security program stands between.",
    ),
    # clear no
    e.Refused: ErrorWords("KashFlow said no: {detail}", _NOTHING_SENT, "Mend what it names, then try again."),
    e.LoginRefused: ErrorWords(
        "KashFlow does not accept this user name and password. It says: {detail}",
        _NOTHING_SENT,
        "Enter them again. If a separate API password is set under API Settings, use that one, "
        "not the one you log in with.",
    ),
    e.ApiNotEnabled: ErrorWords(
        "API access is switched off in KashFlow. It says: {detail}",
        _NOTHING_SENT,
        "In KashFlow open Apps > API Settings and tick Enabled.",
    ),
    e.AddressNotAllowed: ErrorWords(
        "KashFlow does not let this computer in. It says: {detail}",
        _NOTHING_SENT,
        "In Apps > API Settings switch Restrict Access off, or add {address}. The address may change.",
    ),
    e.RemoteLoginOff: ErrorWords(
        "Remote Login is switched off in KashFlow. It says: {detail}",
        "Linking and exporting work without it; opening KashFlow from here asks for your login.",
        "In Apps > API Settings switch Remote Login on.",
    ),
    e.RequestRejected: ErrorWords(
        "KashFlow rejected the request: {detail}",
        "It was not carried out.",
        "Try again; tell us if it stays.",
    ),
    # doubt
    e.InDoubt: ErrorWords(
        "No clear answer from KashFlow ({detail}).", _LOOKS_FIRST, "Try again in a minute."
    ),
    e.ReplyTimedOut: ErrorWords("KashFlow took too long to answer.", _LOOKS_FIRST, "Try again in a minute."),
    e.ConnectionDropped: ErrorWords(
        "The connection broke before the answer was here.", _LOOKS_FIRST, "Try again in a minute."
    ),
    e.NotKashFlow: ErrorWords(
        "What answers at this address is not KashFlow's service, but a web page or something else.",
        _LOOKS_FIRST,
        "Check the service address, and whether the network asks for a log-in of its own.",
    ),
    e.ServiceDown: ErrorWords(
        "KashFlow is having trouble: {detail}", _LOOKS_FIRST, "Try again in a few minutes."
    ),
    e.NumberMissing: ErrorWords(
        "KashFlow said yes but gave no number.", _LOOKS_FIRST, "Try again in a minute."
    ),
    e.ListIncomplete: ErrorWords(
        "KashFlow's list of invoices is not complete ({detail}).",
        "Without the whole list an order could be sent twice, so nothing more was sent.",
        "Try again later; tell us if it stays.",
    ),
    e.ExportStopped: ErrorWords(
        "KashFlow does not hold invoice {number} as it was sent: {differences}.",
        "The export stopped there. What was sent before is listed; nothing more was sent.",
        "Look at this invoice in KashFlow, and tell us.",
    ),
    # keyring
    e.KeyringMissing: ErrorWords(
        "This computer has no keyring.",
        "The password is not written anywhere and will be asked for each time.",
        "Set up a keyring if you want it kept.",
    ),
    e.KeyringLocked: ErrorWords(
        "The keyring is locked or does not answer.", _NOTHING_SENT, "Unlock it, then try again."
    ),
    e.KeyringRefused: ErrorWords(
        "The keyring did not keep the password.", "It is not written anywhere.", "Enter the password again."
    ),
    # the book
    e.BookTooNew: ErrorWords(
        "The book at {path} was written by a newer kfdesk.", _NOTHING_CHANGED, "Install the newest kfdesk."
    ),
    e.BookDamaged: ErrorWords(
        "The book at {path} is damaged, or is no book.",
        "Nothing was changed or sent.",
        "Put back the newest copy: {newest_copy}.",
    ),
    e.BookBusy: ErrorWords(
        "Another program holds the book at {path}.", _NOTHING_CHANGED, "Close it, then try again."
    ),
    e.BookUnreachable: ErrorWords(
        "The book at {path} cannot be used: {why}", _NOTHING_CHANGED, "Check the folder and its rights."
    ),
    e.DiskFull: ErrorWords(
        "There is no room left for the book at {path}.",
        "Nothing more is sent until there is.",
        "Free some space, then try again.",
    ),
    e.FolderNotSuitable: ErrorWords(
        "The book's folder {path} is not safe for exports: {why}.",
        "Two computers could each hold a copy and send orders twice, so nothing was sent.",
        "Keep the book in a folder on this computer.",
    ),
    e.CopyFailed: ErrorWords(
        "The safety copy of {path} could not be made: {why}",
        "What it was for was not begun.",
        "Free some space or mend the folder's rights, then try again.",
    ),
    e.ReportNotWritten: ErrorWords(
        "“{path}” could not be written.",
        "What was found still stands here ({why}).",
        "Close the file if another program has it open, or choose another place.",
    ),
    e.ExportLocked: ErrorWords(
        "Another export of this company is running: {by}.",
        "Two at once could send an order twice, so this one was not begun.",
        "Wait until it has ended.",
    ),
}
