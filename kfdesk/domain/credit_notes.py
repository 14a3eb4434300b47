"""Credit notes from an invoice as it was sent and the money given back so far (DESIGN 5.5)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from msgspec import structs

from kfdesk.domain.invoices import NO_VAT, InvoiceDraft, InvoiceLine
from kfdesk.domain.money import ZERO, share, to_penny
from kfdesk.domain.orders import Refund
from kfdesk.domain.refunds import NEARLY_THE_SAME_DAY

ONE = Decimal(1)
NO_VAT_WORDS = "no VAT"


@dataclass(frozen=True)
class RatePart:
    """What an invoice or its credit notes come to at one VAT rate; amounts as on an invoice."""

    vat_rate: Decimal
    net: Decimal
    vat: Decimal
    sales_type: int = 0

    @property
    def gross(self) -> Decimal:
        """Net and VAT together."""
        return self.net + self.vat


@dataclass(frozen=True)
class Heading:
    """What a credit note says besides its amounts; `title` begins each line."""

    stamp: str
    day: date
    title: str


@dataclass(frozen=True)
class Refunds:
    """Money given back of which no credit note is there yet.

    `due` are the dated parts, each at most what is left of the invoice; `undated` is what no
    date is known of; `over` is what was given back beyond the invoice.
    """

    due: tuple[Refund, ...] = ()
    undated: Decimal = ZERO
    over: Decimal = ZERO


def rate_parts(lines: Iterable[InvoiceLine]) -> tuple[RatePart, ...]:
    """What lines come to for each rate, in their order; the sales type is that of the dearest."""
    gathered: dict[Decimal, list[InvoiceLine]] = {}
    for line in lines:
        gathered.setdefault(line.vat_rate, []).append(line)
    return tuple(
        RatePart(
            rate,
            sum((line.net_amount for line in group), ZERO),
            sum((line.vat_amount for line in group), ZERO),
            max(group, key=lambda line: line.gross_amount).sales_type,
        )
        for rate, group in gathered.items()
    )


def credit_parts(
    original: Sequence[RatePart], credited: Sequence[RatePart], gross: Decimal
) -> tuple[RatePart, ...]:
    """What a further refund takes from each rate, as positive amounts.

    It is shared by what is left at each rate, so that the last one leaves nothing; the VAT is
    that on all refunded so far less that credited so far. Raises ValueError for more than is left.
    """
    done = {part.vat_rate: part for part in credited}
    nothing = RatePart(ZERO, ZERO, ZERO)
    before = [done.get(part.vat_rate, nothing) for part in original]
    left = [part.gross - was.gross for part, was in zip(original, before, strict=True)]
    if gross <= 0 or gross > sum(left, ZERO):
        raise ValueError("a refund of nothing, or of more than is left")
    parts = []
    for part, was, taken in zip(original, before, share(gross, left), strict=True):
        vat = _vat_on(part, was.gross + taken) - was.vat
        if taken or vat:
            parts.append(RatePart(part.vat_rate, taken - vat, vat, part.sales_type))
    return tuple(parts)


def credit_draft(
    original: InvoiceDraft, credited: Sequence[InvoiceDraft], gross: Decimal, heading: Heading
) -> InvoiceDraft:
    """The credit note for so much: a line for each VAT rate of the original, rate and VAT negative."""
    before = _together(rate_parts(line for draft in credited for line in draft.lines))
    return _draft(original, credit_parts(rate_parts(original.lines), before, gross), heading)


def credit_stamp(stamp: str, number: int) -> str:
    """The reference of an invoice's credit note, such as `eBay 12-34567-89012 CN1`."""
    return f"{stamp} CN{number}"


def credited_stamp(text: str) -> str:
    """The stamp of the invoice that a reference credits, in any case; empty when it credits none."""
    stamp, mark, number = text.rpartition(" ")
    is_note = mark and number[:2].casefold() == "cn" and number[2:].isdigit()
    return stamp if is_note else ""


def left_of(original: InvoiceDraft, credited: Iterable[InvoiceDraft]) -> Decimal:
    """How much of an invoice is not credited yet."""
    return original.gross_amount + sum((draft.gross_amount for draft in credited), ZERO)


