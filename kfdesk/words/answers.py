"""What is asked about orders, in a few words and as a question, and what each answer says."""

from collections.abc import Mapping

from kfdesk.domain.answers import Ruling
from kfdesk.domain.reasons import Why

QUESTIONS: Mapping[Why, str] = {
    Why.VAT_PERIOD_FILED: "Dated in a period whose VAT is filed",
    Why.LAYOUTS_DISAGREE: "Two files of the order disagree",
    Why.CANCELLED_BUT_PAID: "Cancelled, but the money was kept",
    Why.REFUND_UNCLEAR: "What was given back is not clear",
}
"""The matter in a few words; also the reason that an order bears when it is left out for it."""

RULINGS: Mapping[Ruling, str] = {
    Ruling.EXPORT: "Export it all the same",
    Ruling.AS_IT_STANDS: "Invoice it as it stands here",
    Ruling.LEAVE_OUT: "Leave it out",
}
