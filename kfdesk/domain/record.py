"""What orders and the steps of planning are made of."""

from msgspec import Struct


class Record(Struct, frozen=True, omit_defaults=True, gc=False):
    """A value of plain parts that never changes, cheap to make by the hundred thousand.

    Records hold text, figures, days and other records, so that none can come to hold itself:
    the garbage collector need not look at them. What is left at its default is left out of what
    the book keeps: a default is part of that format.
    """
