"""What every operation is handed, and how it says no."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from lxml import etree

from kfdesk.practice.records import PracticeSettings


class RefusalError(Exception):
    """The service says no, in a sentence; nothing was changed."""


@dataclass(frozen=True)
class Call:
    """A call under way: the transaction it works in, what was sent, and the switches as they stand."""

    db: sqlite3.Connection
    body: etree._Element
    settings: PracticeSettings
    caller: str
    base_url: str
