"""The book: everything kfdesk knows, in one file, through SQLAlchemy Core."""

from kfdesk.store.database import SqlBook, open_book

__all__ = ["SqlBook", "open_book"]
