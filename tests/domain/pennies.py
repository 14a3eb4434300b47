"""Baskets by the ten thousand, each held against sums of the tests' own in whole pennies.

python -m tests.domain.pennies --baskets 100000 [--seed S] [--posted N]
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

from kfdesk import words
from kfdesk.domain.credit_notes import Heading, credit_draft
from kfdesk.domain.invoices import InvoiceDraft, InvoiceLine, Posted
from kfdesk.domain.plans import Plan
from kfdesk.domain.reasons import Why
from tests.builders import DAY
from tests.domain.expected_basket import Expected, expected
from tests.domain.made_baskets import Basket, make_basket, money
from tests.domain.own_sums import half_up, vat_inside
from tests.domain.planned import planned
from tests.domain.posted_baskets import post

EXACT = "exact"
HEADING = Heading("eBay 1001 CN1", DAY, "Refund for invoice 7")
TIMES = "\N{MULTIPLICATION SIGN}"
SAID_EVERY = 20_000


class WrongError(AssertionError):
    """A figure that is not what it must be."""


def plan_of(basket: Basket) -> Plan:
    """What the program makes of it."""
    return planned(
        basket.order(), vat=basket.vat, vat_unknown=basket.vat_unknown, foreign_currency=basket.foreign
    )


def check(basket: Basket) -> str:
    """`exact`, or by which reason it was stopped; raises WrongError."""
    plan, wanted = plan_of(basket), expected(basket)
    if plan.posted is None:
        return _check_stopped(plan, wanted)
    _must(not wanted.stops, f"sent, though {sorted(wanted.stops)}")
    _check_posted(basket, plan.posted, wanted)
    _must(plan.gross == plan.posted.invoice.gross_amount, "the list's figure is another")
    return EXACT


def check_refunds(draft: InvoiceDraft, rng: Random) -> int:
    """A chain of refunds that ends with nothing left; how many credit notes it took."""
    charged = by_rate(draft.lines)
    left, notes = sum(net + vat for net, vat in charged.values()), list[InvoiceDraft]()
    wanted = [rng.randint(1, left) for _ in range(rng.randrange(5))]
    for refund in wanted:
        if 0 < refund < left:
            notes.append(credit_draft(draft, notes, money(refund), HEADING))
            left -= refund
            _check_note(charged, notes, refund)
    notes.append(credit_draft(draft, notes, money(left), HEADING))
    _check_note(charged, notes, left)
    credited = by_rate(line for note in notes for line in note.lines)
    for rate, (net, vat) in charged.items():
        _must(credited.get(rate, (0, 0)) == (-net, -vat), f"at {rate} % of {net} + {vat} {credited}")
    return len(notes)


def by_rate(lines: Iterator[InvoiceLine] | Sequence[InvoiceLine]) -> dict[Decimal, tuple[int, int]]:
    """Net and VAT in pennies, for each rate."""
    found: dict[Decimal, tuple[int, int]] = {}
    for line in lines:
        net, vat = found.get(line.vat_rate, (0, 0))
        found[line.vat_rate] = (net + pennies(line.net_amount), vat + pennies(line.vat_amount))
    return found


def pennies(amount: Decimal) -> int:
    """Whole pennies; a part of one is wrong."""
    found = int(amount.scaleb(2))
    _must(amount.scaleb(2) == found, f"part of a penny in {amount}")
    return found


def _must(is_so: object, told: str) -> None:
    if not is_so:
        raise WrongError(told)


def _check_stopped(plan: Plan, wanted: Expected) -> str:
    _must(plan.reason is not None, "stopped without a reason")
    assert plan.reason is not None
    _must(plan.reason.why in wanted.stops, f"stopped by {plan.reason}, {sorted(wanted.stops)} expected")
    _must(words.reason(plan.reason).strip(), f"no words for {plan.reason}")
    return plan.reason.why.value


def _check_posted(basket: Basket, posted: Posted, wanted: Expected) -> None:
    lines = posted.invoice.lines
    for line in lines:
        _check_line(line)
    sums = by_rate(lines)
    net, vat = sum(n for n, _ in sums.values()), sum(v for _, v in sums.values())
    _must(net + vat == wanted.total, f"{net} + {vat} sent, {wanted.total} owed")
    found = {rate: n + v for rate, (n, v) in sums.items() if n + v}
    if wanted.by_rate is not None:
        rates = {Decimal(rate): gross for rate, gross in wanted.by_rate.items() if gross}
        _must(found == rates, f"by rate {found}, expected {rates}")
    by_rates = sum(vat_inside(gross, int(rate)) for rate, gross in found.items())
    _must(vat in (wanted.vats or {by_rates}), f"VAT {vat}, expected {wanted.vats or by_rates}")
    if not wanted.vats:
        for rate, (net, vat) in sums.items():
            _must(vat == vat_inside(net + vat, int(rate)), f"VAT {vat} on {net} at {rate} %")
    _check_payment(basket, posted, wanted.total)


def _check_line(line: InvoiceLine) -> None:
    """The price of one times the quantity is the line's net, whether two decimals are kept or four."""
    _must(line.quantity >= 1 and line.quantity == int(line.quantity), f"a quantity of {line.quantity}")
    _must(pennies(line.rate) * int(line.quantity) == pennies(line.net_amount), f"not exact: {line}")
    is_in_words = any(reason.why is Why.QUANTITY_IN_WORDS for reason in line.why)
    _must(is_in_words == (TIMES in line.description), f"quantity not told: {line}")
    _must(not is_in_words or line.quantity == 1, f"a quantity beside words: {line}")
    _must(line.vat_rate > 0 or line.vat_amount == 0, f"VAT at {line.vat_rate}: {line}")


