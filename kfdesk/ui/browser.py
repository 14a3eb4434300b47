"""The way to a page outside, such as an invoice in KashFlow."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

WEB_SCHEMES = ("http", "https")


class Browser:
    """The person's own browser; a test puts another in its place."""

    @classmethod
    def open(cls, url: QUrl) -> bool:
        """Open a page in the person's own browser."""
        return QDesktopServices.openUrl(url)


def open_page(address: str) -> None:
    """Only web pages: an address from outside must not start a program."""
    url = QUrl(address)
    if url.isValid() and url.scheme() in WEB_SCHEMES:
        Browser.open(url)
