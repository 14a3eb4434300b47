"""Sales that a marketplace pushed into a Shopify shop, and the marketplace's own number of them."""

import re
from functools import lru_cache

MARKETPLACES = ("tiktok", "amazon", "ebay", "etsy", "onbuy", "fruugo", "manomano", "walmart", "temu")
# Numbers that only a marketplace gives: Amazon's, eBay's.
FOREIGN_NUMBER = re.compile(r"\b(?:\d{3}-\d{7}-\d{7}|\d{2}-\d{5}-\d{5})\b")
LONG_NUMBER = re.compile(r"\b\d{9,20}\b")


@lru_cache(maxsize=1024)
def is_pushed_in(source: str) -> bool:
    """Whether this source is a marketplace."""
    return any(word in source.lower() for word in MARKETPLACES)


def references_in(tags: str, notes: str, *, is_pushed: bool) -> tuple[str, ...]:
    """Numbers of the same sale elsewhere."""
    if not tags and not notes:
        return ()
    text = f"{tags}\n{notes}"
    found = FOREIGN_NUMBER.findall(text)
    if is_pushed:
        found += LONG_NUMBER.findall(text)
    return tuple(dict.fromkeys(found))
