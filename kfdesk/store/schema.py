"""Which revision a book is at, and bringing it to ours; Alembic is loaded only for that."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from kfdesk.store.engine import reading, writing


class Age(Enum):
    """How a book's revision compares with ours."""

    EMPTY = auto()
    OLDER = auto()
    CURRENT = auto()
    NEWER = auto()
    ALIEN = auto()


_LOCATION = Path(__file__).with_name("migrations")


@dataclass(frozen=True)
class Schema:
    """Our revisions, oldest first, and the folder that Alembic reads them from."""

    revisions: tuple[str, ...] = ("0001",)
    location: Path = _LOCATION


def age_of(engine: Engine, schema: Schema) -> Age:
    """Ask the book for its revision: one cheap query for a book that is ours."""
    with reading(engine) as connection:
        try:
            revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        except OperationalError as error:
            if "no such table" not in str(error.orig):
                raise
            return Age.EMPTY if _is_empty(connection) else Age.ALIEN
    if revision == schema.revisions[-1]:
        return Age.CURRENT
    return Age.OLDER if revision in schema.revisions else Age.NEWER


def migrate(engine: Engine, schema: Schema) -> None:
    """Run what is missing, all in one transaction that has really begun."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema.location).replace("%", "%%"))
    with writing(engine) as connection:
        connection.begin()  # before Alembic looks, so that it leaves the transaction to us
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _is_empty(connection: Connection) -> bool:
    return connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar() == 0
