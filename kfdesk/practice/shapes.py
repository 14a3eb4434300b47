"""The shapes of the records on the wire: name and kind of each field, in KashFlow's order.

A kind is a simple type (`int`, `decimal`, `money`, `string`, `dateTime`, `boolean`), `nil` for a field that
is always sent as nothing, `lines` for the list of invoice lines, or the name of another shape.
"""

from __future__ import annotations

Shape = tuple[tuple[str, str], ...]


def _shape(*parts: str) -> Shape:
    """Fields from words: `name` for a string, `name:kind` for the rest."""
    words = " ".join(parts).split()
    return tuple((name, kind or "string") for name, _, kind in (word.partition(":") for word in words))


def _numbered(name: str, kind: str) -> str:
    return " ".join(f"{name}{number}:{kind}" for number in range(1, 21))


_CUSTOMER_HEAD = (
    "CustomerID:int Code Name Contact Telephone Mobile Fax Email Address1 Address2 Address3 Address4"
    " CountryName CountryCode Postcode Website"
)
_CUSTOMER_BODY = " ".join(
    (
        "Notes Source:int Discount:decimal ShowDiscount:boolean PaymentTerms:int",
        _numbered("ExtraText", "string"),
        _numbered("CheckBox", "int"),
        "Created:dateTime Updated:dateTime CurrencyID:int ContactTitle ContactFirstName ContactLastName",
        "CustHasDeliveryAddress:int DeliveryAddress1 DeliveryAddress2 DeliveryAddress3 DeliveryAddress4",
        "DeliveryCountryName DeliveryCountryCode DeliveryPostcode VATNumber",
    )
)

SHAPES: dict[str, Shape] = {
    "BasicDataset": _shape("ID:int Name Description Value:decimal"),
    "PaymentMethod": _shape("MethodID:int MethodName"),
    "BankAccount": _shape("AccountID:int AccountName AccountCode:int"),
    "Product": _shape(
        "ProductID:int ProductName ProductCode:int ProductDescription ManageStockLevels:int QtyInStock:int",
        "ProductPrice:decimal",
    ),
    "NominalCode": _shape("id:int Code:int Name debit:decimal credit:decimal balance:decimal"),
    "Currencies": _shape("CurrencyId:int CurrencyCode ExchangeRate:decimal isDefault:int"),
    "CompanyDetails": _shape(
        "CompanyName Address1 Address2 Address3 Address4 Postcode PrimaryEmail",
        "PrimaryContact Telephone Mobile",
        "VatRegistered VatRegistrationNumber PaymentTerms:int CurrencySymbol CurrencyPosition UsDate",
        "CurrencyId:int CurrencyName BusinessType1:int BusinessType2:int BusinessType3:int PaymentTermsType",
        "BusinessType1Name BusinessType2Name BusinessType3Name BusinessType:int",
    ),
    "Customer": _shape(_CUSTOMER_HEAD, "EC:int OutsideEC:int", _CUSTOMER_BODY),
    "Customer2": _shape(_CUSTOMER_HEAD, _CUSTOMER_BODY, "TradeBorderType"),
    "Invoice": _shape(
        "InvoiceDBID:int InvoiceNumber:int InvoiceDate:dateTime DueDate:dateTime Customer",
        "CustomerID:int Paid:int",
        "CustomerReference EstimateCategory SuppressTotal:int ProjectID:int CurrencyCode",
        "ExchangeRate:decimal",
        "ReadableString Lines:lines NetAmount:money VATAmount:money AmountPaid:money CustomerName PermaLink",
        "DeliveryAddress:DeliveryAddress UseCustomDeliveryAddress:boolean",
        "CISRCNetAmount:nil CISRCVatAmount:nil IsCISReverseCharge:nil",
    ),
    "InvoiceLine": _shape(
        "Quantity:decimal Description Rate:money ChargeType:int VatRate:decimal VatAmount:money ProductID:int"
        " Sort:int ProjID:int LineID:int ValuesInCurrency:int"
    ),
    "DeliveryAddress": _shape("Name Line1 Line2 Line3 Line4 PostCode CountryName CountryCode"),
    "Payment": _shape(
        "PayID:int PayInvoice:int PayDate:dateTime PayNote PayMethod:int PayAccount:int PayAmount:money"
    ),
    "InvoiceNotes": _shape("InvoiceId:int NoteId:int NoteDate:dateTime Notes"),
}
