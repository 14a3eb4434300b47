"""kfdesk: orders from marketplaces and shops become invoices in KashFlow, once and only once."""

__version__ = "0.1.0"
