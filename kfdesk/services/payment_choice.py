"""The method and account of a payment that was planned in an earlier run, held against today's lists."""

from dataclasses import replace

from kfdesk.domain.channels import ChannelSettings
from kfdesk.domain.company import LookUps
from kfdesk.domain.drift import LIST_OF
from kfdesk.domain.invoices import PaymentDraft
from kfdesk.domain.postings import Posting
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.live_run import LiveRun
from kfdesk.services.payment_look import attention

_HELD_IN = {"payment_method": "method_id", "bank_account": "account_id"}


def with_living_choices(live: LiveRun, posting: Posting) -> Posting:
    """The posting with a payment that KashFlow can take, or stopped with the setting to mend.

    Only for a payment that was never sent: then nothing of it is frozen in KashFlow, and what
    the channel is set to now takes the place of an entry that is gone.
    """
    payment = posting.content.payment
    if payment is None:
        return posting
    with live.book.reading() as session:
        settings = session.channels.get(posting.channel_id).settings
        look_ups = session.companies.look_ups(live.company.id)
    for setting, field in _HELD_IN.items():
        held: int = getattr(payment, field)
        if _is_listed(held, setting, look_ups):
            continue
        chosen = settings.settled(setting)
        if chosen is None or not _is_listed(chosen.id, setting, look_ups):
            gone = Reason.of(Why.LOOK_UP_GONE, setting=setting, name=_name(held, setting, look_ups, settings))
            return attention(posting, gone)
        payment = _holding(payment, field, chosen.id)
    return replace(posting, content=replace(posting.content, payment=payment))


def _holding(payment: PaymentDraft, field: str, held: int) -> PaymentDraft:
    if field == "method_id":
        return replace(payment, method_id=held)
    return replace(payment, account_id=held)


def _is_listed(held: int, setting: str, look_ups: LookUps) -> bool:
    return any(entry.id == held and not entry.is_gone for entry in look_ups.choices(LIST_OF[setting]))


def _name(held: int, setting: str, look_ups: LookUps, settings: ChannelSettings) -> str:
    entries = look_ups.choices(LIST_OF[setting])
    chosen = settings.settled(setting)
    return next((entry.name for entry in entries if entry.id == held), chosen.name if chosen else "")
