"""What Etsy's two order files have in common: header words of US and UK shops, buyers' names."""

from kfdesk.importers.columns import Columns

MARKETPLACE = "Etsy"
BRITISH = (("ship ", "delivery "), ("shipping", "delivery"), ("date shipped", "date posted"))


def at_either(columns: Columns, word: str) -> int:
    """Position of a column by its US word, or by the word that UK shops see."""
    british = word
    for american, ours in BRITISH:
        british = british.replace(american, ours)
    return columns.at(word, british, british.replace("delivery", "postage"))


def username(text: str) -> str:
    """The user name in `Name (user)`, or all of it."""
    name, opened, rest = text.strip().rpartition(" (")
    return rest.removesuffix(")") if opened and rest.endswith(")") else (name + opened + rest)
