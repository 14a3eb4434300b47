"""Work on postings over several connections; orders of one buyer stay on one (DESIGN 5.1, *Customers*)."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from kfdesk.domain.postings import Posting

T = TypeVar("T")


def in_lanes(connections: int, postings: Sequence[Posting], work: Callable[[Posting], T]) -> list[T]:
    """What the work came to for each, one buyer's orders after another."""
    lanes: dict[str, list[Posting]] = {}
    for posting in postings:
        lanes.setdefault(posting.content.customer.code, []).append(posting)

    def work_lane(lane: list[Posting]) -> list[T]:
        return [work(posting) for posting in lane]

    if connections == 1 or len(lanes) == 1:
        return [done for lane in lanes.values() for done in work_lane(lane)]
    with ThreadPoolExecutor(connections, "export") as pool:
        return [done for lane in pool.map(work_lane, lanes.values()) for done in lane]
