"""An order beside what KashFlow holds in its place, as a table to read across."""

from datetime import date
from html import escape

from kfdesk import words
from kfdesk.services.side_by_side import Facing, Shown, SideBySide
from kfdesk.ui import figures
from kfdesk.ui.orders.texts import tr


def side_by_side_html(shown: SideBySide) -> str:
    """Ours on the left, KashFlow's on the right, and in words whether they agree."""
    head = ("", tr("This order"), tr("In KashFlow"), "")
    top = "".join(f"<th align='left'>{escape(cell)}</th>" for cell in head)
    rows = "".join(_row(facing) for facing in shown.rows if facing.ours or facing.theirs)
    table = f"<table width='100%' cellspacing='0' cellpadding='3'><tr>{top}</tr>{rows}</table>"
    return f"<h4>{escape(tr('Side by side'))}</h4>{table}"


def _row(facing: Facing) -> str:
    cells = (words.facing(facing.field), text(facing.ours), text(facing.theirs), _verdict(facing))
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _verdict(facing: Facing) -> str:
    if not (facing.ours and facing.theirs):
        return ""
    return tr("the same") if facing.is_same else tr("differs")


def text(value: Shown) -> str:
    """A value as it is written in Britain."""
    if isinstance(value, tuple):
        return figures.money(*value)
    return figures.day(value) if isinstance(value, date) else value
