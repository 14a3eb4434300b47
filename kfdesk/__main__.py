"""`python -m kfdesk`, and the program without a console that menus and docks start."""

from kfdesk.cli import main as cli_main


def main() -> None:
    cli_main()


if __name__ == "__main__":
    main()
