"""Time that only passes when somebody uses it, and what a slow server does meanwhile."""

import heapq
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from kfdesk.services.ports import IsCancelled
from tests.simulation.story import Story

BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
LATEST_S = 116
"""What a slow server still does, it does before this many seconds have passed."""


class SimClock:
    """`Clock` for all programs of a simulation; late work is done when its time has come."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._late: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0
        self.passed_s = 0.0

    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=self.passed_s)

    def today(self) -> date:
        return self.now().astimezone(LONDON).date()

    def monotonic(self) -> float:
        return self.passed_s

    def wait(self, seconds: float, is_cancelled: IsCancelled) -> None:
        if not is_cancelled():
            self.let_pass(seconds)

    def let_pass(self, seconds: float) -> None:
        """Time passes, and late work is done on the way."""
        end = self.passed_s + seconds
        while self._late and self._late[0][0] <= end:
            self.passed_s, _, work = heapq.heappop(self._late)
            self._story.now_s = self.passed_s
            work()
        self.passed_s = self._story.now_s = end

    def do_later(self, seconds: float, work: Callable[[], None]) -> None:
        """A slow server carries something out after so many seconds."""
        self._count += 1
        heapq.heappush(self._late, (self.passed_s + seconds, self._count, work))

    @property
    def has_late_work(self) -> bool:
        return bool(self._late)

    def let_all_land(self) -> None:
        """Wait until nothing is under way on the server any more."""
        if self._late:
            self.let_pass(LATEST_S)
