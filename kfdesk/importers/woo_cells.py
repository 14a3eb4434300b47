"""Cells in which WooCommerce's plug-ins keep several things: `name:Mug|quantity:2|total:20.00`.

One plug-in puts a backslash before its own signs, the other does not escape at all; so a sign
parts a cell only where a name and a colon follow. Some settings write JSON instead.
"""

import json
import re

_FIELD = re.compile(r"(?<!\\)\|(?=[\w ]+:)")
_ENTRY = re.compile(r"\|\||(?<!\\);(?=(?:id|name|rate_id|code|amount|items|title)\b[^|;]*:)")
_ESCAPED = re.compile(r"\\([|:;\\])")
_COLON = re.compile(r"(?<!\\):")

Entry = dict[str, str]


def entries(cell: str) -> list[Entry]:
    """The things in a cell, by name; raises ValueError for broken JSON."""
    bare = cell.strip()
    if not bare:
        return []
    if bare.startswith(("[", "{")):
        return _from_json(bare)
    return [_entry(part) for part in _ENTRY.split(bare) if part.strip()]


def _entry(text: str) -> Entry:
    found: Entry = {}
    for field in _FIELD.split(text):
        name, *rest = _COLON.split(field, maxsplit=1)
        if rest:
            held = _ESCAPED.sub(r"\1", rest[0]) if "\\" in rest[0] else rest[0]
            found.setdefault(name.strip(), held.strip())
    return found


def _from_json(text: str) -> list[Entry]:
    value = json.loads(text, parse_float=str)
    things = value if isinstance(value, list) else [value]
    return [
        {name: str(held) for name, held in thing.items() if isinstance(held, (str, int))}
        for thing in things
        if isinstance(thing, dict)
    ]
