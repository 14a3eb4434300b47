"""Words for every error, reason and state."""

import string
from collections.abc import Iterator

import pytest

from kfdesk import words
from kfdesk.domain.answers import RULINGS, Ruling
from kfdesk.domain.channels import ChannelSettings
from kfdesk.domain.company import IntegrationState
from kfdesk.domain.errors import AnotherCompany, FieldEmpty, KfdeskError
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers.files import DOCUMENTS, READERS, REPORTS
from kfdesk.services.answer_orders import SETTINGS
from kfdesk.words import answers
from kfdesk.words.answers import QUESTIONS
from kfdesk.words.errors import ERRORS
from kfdesk.words.reasons import REASONS


def _family(cls: type[KfdeskError] = KfdeskError) -> Iterator[type[KfdeskError]]:
    for child in cls.__subclasses__():
        yield child
        yield from _family(child)


def _leaves() -> list[type[KfdeskError]]:
    return sorted({cls for cls in _family() if not cls.__subclasses__()}, key=lambda cls: cls.__name__)


@pytest.mark.parametrize("cls", _leaves())
def test_every_error_has_words_of_its_own_when_it_can_be_raised(cls: type[KfdeskError]) -> None:
    """Each class that can be raised has a title, a meaning and advice of its own."""
    assert cls in ERRORS
    error = cls(**dict.fromkeys(cls.needs, "X"))
    assert words.title(error).endswith((".", "X"))
    assert words.meaning(error)
    assert "{" not in words.sentence(error)


def test_every_reason_has_a_sentence_when_listed() -> None:
    """No code is without its sentence."""
    assert set(REASONS) == set(Why)


@pytest.mark.parametrize("why", list(Why))
def test_reason_fills_its_facts_when_given(why: Why) -> None:
    """A sentence uses its facts and nothing else."""
    fields = {field for _, field, _, _ in string.Formatter().parse(REASONS[why]) if field}
    assert "{" not in words.reason(Reason(why, dict.fromkeys(fields, "X")))


def test_every_question_and_ruling_has_words_when_listed() -> None:
    """What can be asked and what can be answered is said in words; the command's are one word each."""
    assert set(QUESTIONS) == {*RULINGS, *(why for why, _ in SETTINGS)}
    assert set(answers.ASKS) == set(QUESTIONS)
    assert set(answers.RULINGS) == set(answers.MEANINGS) == set(Ruling)
    assert all(" " not in ruling for ruling in Ruling)


def test_every_state_and_setting_has_a_name_when_shown() -> None:
    """States of orders, postings and integrations, and all settings, have words."""
    for value in (*OrderState, *Step, *IntegrationState):
        assert words.state(value)
    for field in ChannelSettings.__dataclass_fields__:
        assert words.setting(field)


def test_words_pass_through_the_translation_when_one_is_set() -> None:
    """The window's translate function sees every text before it is filled."""
    try:
        words.set_translate(str.upper)
        assert words.state("ready") == "READY"
    finally:
        words.set_translate(str)


def test_facts_that_are_codes_are_shown_as_words() -> None:
    """A setting or field code never reaches the reader as it is."""
    assert words.title(FieldEmpty(field="profile_name")) == "The profile name is empty."
    assert "Beta Ltd" in words.title(AnotherCompany(expected="Alpha Ltd", found="Beta Ltd"))


def test_dates_are_shown_as_they_are_said() -> None:
    """A date among the facts is not shown as a computer writes it."""
    assert "14 November 2026" in words.reason(Reason(Why.BEFORE_EXPORT_FROM, {"date": "2026-11-14"}))
    assert "payment date" in words.reason(Reason(Why.NO_DATE, {"date": "paid"}))


def test_several_settings_are_shown_by_their_labels() -> None:
    """A list of codes reads like one code: no code of it reaches the reader."""
    why = Reason(Why.CHANNEL_NOT_READY, {"channel": "Till", "missing": "sales_type, bank_account"})
    assert words.reason(why) == "Till is not ready. Still to be set: Sales Type, Bank Account."


FORMATS = {
    *(each.format for each in READERS),
    *(each.format for each in REPORTS),
    *(each.format for each in DOCUMENTS.readers),
}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_kind_of_file_has_a_name(form: str) -> None:
    """Nobody reads a code beside a file."""
    assert words.name(form) != form
