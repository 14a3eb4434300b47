"""The one next thing to do, in words, and the page it is done on."""

from PySide6.QtCore import QCoreApplication

from kfdesk.services.overview import NextStep

PAGES = {
    NextStep.LINK: "integration_manager_page",
    NextStep.CHANNELS: "kashflow_settings_page",
    NextStep.IMPORT: "orders_page",
    NextStep.ATTENTION: "orders_page",
    NextStep.EXPORT: "export_page",
    NextStep.NOTHING: "orders_page",
}
"""objectNames of the pages; links are made in the Integration Manager."""

WAY = (NextStep.LINK, NextStep.CHANNELS, NextStep.IMPORT, NextStep.EXPORT)
"""From the first start to the first export."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("NextSteps", text)


def way_text(step: NextStep) -> str:
    """A step of the way in a few words."""
    return {
        NextStep.LINK: _tr("Link a company"),
        NextStep.CHANNELS: _tr("Set its channels"),
        NextStep.IMPORT: _tr("Drop order files"),
        NextStep.EXPORT: _tr("Export"),
    }[step]


def title(step: NextStep) -> str:
    """What there is, or is not, so far."""
    return {
        NextStep.LINK: _tr("No company is linked yet"),
        NextStep.CHANNELS: _tr("No channel is switched on yet"),
        NextStep.IMPORT: _tr("No orders yet"),
        NextStep.ATTENTION: _tr("Nothing is ready to export"),
        NextStep.EXPORT: _tr("Orders are ready to export"),
        NextStep.NOTHING: _tr("Everything is exported"),
    }[step]


def sentence(step: NextStep) -> str:
    """What to do, in a sentence."""
    return {
        NextStep.LINK: _tr(
            "Link your KashFlow company first. To try kfdesk without one, link the practice company: "
            "nothing in it reaches KashFlow."
        ),
        NextStep.CHANNELS: _tr(
            "Say in KashFlow Settings how the orders of each channel are posted, and switch Export Orders "
            "on. A channel is added with the first order file that you drop in this window, or there."
        ),
        NextStep.IMPORT: _tr(
            "Drop the order files of your channels anywhere in this window, or import them under Orders."
        ),
        NextStep.ATTENTION: _tr(
            "The orders that are left need a look first. Orders says why, and how to mend it."
        ),
        NextStep.EXPORT: _tr("Look at the invoices as they would be posted, then export them."),
        NextStep.NOTHING: _tr("Drop new order files anywhere in this window when there are some."),
    }[step]


def button_text(step: NextStep) -> str:
    """The label of the button that leads there."""
    return {
        NextStep.LINK: _tr("&Link a company"),
        NextStep.CHANNELS: _tr("&Set channels"),
        NextStep.IMPORT: _tr("&Import orders"),
        NextStep.ATTENTION: _tr("See &Orders"),
        NextStep.EXPORT: _tr("Go to &Export"),
        NextStep.NOTHING: _tr("See &Orders"),
    }[step]
