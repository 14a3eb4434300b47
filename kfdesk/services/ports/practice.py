"""The practice company's own switches: its API settings, and how it may misbehave (DESIGN 6)."""

from enum import StrEnum
from typing import Protocol


class PracticeSwitch(StrEnum):
    """The API settings of the practice company, all on at first."""

    ENABLED = "enabled"
    REMOTE_LOGIN = "remote_login"
    LETS_IN = "lets_in"


class Misbehaviour(StrEnum):
    """What the next invoice sent to it may meet."""

    LOSE_REQUEST = "lose_request"
    LOSE_REPLY = "lose_reply"
    LATE = "late"
    CUT_REPLY = "cut_reply"
    WEB_PAGE = "web_page"
    DOWN = "down"
    REFUSE = "refuse"


class Practice(Protocol):
    """Controls of the practice company."""

    def is_on(self, switch: PracticeSwitch) -> bool:
        """Whether an API setting lets kfdesk in."""

    def turn(self, switch: PracticeSwitch, *, is_on: bool) -> None:
        """Switch an API setting."""

    def misbehave(self, how: Misbehaviour) -> None:
        """Let the next invoice sent meet this."""

    def behave(self) -> None:
        """Forget every misbehaviour that is still to come."""

    def reset(self) -> None:
        """An empty ledger again, with all settings as at first."""
