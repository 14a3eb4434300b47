"""A sentence for each reason."""

from collections.abc import Mapping

from kfdesk.domain.reasons import Why

REASONS: Mapping[Why, str] = {
    # waits
    Why.NOT_PAID: "Not paid yet.",
    Why.NOT_DESPATCHED: "Not despatched yet.",
    Why.NO_DATE: "The order has no {date} yet, and the invoice is to bear it.",
    Why.EXPORT_OFF: "Export Orders is off for {channel}.",
    Why.CHANNEL_NOT_READY: "{channel} is not ready. Still to be set: {missing}.",
    Why.NOTHING_LINKED: "No KashFlow company is linked yet.",
    # left out
    Why.CANCELLED: "Cancelled before it was exported: no invoice.",
    Why.REFUNDED_IN_FULL: "Refunded in full and never despatched: no invoice.",
    Why.NOTHING_TO_PAY: "The order comes to 0.00: no invoice.",
    Why.BEFORE_EXPORT_FROM: "Dated before {date}, from which this channel is exported.",
    Why.LEFT_OUT: "Left out by you: {reason}",
    Why.NOT_A_SALE: "Not a sale of this channel: {why}.",
    # a person must look
    Why.VAT_UNKNOWN: "The file does not say the VAT rate of “{title}”.",
    Why.VAT_RATE_MISSING: "KashFlow has no VAT rate of {rate} %.",
    Why.VAT_DIFFERS: "The file says {stated} VAT, its own figures come to {calculated}.",
    Why.TOTAL_DIFFERS: "The channel says {stated}, the lines come to {calculated}.",
    Why.NEGATIVE_TOTAL: "The order comes to {gross}, less than nothing.",
    Why.MARKETPLACE_TAX_AT_HOME: (
        "The marketplace collected {tax} tax on a sale within the UK, as it does for overseas sellers."
    ),
    Why.MARKETPLACE_TAX_REPORTED: (
        "The {report} says that the marketplace accounts for the tax on this sale ({tax}); "
        "the order file has it as yours."
    ),
    Why.DESTINATION_UNKNOWN: "The file does not say which country the order went to.",
    Why.SHIPPED_FROM_ABROAD: "Sent from outside the UK ({country}): is it a UK sale at all?",
    Why.SENT_WITH_MARKETPLACE_VAT: (
        "The {report} says that the marketplace accounts for the tax on this sale ({tax}), "
        "but the invoice in KashFlow has UK VAT on it."
    ),
    Why.SENT_WITH_VAT_FROM_ABROAD: (
        "A report of the marketplace says that the goods left another country ({country}), "
        "but the invoice in KashFlow has UK VAT on it."
    ),
    Why.TAX_BASIS_UNKNOWN: "It cannot be told whether the prices hold the tax of {tax}.",
    Why.GIFT_CARD_SOLD: "A gift card was sold: “{title}”. VAT on it depends on the kind of card.",
    Why.DELIVERY_TAX_UNKNOWN: "It cannot be told how much VAT the delivery of {delivery} bears.",
    Why.CURRENCY_OFF: "The order is in {currency}, and Foreign Currency is off for this channel.",
    Why.CURRENCY_MISSING: "KashFlow has no currency {currency}.",
    Why.CURRENCY_WITHOUT_PENCE: "{currency} does not have two decimals, so KashFlow cannot hold it exactly.",
    Why.STAMP_TOO_LONG: "“{stamp}” is longer than the {longest} characters KashFlow keeps.",
    Why.SEEN_ELSEWHERE: "{channel} already has this sale as {order_number}.",
    Why.LAYOUTS_DISAGREE: "Two files of this order disagree: {before} and {after}.",
    Why.READER_PROBLEM: "{problem}",
    Why.ROWS_UNREADABLE: "Row {rows} of the order cannot be read.",
    Why.CELL_UNREADABLE: "“{column}” holds “{found}”, which cannot be read.",
    Why.ROW_SHIFTED: "Row {row} has more cells than there are headings: a comma in a text has moved them.",
    Why.LINES_APART: (
        "Lines of order {order_number} stand away from its first row: the file was sorted. Download it again."
    ),
    Why.ROWS_DISAGREE: (
        "The rows of order {order_number} disagree about “{column}”: {found}. "
        "If it is a figure of the line, say so in the column mapping."
    ),
    Why.TWICE_IN_FILE: "Order {order_number} is in the file twice with other figures; the first was taken.",
    Why.ORDER_EDITED: "Edited after it was placed: lines and total do not fit; outstanding: {outstanding}.",
    Why.CANCELLED_BUT_PAID: "Cancelled, but {paid} was paid and not given back.",
    Why.REFUND_UNCLEAR: "Money was given back, but the file does not say how much of it was yours: {found}.",
    Why.PAYMENT_NEEDS_PERSON: "Paid by “{method}”: record the payment of {paid} in KashFlow yourself.",
    Why.PAYMENT_IN_PART: "Paid in part: record in KashFlow what was paid of {gross}.",
    Why.CHANGED_AFTER_EXPORT: "Changed after its invoice was sent: {before} before, {after} now.",
    # found while exporting
    Why.REFUSED: "KashFlow said no: {detail}",
    Why.HELD: "The export stopped before this order: {detail}",
    Why.DOUBT: "No clear answer to “{operation}” ({detail}). kfdesk looks in KashFlow before it sends again.",
    Why.SECOND_DOUBT: "Twice no clear answer to “{operation}”. Please look in KashFlow, then decide.",
    Why.FOUND_BUT_DIFFERS: (
        "Invoice {number} in KashFlow bears this order's reference, but says {theirs} instead of {ours}."
    ),
    Why.LOOK_ALIKE: (
        "Invoice {number} ({customer}, {date}, {gross}) may already be this order. Is it the same sale?"
    ),
    Why.LOOK_ALIKE_DIFFERS: (
        "Invoice {number} ({customer}, {date}) looks like this order but comes to {gross}, not {ours}. "
        "If it is this order, correct it in KashFlow or leave the order out."
    ),
    Why.TO_BE_TAKEN_OVER: "You said that invoice {number} is this order's: the next export takes it over.",
    Why.TAKEN_BY_OTHER: (
        "Invoice {number} was taken over for {other}, so this order has none: the next export sends it."
    ),
    Why.WILL_ACT: "You said: “{answer}”. The next export looks in KashFlow once more and acts on it.",
    Why.READ_BACK_DIFFERS: "Read back from KashFlow, {field} is {found}; {sent} was sent.",
    Why.NUMBER_TAKEN: "KashFlow gave number {number} for this order and for {other}.",
    Why.TWIN: "Several invoices in KashFlow bear this order's reference: {numbers}.",
    Why.PART_PAID: "Somebody entered {paid} of {gross} on invoice {number}. Is {rest} still to be entered?",
    Why.SAME_PAYMENT_FOUND: (
        "A payment of {amount} is already on invoice {number} ({note}). Is it this order's?"
    ),
    Why.PAYMENT_TWIN: "Invoice {number} has two payments for this order.",
    Why.GONE: "Invoice {number} is no longer in KashFlow.",
    Why.LOOK_UP_GONE: "{setting} “{name}” is no longer in KashFlow.",
    Why.LIST_EMPTY: (
        "KashFlow's list for {setting} came back empty. Look at it in KashFlow, then export again."
    ),
    Why.CUSTOMER_DIFFERS: "Customer {code} in KashFlow is {name}. Is that this buyer?",
    # refunds, changes and undo
    Why.REFUND_DATE_NEEDED: "{amount} was given back, but the file has no date: tell it with Refund…",
    Why.REFUND_OTHER_CURRENCY: (
        "The report has order {order_number} in {found}, the book in {currency}: nothing of it was taken. "
        "If money was given back, tell it with Refund…"
    ),
    Why.REFUND_TAKEN_BACK: (
        "A refund of order {order_number} was taken back: {amount}. Nothing was changed; "
        "if its credit note was sent already, correct it in KashFlow."
    ),
    Why.CLAIM_UNDECIDED: (
        "{kind} of {amount} on order {order_number}: it may still be decided for you, so it counts as no "
        "refund. If the money is gone for good, tell it with Refund…"
    ),
    Why.KIND_UNKNOWN: (
        "“{kind}” of {amount} on order {order_number}: kfdesk does not know what that is, so it counts as no "
        "refund. If it is one, tell it with Refund…"
    ),
    Why.ROW_NOT_ITS_TOTAL: (
        "The amounts of a row of order {order_number} come to {calculated}, but its total is {stated}: one "
        "may stand under a heading that kfdesk does not know. Nothing of the row was taken. If it is a "
        "refund, tell it with Refund…"
    ),
    Why.ORDER_OF_OTHER_CHANNEL: (
        "Order {order_number} is one of {channel}: import this report for {channel} too."
    ),
    Why.ORDER_NOT_IN_BOOK: (
        "Order {order_number} is not in the book. "
        "If it should be, import its order file, then this report again."
    ),
    Why.REFUND_OVER_INVOICE: (
        "{over} more was given back of order {order_number} than its {gross}; what is beyond is not credited."
    ),
    Why.CANCELLED_AFTER_EXPORT: (
        "Cancelled after its invoice was sent: tell with Refund… from which day {amount} is to be credited."
    ),
    Why.VAT_PERIOD_FILED: "Dated {date}, and VAT is filed up to {filed_to}: exported only when you say so.",
    Why.CREDIT_NOTE_OPEN: (
        "Credit note {number} stays open, for it is not clear how its invoice was paid: "
        "enter in KashFlow how the money went back."
    ),
    Why.CREDIT_NOTE_REFUSED: (
        "Credit note {number} stays open, for KashFlow said no to the {amount} that went back on it "
        "({detail}): enter it in KashFlow yourself."
    ),
    Why.CREDIT_NOTE_WAITS: "A credit note of {amount} waits until you accept the change.",
    Why.UNDO_CUT_OFF: "Undoing was cut off: undo the run again to bring it to its end.",
    Why.UNDO_DELETES: "Invoice {number} is deleted, its payment first.",
    Why.UNDO_DELETES_UNPAID: "Invoice {number} is deleted.",
    Why.UNDO_VAT_FILED: "Invoice {number} is dated {date}, and VAT is filed up to {filed_to}.",
    Why.UNDO_PAID_BY_OTHERS: "{amount} was paid on invoice {number} by somebody else.",
    Why.UNDO_REFUSED: "KashFlow would not delete invoice {number}: {detail}",
    Why.UNDO_EDITED: "Invoice {number} was changed in KashFlow: {field} is {found}, {sent} was sent.",
    Why.UNDO_CREDITED_ALREADY: "Invoice {number} is already credited in full.",
    Why.UNDO_CREDIT_STAYS: "Credit note {number} is for money that was given back, so it stays.",
    Why.UNDO_NOT_OURS: "Invoice {number} was found in KashFlow, not sent by this run, so it stays.",
    Why.UNDO_PART_CREDITED: "Invoice {number} has credit notes already; the rest of it is credited.",
    Why.UNDO_IN_DOUBT: "KashFlow gave no clear answer about this order yet; that is settled first.",
    Why.UNDO_NOTHING_SENT: "Nothing of it reached KashFlow.",
    Why.TWIN_DELETING: "Invoice {number}, the second with this order's reference, is being deleted.",
    Why.UNDONE_ON: "Undone on {date}. It is exported again only when you choose it.",
    Why.CREDIT_OF_UNDO: "Takes back invoice {number}.",
    Why.CREDIT_OF_REFUND: "Money given back on {date} for invoice {number}.",
    # explanations
    Why.RATE_FROM_FILE: "VAT {rate} %: the file says so.",
    Why.RATE_FROM_TAX: "VAT {rate} %: the one rate that explains the file's tax of {tax}.",
    Why.RATE_FROM_SKU: "VAT {rate} %: set for SKUs that begin with {sku}.",
    Why.RATE_FROM_SETTING: "VAT {rate} %: set for the channel.",
    Why.RATE_AS_UNKNOWN: "VAT {rate} %: set for what the file does not say.",
    Why.NO_VAT_SETTING: "No VAT: set for the channel.",
    Why.NO_VAT_COMPANY: "No VAT: the company is not registered.",
    Why.NO_VAT_TIP: "No VAT: a tip.",
    Why.NO_VAT_VOUCHER: "No VAT yet: a voucher; its VAT is due when it is spent.",
    Why.NO_VAT_SAID: "No VAT: you said so.",
    Why.RATE_SAID: "VAT {rate} %: you said so.",
    Why.OUTSIDE_UK_VAT: "No UK VAT: sold from outside the UK ({country}).",
    Why.MARKETPLACE_ZERO: "VAT 0 %: the marketplace accounts for the VAT.",
    Why.EXPORT_SAID: "VAT 0 %: sent outside the UK, as you said.",
    Why.EXPORT_ZERO: "VAT 0 %: sent outside the UK ({country}).",
    Why.FILE_TAX_KEPT_IN_PRICE: "The shop's own tax of {tax} for {country} is part of the price, not UK VAT.",
    Why.MARKETPLACE_TAX_LEFT_OUT: "{tax} tax that the marketplace collected is left out.",
    Why.DISCOUNT_SPREAD: "Order discount of {discount} spread over the lines.",
    Why.DELIVERY_SPLIT: "Delivery split by the VAT rates of the goods.",
    Why.ROUNDING_ON_LINE: "{amount} of rounding put on “{title}”.",
    Why.QUANTITY_IN_WORDS: "Sent as one: {quantity} times a price in whole pennies would not be exact.",
    Why.EXCHANGE_RATE: "In {currency} at KashFlow's rate of {rate}, read on {date}.",
    Why.NO_PAYMENT_UNPAID: "No payment: not paid yet.",
    Why.NO_PAYMENT_SETTING: "No payment: Record Payments is off for the channel.",
    Why.NO_PAYMENT_FOREIGN: "No payment: Foreign Payments is off for the channel.",
    Why.CUSTOMER_OF_CHANNEL: "Made out to the channel's own customer.",
    Why.CUSTOMER_FOUND: "Customer {code} was already there (found by {by}) and stays as it is.",
    Why.LINES_NOT_IN_FILE: "The file names no items; one line stands for all {items}.",
    # VAT evidence
    Why.SENT_TO: "Sent to {place}.",
    Why.SENT_TO_UNKNOWN: "The file does not say where it was sent.",
    Why.SENT_FROM: "Sent from {place}.",
    Why.SENT_FROM_UK: "Sent from the UK: nothing says otherwise.",
    Why.SELLER_TAX_STATED: "The file states {tax} tax of yours.",
    Why.TAX_REPORTED: "The {report} says that the marketplace accounts for {tax} tax.",
    Why.TAX_REPORTED_UNNAMED: "The {report} says that the marketplace accounts for the tax.",
    Why.VAT_RULE: "{rule}.",
    Why.ANSWERED: "{question}: “{answer}”, as {by} answered on {date}.",
}
