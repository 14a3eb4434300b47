"""Order files of the channels: one module a format."""

from kfdesk.importers.files import OrderFileReader

__all__ = ["OrderFileReader"]
