"""Why an order is where it is: codes with facts; `kfdesk.words` has the sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """One thing that the program decided or found. Comments name the facts each carries."""

    # The order waits.
    NOT_PAID = "not_paid"
    NOT_DESPATCHED = "not_despatched"
    NO_DATE = "no_date"  # date: paid, ordered or despatched
    EXPORT_OFF = "export_off"  # channel
    CHANNEL_NOT_READY = "channel_not_ready"  # channel, missing
    NOTHING_LINKED = "nothing_linked"
    # The order is left out.
    CANCELLED = "cancelled"
    REFUNDED_IN_FULL = "refunded_in_full"
    NOTHING_TO_PAY = "nothing_to_pay"
    BEFORE_EXPORT_FROM = "before_export_from"  # date
    LEFT_OUT = "left_out"  # reason
    NOT_A_SALE = "not_a_sale"  # why
    # A person must look.
    VAT_UNKNOWN = "vat_unknown"  # title, titles
    VAT_RATE_MISSING = "vat_rate_missing"  # rate
    VAT_DIFFERS = "vat_differs"  # stated, calculated
    TOTAL_DIFFERS = "total_differs"  # stated, calculated
    NEGATIVE_TOTAL = "negative_total"  # gross
    MARKETPLACE_TAX_AT_HOME = "marketplace_tax_at_home"  # tax
    MARKETPLACE_TAX_REPORTED = "marketplace_tax_reported"  # report, tax
    DESTINATION_UNKNOWN = "destination_unknown"  # country
    SHIPPED_FROM_ABROAD = "shipped_from_abroad"  # country
    SENT_WITH_MARKETPLACE_VAT = "sent_with_marketplace_vat"  # report, tax
    SENT_WITH_VAT_FROM_ABROAD = "sent_with_vat_from_abroad"  # country
    TAX_BASIS_UNKNOWN = "tax_basis_unknown"  # tax
    GIFT_CARD_SOLD = "gift_card_sold"  # title, titles
    DELIVERY_TAX_UNKNOWN = "delivery_tax_unknown"  # delivery
    CURRENCY_OFF = "currency_off"  # currency
    CURRENCY_MISSING = "currency_missing"  # currency
    CURRENCY_WITHOUT_PENCE = "currency_without_pence"  # currency
    STAMP_TOO_LONG = "stamp_too_long"  # stamp, longest
    SEEN_ELSEWHERE = "seen_elsewhere"  # channel, order_number
    LAYOUTS_DISAGREE = "layouts_disagree"  # before, after
    READER_PROBLEM = "reader_problem"  # problem
    ROWS_UNREADABLE = "rows_unreadable"  # rows
    CELL_UNREADABLE = "cell_unreadable"  # column, found
    ROW_SHIFTED = "row_shifted"  # row
    LINES_APART = "lines_apart"  # order_number
    ROWS_DISAGREE = "rows_disagree"  # order_number, column, found
    TWICE_IN_FILE = "twice_in_file"  # order_number
    ORDER_EDITED = "order_edited"  # outstanding
    CANCELLED_BUT_PAID = "cancelled_but_paid"  # paid
    REFUND_UNCLEAR = "refund_unclear"  # found
    PAYMENT_NEEDS_PERSON = "payment_needs_person"  # method, paid
    PAYMENT_IN_PART = "payment_in_part"  # gross
    CHANGED_AFTER_EXPORT = "changed_after_export"  # before, after
    # Found while exporting.
    REFUSED = "refused"  # detail
    HELD = "held"  # detail
    DOUBT = "doubt"  # operation, detail
    SECOND_DOUBT = "second_doubt"  # operation, doubts
    FOUND_BUT_DIFFERS = "found_but_differs"  # number, ours, theirs
    LOOK_ALIKE = "look_alike"  # dbid, number, reference, customer, date, gross, ours
    LOOK_ALIKE_DIFFERS = "look_alike_differs"  # as look_alike
    TO_BE_TAKEN_OVER = "to_be_taken_over"  # number
    TAKEN_BY_OTHER = "taken_by_other"  # number, other
    WILL_ACT = "will_act"  # answer
    READ_BACK_DIFFERS = "read_back_differs"  # field, sent, found
    NUMBER_TAKEN = "number_taken"  # number, other
    TWIN = "twin"  # numbers
    PART_PAID = "part_paid"  # number, paid, gross, rest, payments
    SAME_PAYMENT_FOUND = "same_payment_found"  # number, amount, note, payments
    PAYMENT_TWIN = "payment_twin"  # number
    GONE = "gone"  # number
    LOOK_UP_GONE = "look_up_gone"  # setting, name
    LIST_EMPTY = "list_empty"  # setting
    CUSTOMER_DIFFERS = "customer_differs"  # code, id, name
    # Refunds, changes and undo.
    REFUND_DATE_NEEDED = "refund_date_needed"  # amount
    REFUND_OTHER_CURRENCY = "refund_other_currency"  # order_number, found, currency
    REFUND_TAKEN_BACK = "refund_taken_back"  # order_number, amount
    CLAIM_UNDECIDED = "claim_undecided"  # order_number, kind, amount
    KIND_UNKNOWN = "kind_unknown"  # order_number, kind, amount
    ROW_NOT_ITS_TOTAL = "row_not_its_total"  # order_number, stated, calculated
    ORDER_OF_OTHER_CHANNEL = "order_of_other_channel"  # order_number, channel
    ORDER_NOT_IN_BOOK = "order_not_in_book"  # order_number
    REFUND_OVER_INVOICE = "refund_over_invoice"  # order_number, over, gross
    CANCELLED_AFTER_EXPORT = "cancelled_after_export"  # amount
    VAT_PERIOD_FILED = "vat_period_filed"  # date, filed_to
    CREDIT_NOTE_OPEN = "credit_note_open"  # number
    CREDIT_NOTE_REFUSED = "credit_note_refused"  # number, amount, detail
    CREDIT_NOTE_WAITS = "credit_note_waits"  # amount
    UNDO_CUT_OFF = "undo_cut_off"
    UNDO_DELETES = "undo_deletes"  # number
    UNDO_DELETES_UNPAID = "undo_deletes_unpaid"  # number
    UNDO_VAT_FILED = "undo_vat_filed"  # number, date, filed_to
    UNDO_PAID_BY_OTHERS = "undo_paid_by_others"  # number, amount
    UNDO_REFUSED = "undo_refused"  # number, detail
    UNDO_EDITED = "undo_edited"  # number, field, sent, found
    UNDO_CREDITED_ALREADY = "undo_credited_already"  # number
    UNDO_CREDIT_STAYS = "undo_credit_stays"  # number
    UNDO_NOT_OURS = "undo_not_ours"  # number
    UNDO_PART_CREDITED = "undo_part_credited"  # number
    UNDO_IN_DOUBT = "undo_in_doubt"
    UNDO_NOTHING_SENT = "undo_nothing_sent"
    TWIN_DELETING = "twin_deleting"  # number
    UNDONE_ON = "undone_on"  # date
    CREDIT_OF_UNDO = "credit_of_undo"  # number
    CREDIT_OF_REFUND = "credit_of_refund"  # number, date
    # Explanations shown in the preview.
    RATE_FROM_FILE = "rate_from_file"  # rate
    RATE_FROM_TAX = "rate_from_tax"  # rate, tax
    RATE_FROM_SKU = "rate_from_sku"  # rate, sku
    RATE_FROM_SETTING = "rate_from_setting"  # rate
    RATE_AS_UNKNOWN = "rate_as_unknown"  # rate
    NO_VAT_SETTING = "no_vat_setting"
    NO_VAT_COMPANY = "no_vat_company"
    NO_VAT_TIP = "no_vat_tip"
    NO_VAT_VOUCHER = "no_vat_voucher"
    NO_VAT_SAID = "no_vat_said"
    RATE_SAID = "rate_said"  # rate
    OUTSIDE_UK_VAT = "outside_uk_vat"  # country
    MARKETPLACE_ZERO = "marketplace_zero"
    EXPORT_ZERO = "export_zero"  # country
    EXPORT_SAID = "export_said"
    FILE_TAX_KEPT_IN_PRICE = "file_tax_kept_in_price"  # tax, country
    MARKETPLACE_TAX_LEFT_OUT = "marketplace_tax_left_out"  # tax
    DISCOUNT_SPREAD = "discount_spread"  # discount
    DELIVERY_SPLIT = "delivery_split"
    ROUNDING_ON_LINE = "rounding_on_line"  # amount, title
    QUANTITY_IN_WORDS = "quantity_in_words"  # quantity
    EXCHANGE_RATE = "exchange_rate"  # rate, currency, date
    NO_PAYMENT_UNPAID = "no_payment_unpaid"
    NO_PAYMENT_SETTING = "no_payment_setting"
    NO_PAYMENT_FOREIGN = "no_payment_foreign"
    CUSTOMER_OF_CHANNEL = "customer_of_channel"
    CUSTOMER_FOUND = "customer_found"  # code, by
    LINES_NOT_IN_FILE = "lines_not_in_file"  # items
    # VAT evidence, kept with what is posted.
    SENT_TO = "sent_to"  # place
    SENT_TO_UNKNOWN = "sent_to_unknown"
    SENT_FROM = "sent_from"  # place
    SENT_FROM_UK = "sent_from_uk"
    SELLER_TAX_STATED = "seller_tax_stated"  # tax
    TAX_REPORTED = "tax_reported"  # report, tax
    TAX_REPORTED_UNNAMED = "tax_reported_unnamed"  # report
    VAT_RULE = "vat_rule"  # rule
    ANSWERED = "answered"  # question, answer, by, date


STAYS_OPEN = frozenset({Why.CREDIT_NOTE_OPEN, Why.CREDIT_NOTE_REFUSED})
"""What is said of a credit note that is in KashFlow, and that the person settles there."""


@dataclass(frozen=True)
class Reason:
    """A code and the facts its sentence needs, all as plain text."""

    why: Why
    facts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, why: Why, /, **facts: object) -> "Reason":
        """A reason with its facts turned to text."""
        return cls(why, {name: str(value) for name, value in facts.items()})
