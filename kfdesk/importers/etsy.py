"""What Etsy's two order files have in common: header words of US and UK shops, buyers' names."""

from dataclasses import dataclass

from kfdesk.domain.orders import Address
from kfdesk.importers.columns import Columns
from kfdesk.importers.countries import country_code

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


@dataclass(frozen=True)
class AddressAt:
    """Where the cells of the delivery address are; name and streets are called otherwise in each file."""

    name: int
    street1: int
    street2: int
    town: int
    county: int
    postcode: int
    country: int

    @classmethod
    def of(cls, columns: Columns, name: str, street: str) -> "AddressAt":
        """`street` is what the two street columns begin with."""
        return cls(
            name=at_either(columns, name),
            street1=at_either(columns, f"{street}1"),
            street2=at_either(columns, f"{street}2"),
            town=at_either(columns, "ship city"),
            county=at_either(columns, "ship state"),
            postcode=at_either(columns, "ship zipcode"),
            country=at_either(columns, "ship country"),
        )

    def read(self, cells: list[str]) -> Address:
        """The address."""
        return Address(
            name=cells[self.name].strip(),
            line1=cells[self.street1].strip(),
            line2=cells[self.street2].strip(),
            town=cells[self.town].strip(),
            county=cells[self.county].strip(),
            postcode=cells[self.postcode].strip(),
            country=country_code(cells[self.country]),
        )
