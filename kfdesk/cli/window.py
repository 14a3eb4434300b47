"""What shows windows: kfdesk itself and the tour."""

from pathlib import Path

import click

from kfdesk.app import open_desk
from kfdesk.cli.desk import EXIT_DONE, DataDir, data_dir_option, say


def open_window(data_dir: DataDir) -> int:
    """Open the window; the exit code of the program."""
    from kfdesk.ui.start import open_window as open_main_window  # noqa: PLC0415 - commands run without Qt

    with open_desk(data_dir.folder) as desk:
        return open_main_window(desk, data_dir.folder)


@click.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--orders",
    "order_files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Order files to take instead of the practice ones; repeatable.",
)
@data_dir_option
def tour(out: Path, order_files: tuple[Path, ...]) -> int:
    """Drive the real windows through the guide, a picture a step."""
    from kfdesk.tour import run_tour  # noqa: PLC0415 - commands run without Qt

    report = run_tour(out, order_files)
    say(f"{len(report['steps'])} pictures and report.json are in {out}.")
    return EXIT_DONE
