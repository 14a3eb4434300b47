"""Country names as channels write them, as ISO 3166-1 alpha-2 codes."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from kfdesk.importers.months import LANGUAGES

# What channels say where Babel's English has another word.
ALSO = {
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "usa": "US",
    "united states of america": "US",
    "the netherlands": "NL",
    "czech republic": "CZ",
    "czechia": "CZ",
    "hong kong": "HK",
    "macau": "MO",
    "macao": "MO",
    "russian federation": "RU",
    "korea, republic of": "KR",
    "republic of korea": "KR",
    "viet nam": "VN",
    "turkey": "TR",
    "republic of ireland": "IE",
    "the bahamas": "BS",
    "el": "GR",
}
CODE_LENGTH = 2


@cache
def _codes() -> Mapping[str, str]:
    names = Locale("en").territories
    countries = {code: name for code, name in names.items() if len(code) == CODE_LENGTH and code.isalpha()}
    by_name = {name.lower(): code for code, name in countries.items() if code not in _NOT_COUNTRIES}
    return by_name | {code.lower(): code for code in countries if code not in _NOT_COUNTRIES} | ALSO


_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "UK"})


@cache
def country_code(text: str) -> str:
    """The code of a country's name or code, empty when it is not known."""
    return _codes().get(" ".join(text.split()).lower().replace("&", "and"), "") or _codes().get(
        " ".join(text.split()).lower(), ""
    )


@cache
def country_of(text: str) -> str:
    """A country's code from its name in one of the languages that shops export in, or empty."""
    return country_code(text) or _countries().get(" ".join(text.split()).casefold(), "")


@cache
def _countries() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if country_code(code):
                names.setdefault(name.casefold(), code)
    return names
