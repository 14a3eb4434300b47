"""An order's number in other spellings, as people and other programs write it on invoices.

`eBay 12-34567-89012`, `ebay#12-34567-89012`, `Order no. 123456789012` and `12 34567 89012`
all speak of one order. What stands before a number may say that it is another's: `PO 1002`
is not `1002`, as `Order 1002` is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kfdesk.domain.channels import Channel
from kfdesk.domain.orders import Order

_TOKEN = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_LETTERS_FIRST = re.compile(r"([^\W\d_]+)(?:[-.](.+)|(\d.*))")
_BEFORE_ANY_NUMBER = (
    "a for id in inv invoice my nbr no nr num number of online order orders ref reference"
    " sale sales so the web website www"
)
_NEUTRAL = frozenset(_BEFORE_ANY_NUMBER.split())
LONG = 8
"""Signs from which on a number is hardly used twice: what stands before it does not matter."""
LEAST_BARE = 4
"""Digits that are left at least when letters are taken off an order's number."""
MOST_PARTS = 4
"""Words that one number is written in at most: Amazon's has three parts."""


@dataclass(frozen=True)
class Mention:
    """A number on an invoice: its letters and digits alone, and the words before it."""

    key: str
    before: tuple[str, ...] = ()

    def is_plain(self, own_words: frozenset[str]) -> bool:
        """Whether nothing before the number says that it is another kind of number."""
        return len(self.key) >= LONG or all(word in _NEUTRAL or word in own_words for word in self.before)


def mentions(text: str) -> Iterator[Mention]:
    """Every number that a text may speak of."""
    words = _TOKEN.findall(text.casefold())
    for place, word in enumerate(words):
        before = tuple(words[:place])
        yield Mention(_squeezed(word), before)
        glued = _LETTERS_FIRST.fullmatch(word)
        if glued:
            yield Mention(_squeezed(glued[2] or glued[3]), (*before, glued[1]))
        yield from _in_parts(words[place : place + MOST_PARTS], before)


def keys_of(order: Order) -> Mapping[str, bool]:
    """The order's numbers as letters and digits alone, each with whether it says enough by itself.

    The channel's own id, further references and the payment's reference only where they are long.
    """
    found: dict[str, bool] = {}
    for number in (order.order_number, *order.references):
        key = _squeezed(number.casefold())
        bare = _LETTERS_FIRST.fullmatch(key)
        if bare and len(bare[3]) >= LEAST_BARE:
            found.setdefault(bare[3], len(bare[3]) >= LONG)
        if key:
            found[key] = True
    ids = (order.channel_order_id, order.payment_reference)
    found.update((key, True) for key in _squeezed_all(ids) if len(key) >= LONG)
    return found


def own_words(channel: Channel) -> frozenset[str]:
    """Words that say no more of a number than that it is this channel's."""
    names = f"{channel.name} {channel.stamp} {channel.marketplace}".casefold()
    return frozenset(_TOKEN.findall(names))


def _in_parts(words: list[str], before: tuple[str, ...]) -> Iterator[Mention]:
    """A long number that is written with spaces."""
    joined = ""
    for count, word in enumerate(words, 1):
        if not any(sign.isdigit() for sign in word):
            return
        joined += _squeezed(word)
        if count > 1 and len(joined) >= LONG:
            yield Mention(joined, before)


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _squeezed_all(texts: Iterable[str]) -> set[str]:
    return {_squeezed(text.casefold()) for text in texts}
