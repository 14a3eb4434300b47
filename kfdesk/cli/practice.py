"""`kfdesk practice serve`: the practice company by itself."""

from threading import Event

import click

from kfdesk.cli.desk import data_dir_option, say
from kfdesk.practice import PracticeServer


@click.group(short_help="The practice company, to try everything.")
def practice() -> None:
    """The practice company, for trying everything without an account."""


@practice.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="A port of your choice.")
@data_dir_option
@click.pass_context
def serve(context: click.Context, port: int) -> None:
    """Serve the practice company of the data folder until Ctrl+C."""
    folder = context.find_root().obj.folder / "practice"
    with PracticeServer(folder, port) as server:
        say(f"Practice company at {server.endpoint}, user name and password: practice")
        try:
            Event().wait()
        except KeyboardInterrupt:
            say("Stopped.")
