"""What the Export page says."""

from PySide6.QtCore import QCoreApplication

from kfdesk import words
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Reason
from kfdesk.services.export_report import ExportProgress, ExportResult, Outcome
from kfdesk.services.preview import ChannelPreview, Preview
from kfdesk.ui.figures import Sums, as_sums, counted, number, sums_text, time_left
from kfdesk.ui.orders.texts import cause, orders_text

LONGEST_NAME = 36


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Export", text)


def invoices_text(count: int) -> str:
    """How many invoices."""
    return counted(count, tr("{n} invoice"), tr("{n} invoices"))


def notes_text(count: int) -> str:
    """How many credit notes."""
    return counted(count, tr("{n} credit note"), tr("{n} credit notes"))


def export_text(preview: Preview | None, company: str) -> str:
    """The label of the button: how many, how much, to whom; each kind beside its own sum."""
    if preview and preview.is_empty and preview.unsettled:
        return tr("Look again in KashFlow: {orders}").format(orders=orders_text(preview.unsettled))
    if preview is None or preview.is_empty:
        return tr("Export to {company}").format(company=company)
    what = _listed(
        (invoices_text(len(preview.rows)), as_sums(preview.gross)),
        (payments_text(len(preview.payments)), as_sums(preview.paid)),
        (notes_text(len(preview.notes)), as_sums(preview.credited)),
    )
    return tr("Export {what}, to {company}").format(what=what, company=company)


def payments_text(count: int) -> str:
    """How many payments for invoices that were sent before."""
    return counted(count, tr("{n} payment"), tr("{n} payments"))


def _listed(*kinds: tuple[str, Sums]) -> str:
    """Counts with their sums in one line; a kind of which there is none has no sum and is left out."""
    parts = [tr("{count}, {sums}").format(count=count, sums=sums_text(sums)) for count, sums in kinds if sums]
    if len(parts) == 1:
        return parts[0]
    *first, last = parts
    return tr("{first}, and {last}").format(first=", ".join(first), last=last)


def short(name: str) -> str:
    """A company's name in the room of a button."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def why_nothing(preview: Preview) -> str:
    """Why nothing would be posted."""
    left = sum(count for channel in preview.channels for _, _, count in channel.left_over)
    if not left:
        return tr("Nothing is ready: every order is exported already.")
    return tr("Nothing is ready: {orders} left over, for the reasons above.").format(orders=orders_text(left))


def left_text(reason: Reason | None, state: OrderState, count: int) -> str:
    """Why orders are left over."""
    return cause(reason, count) if reason else words.state(state)


def left_over_lines(channel: ChannelPreview) -> list[str]:
    """What a channel leaves over: how many and why, most first."""
    return [
        tr("{n}: {cause}").format(n=number(count), cause=left_text(reason, state, count))
        for reason, state, count in channel.left_over
    ]


# ---------------------------------------------------------------- under way


def counts_text(progress: ExportProgress) -> str:
    """How far it is."""
    if not progress.total:
        return ""
    return tr("{done} of {total}").format(done=number(progress.done), total=number(progress.total))


def pace_text(progress: ExportProgress) -> str:
    """How fast, and how long still."""
    parts = []
    if progress.per_minute >= 1:
        parts.append(tr("{n} a minute").format(n=number(round(progress.per_minute))))
    if progress.seconds_left is not None and progress.total:
        parts.append(time_left(progress.seconds_left))
    return ", ".join(parts)


def sent_text(progress: ExportProgress) -> str:
    """What was posted so far."""
    if not progress.gross:
        return tr("Nothing posted so far")
    return tr("Posted so far: {sums}").format(sums=sums_text(progress.gross))


def hold_text() -> str:
    """What is tried next while the export is on hold."""
    return tr(
        "Nothing is sent meanwhile. kfdesk asks again by itself, and goes on where it was as soon as it "
        "gets an answer. You can also stop here; the next export goes on safely."
    )


# ---------------------------------------------------------------- the end


def result_title(result: ExportResult) -> str:
    """What was posted, in one line."""
    posted = (
        (invoices_text(result.count(Outcome.EXPORTED)), result.gross),
        (payments_text(len(result.late_payments)), result.paid_late),
        (notes_text(len(result.notes(Outcome.EXPORTED))), result.credited),
    )
    parts = [(count, sums) for count, sums in posted if sums]
    if not parts:
        return tr("No invoice was posted")
    if len(parts) > 1:
        return tr("Posted: {what}").format(what=_listed(*parts))
    [(count, sums)] = parts
    return tr("{count} posted, {sums}").format(count=count, sums=sums_text(sums))


def result_lines(result: ExportResult) -> list[str]:
    """The other counts, each in a sentence; those that are nought are left out."""
    sentences = {
        Outcome.ALREADY: (
            tr("{n} order was in KashFlow already: its invoice was found and taken over."),
            tr("{n} orders were in KashFlow already: their invoices were found and taken over."),
        ),
        Outcome.NEEDS_ATTENTION: (tr("{n} order needs attention."), tr("{n} orders need attention.")),
        Outcome.IN_DOUBT: (
            tr("{n} order is in doubt. The next export looks in KashFlow before it sends anything again."),
            tr("{n} orders are in doubt. The next export looks in KashFlow before it sends anything again."),
        ),
        Outcome.SKIPPED: (tr("{n} order is left out."), tr("{n} orders are left out.")),
        Outcome.WAITING: (tr("{n} order waits."), tr("{n} orders wait.")),
    }
    late = {Outcome.ALREADY: len(result.late_payments)}  # told in the title
    counts = ((result.count(each) - late.get(each, 0), forms) for each, forms in sentences.items())
    return [counted(count, *forms) for count, forms in counts if count] + _note_lines(result)


def _note_lines(result: ExportResult) -> list[str]:
    """What became of credit notes that this run did not post."""
    sentences = {
        Outcome.ALREADY: (
            tr("{n} credit note was in KashFlow already and was taken over."),
            tr("{n} credit notes were in KashFlow already and were taken over."),
        ),
        Outcome.NEEDS_ATTENTION: (
            tr("{n} credit note needs attention."),
            tr("{n} credit notes need attention."),
        ),
        Outcome.IN_DOUBT: (
            tr("{n} credit note is in doubt. The next export looks in KashFlow before it sends again."),
            tr("{n} credit notes are in doubt. The next export looks in KashFlow before it sends again."),
        ),
        Outcome.WAITING: (
            tr("{n} credit note is ready now: preview again to post it."),
            tr("{n} credit notes are ready now: preview again to post them."),
        ),
    }
    counts = ((len(result.notes(outcome)), forms) for outcome, forms in sentences.items())
    return [counted(count, *forms) for count, forms in counts if count]


def cancelled_text() -> str:
    """What it means that the person stopped it."""
    return tr("You stopped the export. What was posted stands; the rest is sent by the next export.")
