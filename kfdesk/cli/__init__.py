"""The same services without a window (DESIGN 7). No command but `tour` loads Qt."""

import sys
from collections.abc import Sequence

import click

from kfdesk import words
from kfdesk.cli import (
    answers,
    audit,
    channels,
    company,
    export,
    export_again,
    history,
    link,
    orders,
    practice,
    reconcile,
    refund,
    settle,
    smoke,
    undo,
    window,
)
from kfdesk.cli.desk import EXIT_ATTENTION, EXIT_CANCELLED, EXIT_USAGE, DataDir, exit_code, say_error
from kfdesk.domain.errors import KfdeskError
from kfdesk.paths import data_dir as chosen_data_dir


@click.group("kfdesk", invoke_without_command=True, no_args_is_help=False)
@click.option("--data-dir", type=click.Path(file_okay=False), help="Folder of the book.")
@click.option("--smoke-test", is_flag=True, help="Start, open a book, load what ships, print versions.")
@click.version_option(package_name="kfdesk", prog_name="kfdesk")
@click.pass_context
def program(context: click.Context, data_dir: str | None, *, smoke_test: bool) -> None:
    """Orders from your channels into KashFlow: each one once, to the penny.

    Without a command the window opens.
    """
    context.obj = DataDir(chosen_data_dir(data_dir))
    if smoke_test:
        context.exit(smoke.smoke_test())
    if context.invoked_subcommand is None:
        context.exit(window.open_window(context.obj))


orders.orders.add_command(answers.answer)
for command in (
    link.link,
    orders.import_,
    orders.orders,
    channels.channels,
    export.export,
    undo.undo,
    export_again.export_again,
    company.company,
    history.history,
    reconcile.reconcile,
    refund.refund,
    settle.settle,
    audit.audit,
    practice.practice,
    window.tour,
):
    program.add_command(command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code of DESIGN 7."""
    try:
        result = program.main(arguments, prog_name="kfdesk", standalone_mode=False)
    except click.ClickException as error:
        say_error(error.format_message())
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        return EXIT_CANCELLED
    except KfdeskError as error:
        say_error(words.sentence(error))
        return exit_code(error)
    except Exception as error:  # noqa: BLE001 - our own fault; its story is in the log
        say_error(words.sentence(error))
        return EXIT_ATTENTION
    return result if isinstance(result, int) else 0


def main() -> None:
    """Entry point: runs a command and ends the process with its exit code."""
    sys.exit(run())
