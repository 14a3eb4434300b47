"""Order files of the channels: one module a format."""

from kfdesk.importers.files import OrderFileReader
from kfdesk.importers.mapped_files import MappedFiles

__all__ = ["MappedFiles", "OrderFileReader"]