def outstanding(
    stated: Sequence[Refund],
    given: Sequence[Refund],
    credited: Sequence[InvoiceDraft],
    invoice_gross: Decimal,
    *,
    is_cancelled: bool = False,
) -> Refunds:
    """What of the refunds of a file, and of those a person told, still wants a credit note.

    What a person told is first taken as the date of what the file leaves undated.
    """
    dated = known_refunds(stated, given)
    total = max(
        sum((refund.gross for refund in stated), ZERO),
        sum((refund.gross for refund in dated), ZERO),
        invoice_gross if is_cancelled else ZERO,
    )
    undated = total - sum((refund.gross for refund in dated), ZERO)
    left = invoice_gross + sum((draft.gross_amount for draft in credited), ZERO)
    due: list[Refund] = []
    over = ZERO
    for refund in _uncredited(dated, credited):
        part = min(refund.gross, left)
        left -= part
        over += refund.gross - part
        if part > 0:
            due.append(Refund(part, refund.refunded_on, refund.tax, refund.reference))
    return Refunds(tuple(due), min(undated, left), over + max(undated - left, ZERO))


def known_refunds(stated: Sequence[Refund], given: Sequence[Refund]) -> list[Refund]:
    """All refunds with a date, each once, the earliest first.

    Files, reports and the person seldom give one refund the same day: of the same sum within
    a week it counts as one, as it does of the same reference.
    """
    dated = [refund for refund in stated if refund.refunded_on]
    free = list(dated)
    for refund in (each for each in given if not each.nth):
        same = min((each for each in free if is_alike(each, refund)), key=_nearness(refund), default=None)
        if same:
            free.remove(same)
        else:
            dated.append(refund)
    for refund in sorted((each for each in given if each.nth), key=lambda each: each.nth):
        if sum(is_alike(each, refund) for each in dated) < refund.nth:
            dated.append(refund)
    return sorted(dated, key=lambda refund: refund.refunded_on or date.max)


def is_alike(one: Refund, other: Refund) -> bool:
    """Whether two may be one refund: the same sum, and the same reference or nearly the same day."""
    if one.gross != other.gross:
        return False
    by_reference = bool(other.reference) and one.reference == other.reference
    return by_reference or _days_apart(one, other) <= NEARLY_THE_SAME_DAY


def _nearness(refund: Refund) -> Callable[[Refund], tuple[bool, timedelta]]:
    """The same reference first, then the nearest day."""
    return lambda each: (each.reference != refund.reference, _days_apart(each, refund))


def _days_apart(one: Refund, other: Refund) -> timedelta:
    if one.refunded_on is None or other.refunded_on is None:
        return timedelta.max
    return abs(one.refunded_on - other.refunded_on)


def _uncredited(dated: Sequence[Refund], credited: Sequence[InvoiceDraft]) -> list[Refund]:
    """Refunds, or parts of them, that no credit note stands for.

    A note stands for the refund of its day and sum, else for a part of one of its day, else for
    the earliest.
    """
    notes = [(draft.invoice_date, -draft.gross_amount) for draft in credited]
    left = []
    for refund in dated:
        key = (refund.refunded_on, refund.gross)
        if key in notes:
            notes.remove((refund.refunded_on or date.max, refund.gross))
        else:
            left.append(refund)
    on_day: dict[date | None, Decimal] = {}
    for day, gross in notes:
        on_day[day] = on_day.get(day, ZERO) + gross
    left = [_without(refund, on_day, refund.refunded_on) for refund in left]
    rest: dict[date | None, Decimal] = {None: sum(on_day.values(), ZERO)}
    return [wanted for refund in left if (wanted := _without(refund, rest, None)).gross > 0]


def _without(refund: Refund, spent: dict[date | None, Decimal], key: date | None) -> Refund:
    """What is left of a refund after what is spent under a key, which is less from then on."""
    part = min(spent.get(key, ZERO), refund.gross)
    if part:
        spent[key] -= part
    return structs.replace(refund, gross=refund.gross - part)


def _together(parts: Iterable[RatePart]) -> tuple[RatePart, ...]:
    """Credit notes' parts with the signs of an invoice."""
    return tuple(RatePart(part.vat_rate, -part.net, -part.vat) for part in parts)


def _vat_on(part: RatePart, gross: Decimal) -> Decimal:
    """The VAT on so much of a part: all of it on the whole, so that none is left over."""
    if not part.gross:
        return part.vat
    return to_penny(gross * part.vat / part.gross)


def _draft(original: InvoiceDraft, parts: Iterable[RatePart], heading: Heading) -> InvoiceDraft:
    lines = tuple(
        InvoiceLine(
            f"{heading.title}, {_rate_words(part.vat_rate)}",
            ONE,
            -part.net,
            -part.net,
            part.vat_rate,
            -part.vat,
            part.sales_type,
        )
        for part in parts
    )
    day = heading.day
    return replace(original, stamp=heading.stamp, invoice_date=day, due_date=day, lines=lines)


def _rate_words(rate: Decimal) -> str:
    return NO_VAT_WORDS if rate == NO_VAT else f"VAT {rate.normalize():f} %"
