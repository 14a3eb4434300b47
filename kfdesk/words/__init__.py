"""The sentence for each error, state and reason, in words one would say to a shop owner.

Texts are templates over the facts that errors and reasons carry. They pass through one
translate function, which the window sets (`set_translate`); commands use them as they are.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from kfdesk.domain.answers import Ruling
from kfdesk.domain.errors import KfdeskError
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.reconciliation import Cause, Difference
from kfdesk.words.answers import ASKS, MEANINGS, QUESTIONS, RULINGS
from kfdesk.words.causes import CAUSES, WITH_REASON
from kfdesk.words.errors import ERRORS, UNKNOWN, ErrorWords
from kfdesk.words.names import FACING, MONTHS, NAMES, PHASES, SETTINGS, STATES
from kfdesk.words.reasons import REASONS

__all__ = [
    "advice",
    "ask",
    "cause",
    "difference",
    "facing",
    "file_name",
    "meaning",
    "name",
    "phase",
    "question",
    "reason",
    "ruling",
    "ruling_means",
    "set_translate",
    "setting",
    "state",
    "title",
]

_ALL_NAMES = NAMES.keys() | SETTINGS.keys()
_CODED = (
    "setting",
    "missing",
    "date",
    "why",
    "field",
    "operation",
    "package",
    "report",
    "place",
    "rule",
    "after",
)

_ANSWERS: Mapping[str, Mapping[str, str]] = {
    "question": {why.value: text for why, text in QUESTIONS.items()},
    "answer": {ruling.value: text for ruling, text in RULINGS.items()},
    "by": {"": "you"},
}
"""Facts of an answer that was given."""
_DAYS = ("date", "first", "last", "filed_to")


class _Translator:
    """Holds the translate function; as long as none is set, texts stay as written."""

    def __init__(self) -> None:
        self.translate: Callable[[str], str] = str


_translator = _Translator()


def set_translate(translate: Callable[[str], str]) -> None:
    """Pass every text through this function from now on."""
    _translator.translate = translate


def title(error: BaseException) -> str:
    """What happened, in a few words."""
    return _fill(_words_of(error).title, _facts_of(error))


def meaning(error: BaseException) -> str:
    """What it means for the books."""
    return _fill(_words_of(error).meaning, _facts_of(error))


def advice(error: BaseException) -> str:
    """The one thing to do."""
    return _fill(_words_of(error).advice, _facts_of(error))


def sentence(error: BaseException) -> str:
    """All three in one paragraph, for a command's output."""
    return " ".join(part for part in (title(error), meaning(error), advice(error)) if part)


def reason(why: Reason) -> str:
    """The sentence for a reason."""
    return _fill(REASONS[why.why], why.facts)


def question(why: Why) -> str:
    """What is asked about an order, in a few words."""
    return _translator.translate(QUESTIONS[why])


def ask(why: Why) -> str:
    """What is asked about an order, as it is put to a person."""
    return _translator.translate(ASKS[why])


def ruling(value: Ruling) -> str:
    """What an answer says."""
    return _translator.translate(RULINGS[value])


def ruling_means(value: Ruling) -> str:
    """What an answer means for the invoice."""
    return _translator.translate(MEANINGS[value])


def cause(code: Cause) -> str:
    """Why orders and KashFlow differ, in a few words."""
    return _translator.translate(CAUSES[code].title)


def difference(found: Difference) -> str:
    """What one difference is about, and the reason where the book has one."""
    text = _fill(CAUSES[found.cause].sentence, found.facts)
    why = found.reason if found.cause in WITH_REASON else None
    return f"{text} {reason(why)}" if why else text


def state(value: str) -> str:
    """The word for an order state, an integration state or a posting's end."""
    return _translator.translate(STATES[str(value)])


def setting(value: str) -> str:
    """The label of a channel setting, as the guide has it."""
    return _translator.translate(SETTINGS[value])


def facing(field: str) -> str:
    """What a field of an order, and of what KashFlow holds in its place, is called."""
    return _translator.translate(FACING[field])


def phase(value: str) -> str:
    """What an export is doing."""
    return _translator.translate(PHASES[str(value)])


def name(code: str) -> str:
    """A word for a code that stands in a fact; the code itself when it has none."""
    return _translator.translate(NAMES.get(code) or SETTINGS.get(code) or code)


def file_name(path: Path) -> str:
    """What a file is called, after the zip that it lies in."""
    return f"{path.parent.name}/{path.name}" if path.parent.suffix.lower() == ".zip" else path.name


def _words_of(error: BaseException) -> ErrorWords:
    return next((ERRORS[cls] for cls in type(error).__mro__ if cls in ERRORS), UNKNOWN)


def _facts_of(error: BaseException) -> Mapping[str, object]:
    return error.facts if isinstance(error, KfdeskError) else {"kind": type(error).__name__}


def _fill(template: str, facts: Mapping[str, object]) -> str:
    shown = {key: _show(key, value) for key, value in facts.items()}
    return " ".join(_translator.translate(template).format(**shown).split())


def _as_day(text: str) -> str:
    """A date as it is said; any other text as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {_translator.translate(MONTHS[day.month - 1])} {day.year}"


def _show(key: str, value: object) -> str:
    if key in _ANSWERS:
        return _translator.translate(_ANSWERS[key].get(str(value), str(value)))
    if isinstance(value, str):
        codes = value.split(", ")  # what planning finds missing is a list in one text
        if key in _CODED and _ALL_NAMES.issuperset(codes):
            return ", ".join(map(name, codes))
        return _as_day(value) if key in _DAYS else value
    if isinstance(value, Iterable):
        # What may be typed is shown as it is typed.
        shown = (str(item) if key == "allowed" else name(str(item)) for item in value)
        return ", ".join(shown)
    return str(value)
