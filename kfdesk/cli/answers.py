"""`kfdesk orders answer`: what the window asks about orders that need attention, answered in one line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from kfdesk import words
from kfdesk.cli.desk import (
    EXIT_ATTENTION,
    EXIT_DONE,
    data_dir_option,
    json_option,
    opened,
    profile_option,
)
from kfdesk.cli.orders import tell_orders
from kfdesk.domain.answers import EACH_BY_ITSELF, Ruling
from kfdesk.domain.channels import Channel
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.answer_orders import Asked
from kfdesk.services.channel_settings import as_text
from kfdesk.services.desk import Desk
from kfdesk.services.plan_orders import never, no_progress
from kfdesk.services.ports import AttentionGroup, OrderRow
from kfdesk.services.side_by_side import Facing, Shown, SideBySide

ASK_AGAIN = "ask-again"
ROWS = 500


@dataclass(frozen=True)
class _Wanted:
    """Which orders of a channel, by number or by what holds them up."""

    numbers: Sequence[str]
    cause: str | None

    def ids(self, desk: Desk, channel: Channel) -> list[int]:
        """Raises UsageError for a number that the channel does not have."""
        if self.cause:
            why = _cause(self.cause)
            if why in EACH_BY_ITSELF:
                raise click.UsageError("These are looked at one by one: name their order numbers.")
            group = AttentionGroup(channel.id, channel.name, Reason(why), 0)
            return desk.orders.ids_of(channel.company_id, group) if channel.company_id else []
        with desk.book.reading() as session:
            known = session.orders.known(channel.id, self.numbers)
        missing = [number for number in self.numbers if number not in known]
        if missing:
            raise click.UsageError(f"{channel.name} has no order {', '.join(missing)}.")
        return [known[number].id for number in self.numbers]


@click.command()
@click.argument("numbers", nargs=-1, metavar="ORDER_NUMBER...")
@click.option("--channel", metavar="NAME", required=True, help="Whose orders they are.")
@click.option("--cause", metavar="CAUSE", help="All orders held up by this, such as vat-unknown.")
@click.option("--answer", "given", metavar="ANSWER", help="Without it the possible answers are named.")
@profile_option
@json_option
@data_dir_option
@click.pass_context
def answer(  # noqa: PLR0913 - one argument an option
    context: click.Context,
    numbers: tuple[str, ...],
    channel: str,
    cause: str | None,
    given: str | None,
    profile: str | None,
    *,
    as_json: bool,
) -> int:
    """Answer what holds orders up: for all of them, or for none where it does not fit one."""
    if bool(numbers) == bool(cause):
        raise click.UsageError("Name order numbers, or --cause for all that it holds up.")
    with opened(context) as desk:
        company_id = desk.logins.resolve(profile).company_id
        found = desk.settings.channel_named(company_id, channel)
        ids = _Wanted(numbers, cause).ids(desk, found)
        if not ids:
            raise click.UsageError(f"Nothing of {found.name} is held up by that.")
        _keep(desk, [_asked(desk, order_id) for order_id in ids], given)
        rows = [row for piece in _pieces(ids) for row in desk.orders.rows(piece)]
    tell_orders(rows, as_json=as_json)
    return EXIT_ATTENTION if any(map(_is_held, rows)) else EXIT_DONE


def _keep(desk: Desk, asked: Sequence[Asked], given: str | None) -> None:
    if given == ASK_AGAIN and all(each.has_answers for each in asked):
        for piece in _pieces([each.order_id for each in asked]):
            desk.answers.take_back(piece)
        return
    unfit = next((each for each in asked if not _fits(each, given)), None)
    if unfit or given is None:
        first = unfit or asked[0]
        raise click.UsageError(_possible(first, desk.orders.detail(first.order_id).facing))
    for why in dict.fromkeys(each.question.why for each in asked):
        ids = [each.order_id for each in asked if each.question.why is why]
        desk.answers.answer(ids, why, Ruling(given), no_progress, never)


def _asked(desk: Desk, order_id: int) -> Asked:
    asked = desk.answers.asked(order_id)
    if asked is None:
        [row] = desk.orders.rows([order_id])
        state = words.state(row.state)
        raise click.UsageError(f"Nothing is asked about {row.channel_name} {row.order_number} ({state}).")
    return asked


def _fits(asked: Asked, given: str | None) -> bool:
    return any(each.ruling == given and each.is_for_orders for each in asked.options)


def _possible(asked: Asked, facing: SideBySide | None) -> str:
    """The question with its answers, and what a setting of the channel would say."""
    lines = [
        f"{asked.channel.name} {asked.order_number}: {words.reason(asked.question)}",
        *(_beside(each) for each in (facing.rows if facing else ())),
        f"{words.ask(asked.question.why)} Answers:",
    ]
    lines += [
        f"  --answer {each.ruling:24} {words.ruling(each.ruling)}"
        for each in asked.options
        if each.is_for_orders
    ]
    if asked.has_answers:
        lines.append(f"  --answer {ASK_AGAIN:24} Forget what was answered, and ask again")
    for each in asked.options:
        if each.setting:
            option, value = each.setting.replace("_", "-"), as_text(each.value)
            lines.append(f'  for all orders: kfdesk channels set "{asked.channel.name}" --{option} {value}')
    return "\n".join(lines)


def _beside(facing: Facing) -> str:
    """One field of the order, and of what KashFlow holds in its place."""
    label, ours, theirs = words.facing(facing.field), _plain(facing.ours), _plain(facing.theirs)
    return f"  {label + ':':16} {ours or '-':32} in KashFlow: {theirs or '-'}"


def _plain(value: Shown) -> str:
    return f"{value[0]} {value[1]}" if isinstance(value, tuple) else str(value)


def _cause(text: str) -> Why:
    try:
        return Why(text.replace("-", "_"))
    except ValueError:
        raise click.UsageError(f"There is no cause {text}.") from None


def _is_held(row: OrderRow) -> bool:
    """Whether it still needs a person: what the next export acts on does not."""
    is_answered = row.reason is not None and row.reason.why is Why.WILL_ACT
    return row.state in {OrderState.NEEDS_ATTENTION, OrderState.IN_DOUBT} and not is_answered


def _pieces(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), ROWS):
        yield ids[start : start + ROWS]
