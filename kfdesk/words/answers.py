"""What is asked about orders, in a few words and as a question, and what each answer says."""

from collections.abc import Mapping

from kfdesk.domain.answers import Ruling
from kfdesk.domain.reasons import Why

QUESTIONS: Mapping[Why, str] = {
    Why.VAT_UNKNOWN: "VAT rate not in the file",
    Why.VAT_DIFFERS: "VAT in the file and VAT as calculated differ",
    Why.MARKETPLACE_TAX_AT_HOME: "Tax collected by the marketplace on a UK sale",
    Why.MARKETPLACE_TAX_REPORTED: "Tax collected by the marketplace, as its report says",
    Why.DESTINATION_UNKNOWN: "Sent within the UK or abroad",
    Why.SHIPPED_FROM_ABROAD: "Goods that left from outside the UK",
    Why.TAX_BASIS_UNKNOWN: "Whether the prices hold the tax, and whose it is",
    Why.GIFT_CARD_SOLD: "VAT on a gift card",
    Why.ORDER_EDITED: "Order edited after it was placed",
    Why.VAT_PERIOD_FILED: "Dated in a period whose VAT is filed",
    Why.LAYOUTS_DISAGREE: "Two files of the order disagree",
    Why.CANCELLED_BUT_PAID: "Cancelled, but the money was kept",
    Why.REFUND_UNCLEAR: "What was given back is not clear",
    Why.SEEN_ELSEWHERE: "Another channel has this sale",
    Why.LOOK_ALIKE: "An invoice in KashFlow may be this order",
    Why.LOOK_ALIKE_DIFFERS: "An invoice in KashFlow may be this order, with another amount",
    Why.CUSTOMER_DIFFERS: "The customer in KashFlow may be somebody else",
    Why.SAME_PAYMENT_FOUND: "A payment of this amount is there already",
    Why.PART_PAID: "Paid in part by other hands",
    Why.SECOND_DOUBT: "Twice no clear answer from KashFlow",
}
"""The matter in a few words; also the reason that an order bears when it is left out for it."""

RULINGS: Mapping[Ruling, str] = {
    Ruling.STANDARD: "20 %",
    Ruling.REDUCED: "5 %",
    Ruling.ZERO: "0 %",
    Ruling.NO_VAT: "No VAT",
    Ruling.VOUCHER: "A voucher: no VAT until it is spent",
    Ruling.MARKETPLACE: "The marketplace accounts for the VAT",
    Ruling.MINE: "It is my own VAT, and it is paid out to me",
    Ruling.PRODUCT_RATE: "It is not the VAT on my price",
    Ruling.IN_UK: "It stayed in the UK",
    Ruling.ABROAD: "It went abroad",
    Ruling.UK_SALE: "A UK sale all the same",
    Ruling.OUTSIDE_UK_VAT: "Outside UK VAT",
    Ruling.IN_PRICES: "My tax, and the prices hold it",
    Ruling.ON_TOP: "My tax, on top of the prices",
    Ruling.MARKETPLACE_IN_PRICES: "The marketplace's tax, and the prices hold it",
    Ruling.MARKETPLACE_ON_TOP: "The marketplace's tax, on top of the prices",
    Ruling.FILE: "The figure of the file",
    Ruling.CALCULATED: "The calculated figure",
    Ruling.DIFFERENCE_LINE: "Invoice the channel's total, the difference on a line of its own",
    Ruling.EXPORT: "Export it all the same",
    Ruling.AS_IT_STANDS: "Invoice it as it stands here",
    Ruling.TAKE_OVER: "It is this order's invoice: take it over",
    Ruling.TWO_SALES: "These are two sales: export this one too",
    Ruling.PAID: "What is there is this order's: enter nothing more",
    Ruling.PAY: "That payment is another's: enter this order's too",
    Ruling.PAY_REST: "What is there is this order's: enter the rest",
    Ruling.SEND_AGAIN: "It is not in KashFlow: send it once more",
    Ruling.SAME_CUSTOMER: "It is this buyer: use that customer",
    Ruling.LEAVE_OUT: "Leave it out",
}
