"""The stamp: the text by which an order's invoice is known again (DESIGN 5.1)."""

LONGEST_STAMP = 50
"""What is surely kept of a CustomerReference."""


def stamp_of(channel_stamp: str, order_number: str) -> str:
    """The text that goes out as CustomerReference, such as `eBay 12-34567-89012`."""
    return f"{channel_stamp.strip()} {order_number.strip()}"
