"""`kfdesk export`: each order of the channels once, as an invoice."""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from types import FrameType

import click

from kfdesk import words
from kfdesk.cli.credit_lines import tell_notes
from kfdesk.cli.desk import (
    EXIT_ATTENTION,
    EXIT_CANCELLED,
    EXIT_DONE,
    counted,
    data_dir_option,
    exit_code,
    give_password,
    json_option,
    opened,
    profile_option,
    say,
    say_error,
    say_json,
    worst,
)
from kfdesk.domain.errors import ExportIsOff
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Why
from kfdesk.services.as_json import export_json
from kfdesk.services.desk import Desk
from kfdesk.services.export import ExportRequest
from kfdesk.services.export_report import (
    ExportedOrder,
    ExportProgress,
    ExportResult,
    Outcome,
    Phase,
    sums_of,
)

SHOWN = 5
"""Order numbers named for one cause; the rest is in `kfdesk orders`."""


class TerminalWatch:
    """Tells progress on standard error when that is a terminal; Ctrl+C asks to stop."""

    def __init__(self) -> None:
        self._stop = False
        self._is_terminal = sys.stderr is not None and sys.stderr.isatty()

    def is_cancelled(self) -> bool:
        """True after the first Ctrl+C."""
        return self._stop

    def progressed(self, progress: ExportProgress) -> None:
        """Write one line over the last."""
        if progress.phase is Phase.ON_HOLD and progress.hold:
            say_error(words.sentence(progress.hold))
        elif self._is_terminal and progress.total:
            click.echo(f"\r{_line(progress):<78}", nl=False, err=True)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Stop at the safe point on Ctrl+C; a second one ends the program at once."""

        def stop(_number: int, _frame: FrameType | None) -> None:
            if self._stop:
                raise KeyboardInterrupt
            self._stop = True
            say_error("Stopping after the call under way…")

        before = signal.signal(signal.SIGINT, stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def _line(progress: ExportProgress) -> str:
    left = f", {progress.seconds_left:.0f} s left" if progress.seconds_left is not None else ""
    return f"{words.phase(progress.phase)}: {progress.done} of {progress.total}{left}"


@click.command()
@profile_option
@click.option(
    "--channel", "channel_names", multiple=True, metavar="NAME", help="Only this channel; repeatable."
)
@click.option("--dry-run", is_flag=True, help="Read the lists, send nothing.")
@click.option("--settle", type=click.IntRange(min=0), metavar="SECONDS", help="Wait after a doubt; 120.")
@click.option("--connections", type=click.IntRange(1, 16), metavar="N", help="Calls at once.")
@json_option
@data_dir_option
@click.pass_context
def export(  # noqa: PLR0913 - the options of the contract
    context: click.Context,
    profile: str | None,
    channel_names: Sequence[str],
    settle: int | None,
    connections: int | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Post every order that is ready to KashFlow, once."""
    watch = TerminalWatch()
    with opened(context) as desk, watch.listening():
        integration = desk.logins.resolve(profile)
        assert integration.company_id is not None  # noqa: S101 - resolve gives linked ones
        request = ExportRequest(
            company_id=integration.company_id,
            channel_ids=_channel_ids(desk, integration.company_id, channel_names),
            settle_s=settle,
            connections=connections,
            is_dry_run=dry_run,
        )
        give_password(desk, integration)
        result = desk.exporter.run(request, watch)
        channels = desk.settings.channels(integration.company_id)
        are_off = [channel.name for channel in channels if not channel.settings.export_orders]
    if as_json:
        say_json(export_json(result))
    else:
        _tell(result, () if channel_names else are_off)
    return code_of(result)


def _channel_ids(desk: Desk, company_id: int, names: Sequence[str]) -> tuple[int, ...] | None:
    """Ids of the channels named; raises UnknownChannel, or ExportIsOff."""
    if not names:
        return None
    channels = [desk.settings.channel_named(company_id, name) for name in names]
    for channel in channels:
        if not channel.settings.export_orders:
            raise ExportIsOff(channel=channel.name)
    return tuple(channel.id for channel in channels)


def code_of(result: ExportResult) -> int:
    """The exit code of an export."""
    if result.stopped_by:
        say_error(words.sentence(result.stopped_by))
    return worst(
        [
            EXIT_CANCELLED if result.was_cancelled else EXIT_DONE,
            exit_code(result.stopped_by) if result.stopped_by else EXIT_DONE,
            EXIT_ATTENTION if result.needs_a_person else EXIT_DONE,
        ]
    )


def _tell(result: ExportResult, are_off: Sequence[str]) -> None:
    """What was posted, or would be, and what is left; `are_off` are the channels that are not exported."""
    ready = [order for order in result.orders if order.state is OrderState.READY]
    if result.run is None:
        would = (
            f"An export would post {_orders_text(ready)}." if ready else "Nothing is ready to be exported."
        )
        say(f"{would} Nothing was sent.")
    else:
        say(f"Exported {_orders_text(result.of(Outcome.EXPORTED))}.")
    if result.late_payments:
        many = counted(len(result.late_payments), "payment", "payments")
        say(f"Recorded {many} for invoices sent before: {_sums_text(result.paid_late)}.")
    if are_off:
        say(f"Not exported, for Export Orders is off: {', '.join(are_off)}.")
    for outcome in (
        Outcome.ALREADY,
        Outcome.NEEDS_ATTENTION,
        Outcome.IN_DOUBT,
        Outcome.SKIPPED,
        Outcome.WAITING,
    ):
        here = [order for order in result.of(outcome) if order.state is not OrderState.READY]
        if here:
            say(f"{words.state(outcome)}: {len(here)}")
    tell_notes(result)
    for orders in _causes(result).values():
        first = orders[0]
        message = words.reason(first.reason) if first.reason else ""
        numbers = ", ".join(order.order_number for order in orders[:SHOWN])
        more = ", …" if len(orders) > SHOWN else ""
        say(f"  {first.channel}: {numbers}{more} ({len(orders)}): {message}")


def _orders_text(orders: Sequence[ExportedOrder]) -> str:
    """Such as: 31 orders: 1369.34 GBP."""
    if not orders:
        return "no orders"
    return f"{counted(len(orders), 'order', 'orders')}: {_sums_text(sums_of(orders))}"


def _sums_text(sums: Sequence[tuple[str, Decimal]]) -> str:
    return ", ".join(f"{amount} {currency}" for currency, amount in sums)


def _causes(result: ExportResult) -> dict[tuple[str, Why], list[ExportedOrder]]:
    """The orders a person must look at, by channel and cause."""
    causes: dict[tuple[str, Why], list[ExportedOrder]] = {}
    for order in result.orders:
        if order.reason and order.outcome in (Outcome.NEEDS_ATTENTION, Outcome.IN_DOUBT):
            causes.setdefault((order.channel, order.reason.why), []).append(order)
    return causes
