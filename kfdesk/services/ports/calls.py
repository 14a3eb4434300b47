"""What long work is told, and may ask."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, total) between two pieces of work; total 0 means not known yet."""
IsCancelled = Callable[[], bool]
"""True once the person asked to stop."""