def _check_payment(basket: Basket, posted: Posted, owed: int) -> None:
    has_payment = basket.currency == "GBP" and not basket.by_gift_card
    _must((posted.payment is not None) == has_payment, f"payment {posted.payment}")
    if posted.payment is None:
        _must(any(words.reason(reason) for reason in posted.why), "no payment, and no word why")
    else:
        _must(pennies(posted.payment.amount) == owed, f"{posted.payment} for {owed}")


def _check_note(charged: dict[Decimal, tuple[int, int]], notes: Sequence[InvoiceDraft], refund: int) -> None:
    """A note is its refund; with those before it, no rate gives back more than it took, VAT in proportion."""
    note = by_rate(notes[-1].lines)
    _must(sum(net + vat for net, vat in note.values()) == -refund, f"{note} for {refund}")
    for line in notes[-1].lines:
        _check_line(line)
    for rate, (net, vat) in by_rate(line for each in notes for line in each.lines).items():
        net_charged, vat_charged = charged[rate]
        gross = net_charged + vat_charged
        _must(_is_part(-vat, vat_charged), f"VAT {-vat} credited of {vat_charged} at {rate} %")
        _must(_is_part(-net - vat, gross), f"{-net - vat} credited of {gross} at {rate} %")
        if gross:
            due = half_up((-net - vat) * vat_charged, gross)
            _must(-vat == due, f"VAT {-vat} credited on {-net - vat} at {rate} %, {due} due")


def _is_part(part: int, whole: int) -> bool:
    return min(0, whole) <= part <= max(0, whole)


# -- the campaign


@dataclass
class Sum:
    """What a campaign came to."""

    outcomes: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    notes: int = 0
    posted: int = 0
    failures: list[str] = field(default_factory=list)

    def table(self) -> Iterator[str]:
        """To be read."""
        stopped = Counter({why: count for why, count in self.outcomes.items() if why != EXACT})
        yield f"{'baskets':<30}{self.outcomes.total() + len(self.failures):>9}"
        yield f"{'lines':<30}{self.lines:>9}"
        yield f"{'exact':<30}{self.outcomes[EXACT]:>9}"
        yield f"{'stopped, with words':<30}{stopped.total():>9}"
        for why, count in stopped.most_common():
            yield f"  {why:<28}{count:>9}"
        yield f"{'credit notes':<30}{self.notes:>9}"
        yield f"{'posted over loopback':<30}{self.posted:>9}"
        yield f"{'failures':<30}{len(self.failures):>9}"


def campaign(count: int, seed: int) -> tuple[Sum, list[InvoiceDraft]]:
    """So many baskets; what they came to, and the invoices of those that could be sent."""
    found, drafts = Sum(), list[InvoiceDraft]()
    for number in range(count):
        name = f"{seed}/{number}"
        rng = Random(name)  # noqa: S311 - chance, not secrets
        basket = make_basket(rng)
        found.lines += len(basket.items)
        try:
            outcome = check(basket)
            if outcome == EXACT and rng.randrange(4) == 0:
                posted = plan_of(basket).posted
                assert posted is not None
                drafts.append(posted.invoice)
                found.notes += check_refunds(posted.invoice, rng)
            found.outcomes[outcome] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure of this basket
            found.failures.append(f"basket {name}: {type(error).__name__}: {error}")
            _say(found.failures[-1])
        if (number + 1) % SAID_EVERY == 0:
            _say(f"{number + 1} baskets, {len(found.failures)} failures")
    return found, drafts


def main(arguments: Sequence[str] | None = None) -> int:
    """The campaign, and a sample of it posted; 1 when a figure was wrong."""
    parser = argparse.ArgumentParser(description="Plans baskets and checks them to the penny.")
    parser.add_argument("--baskets", type=int, default=100_000, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="which")
    parser.add_argument("--posted", type=int, default=500, help="how many are posted as well")
    options = parser.parse_args(arguments)
    begun = time.monotonic()
    found, drafts = campaign(options.baskets, options.seed)
    sample = drafts[:: max(1, len(drafts) // max(1, options.posted))][: options.posted]
    with tempfile.TemporaryDirectory(prefix="kfdesk-pennies-") as folder:
        wrong = post(Path(folder), sample)
    found.posted = len(sample)
    found.failures += wrong
    for each in wrong:
        _say(each)
    for line in found.table():
        _say(line)
    _say(f"seed {options.seed}, {time.monotonic() - begun:.0f} s")
    return 1 if found.failures else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
