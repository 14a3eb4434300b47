"""The names of months in the languages that shops and marketplaces export in."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt", "sv")
WIDTHS = ("wide", "abbreviated")
TELLING = 3  # letters that are the least of a name cut short


def month_of(word: str) -> int:
    """1 to 12 of a whole name, an abbreviation or a beginning that fits one month; raises ValueError."""
    bare = word.casefold().rstrip(".")
    exact = _months().get(bare)
    if exact:
        return exact
    fitting = {number for name, number in _months().items() if name.startswith(bare)}
    if len(bare) < TELLING or len(fitting) != 1:
        raise ValueError("not a month")
    return fitting.pop()


@cache
def _months() -> Mapping[str, int]:
    names: dict[str, int] = {}
    for language in LANGUAGES:
        for width in WIDTHS:
            for number, name in Locale(language).months["format"][width].items():
                names.setdefault(name.casefold().rstrip("."), number)
    return names
