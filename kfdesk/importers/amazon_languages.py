"""The words of Amazon's date range report on the sites of the European Union.

One of two layouts stands under each language: tax in a column beside each sum (Germany, France,
Italy, Spain), or one column for all tax and one for what Amazon withholds of it (the
Netherlands, Sweden, Poland, Belgium, Ireland). Kinds that could not be found out are no part of
this; a reader tells the person of each that moves a buyer's money.
"""

from collections.abc import Mapping

from kfdesk.importers.money import Decimals
from kfdesk.importers.report_reader import CLAIMS, ENGLISH, Kind, Language


def _language(
    headings: Mapping[str, str], sold: tuple[str, ...], refunded: tuple[str, ...], *claims: str
) -> Language:
    """`headings` are theirs by ours, several of them parted by strokes."""
    theirs = {own: known for known, owns in headings.items() for own in owns.split("|")}
    kinds = {**ENGLISH.kinds, **dict.fromkeys(sold, Kind.SOLD), **dict.fromkeys(refunded, Kind.REFUNDED)}
    return Language(theirs, kinds, (*CLAIMS, *claims), Decimals.COMMA, is_complete=False)


GERMAN = _language(
    {
        "date/time": "datum/uhrzeit",
        "settlement id": "abrechnungsnummer",
        "type": "typ",
        "order id": "bestellnummer",
        "product sales": "umsätze",
        "product sales tax": "produktumsatzsteuer",
        "shipping credits": "gutschrift für versandkosten",
        "shipping credits tax": "steuer auf versandgutschrift",
        "gift wrap credits": "gutschrift für geschenkverpackung",
        "gift wrap credits tax": "steuer auf geschenkverpackungsgutschriften",
        "promotional rebates": "rabatte aus werbeaktionen",
        "promotional rebates tax": "steuer auf aktionsrabatte",
        "marketplace withheld tax": "einbehaltene steuer auf marketplace",
        "selling fees": "verkaufsgebühren",
        "fba fees": "gebühren zu versand durch amazon",
        "other transaction fees": "andere transaktionsgebühren",
        "other": "andere",
        "total": "gesamt",
    },
    ("bestellung",),
    ("erstattung",),
    "wiedereinzug",
    "rückbuchung",
    "a-bis-z",
)
FRENCH = _language(
    {
        "date/time": "date/heure",
        "settlement id": "numéro de versement|identifiant du paiement",
        "order id": "numéro de la commande",
        "marketplace": "site de vente",
        "product sales": "ventes de produits",
        "product sales tax": "taxes sur la vente des produits",
        "shipping credits": "crédits d'expédition",
        "shipping credits tax": "taxe sur les crédits d'expédition",
        "gift wrap credits": "crédits sur l'emballage cadeau|crédits d'emballage-cadeau",
        "gift wrap credits tax": "taxes sur les crédits cadeaux",
        "promotional rebates": "rabais promotionnels|total des réductions",
        "promotional rebates tax": "taxes sur les remises promotionnelles",
        "sales tax collected": "taxe de ventes prélevée",
        "marketplace withheld tax": "taxes retenues sur le site de vente",
        "marketplace facilitator tax": "taxe marketplace facilitator",
        "selling fees": "frais de vente",
        "fba fees": "frais expédié par amazon|frais pour le service expédié par amazon",
        "other transaction fees": "autres frais de transaction",
        "other": "autre|autres",
    },
    ("commande",),
    ("remboursement",),
)
ITALIAN = _language(
    {
        "date/time": "data/ora",
        "settlement id": "numero pagamento",
        "type": "tipo",
        "order id": "numero ordine",
        "product sales": "vendite",
        "product sales tax": "imposta sulle vendite dei prodotti",
        "shipping credits": "accrediti per le spedizioni",
        "shipping credits tax": "imposta accrediti per le spedizioni",
        "gift wrap credits": "accrediti per confezioni regalo",
        "gift wrap credits tax": "imposta sui crediti confezione regalo",
        "promotional rebates": "sconti promozionali",
        "promotional rebates tax": "imposta sugli sconti promozionali",
        "marketplace withheld tax": "trattenuta iva del marketplace",
        "selling fees": "commissioni di vendita",
        "fba fees": "costi del servizio logistica di amazon",
        "other transaction fees": "altri costi relativi alle transazioni",
        "other": "altro",
        "total": "totale",
    },
    ("ordine",),
    ("rimborso",),
)
SPANISH = _language(
    {
        "date/time": "fecha y hora",
        "settlement id": "identificador de pago",
        "type": "tipo",
        "order id": "número de pedido",
        "marketplace": "web de amazon",
        "product sales": "ventas de productos",
        "product sales tax": "impuesto de ventas de productos",
        "shipping credits": "abonos de envío",
        "shipping credits tax": "impuestos por abonos de envío",
        "gift wrap credits": "abonos de envoltorio para regalo",
        "gift wrap credits tax": "impuestos por abonos de envoltorio para regalo",
        "promotional rebates": "devoluciones promocionales",
        "promotional rebates tax": "impuestos de descuentos por promociones",
        "marketplace withheld tax": "impuesto retenido en el sitio web",
        "selling fees": "tarifas de venta",
        "fba fees": "tarifas de logística de amazon",
        "other transaction fees": "tarifas de otras transacciones",
        "other": "otro",
    },
    ("pedido",),
    ("reembolso",),
)
DUTCH = _language(
    {
        "date/time": "datum/tijd",
        "settlement id": "schikkings-id",
        "order id": "bestelnummer",
        "product sales": "verkoop van producten",
        "shipping credits": "verzendtegoeden",
        "gift wrap credits": "kredietpunten cadeauverpakking",
        "promotional rebates": "promotiekortingen",
        "sales tax collected": "geïnde omzetbelasting",
        "marketplace facilitator tax": "belasting voor marketplace-facilitator",
        "selling fees": "verkoopkosten",
        "fba fees": "fba-vergoedingen",
        "other transaction fees": "overige transactiekosten",
        "other": "overige",
        "total": "totaal",
    },
    ("bestelling",),
    ("terugbetaling",),
)
SWEDISH = _language(
    {
        "date/time": "datum/tid",
        "settlement id": "reglerings-id",
        "type": "typ",
        "order id": "beställnings-id",
        "marketplace": "marknadsplats",
        "product sales": "försäljning av produkter",
        "shipping credits": "fraktkrediter",
        "gift wrap credits": "krediter för presentinslagning",
        "promotional rebates": "kampanjrabatter",
        "sales tax collected": "inkasserad moms",
        "marketplace facilitator tax": "skatt för marknadsplatsförmedlare",
        "selling fees": "försäljningsavgifter",
        "fba fees": "fba-avgifter",
        "other transaction fees": "övriga transaktionsavgifter",
        "other": "övrigt",
        "total": "totalt",
    },
    ("beställning",),
    ("återbetalning",),
)
POLISH = _language(
    {
        "date/time": "data/godzina",
        "settlement id": "identyfikator rozliczenia",
        "type": "typ",
        "order id": "identyfikator zamówienia",
        "marketplace": "rynek",
        "product sales": "sprzedaż produktów",
        "shipping credits": "noty kredytowe za wysyłkę",
        "gift wrap credits": "środki na pokrycie pakowania na prezent",
        "promotional rebates": "rabaty promocyjne",
        "sales tax collected": "pobrany podatek od sprzedaży",
        "marketplace facilitator tax": "podatek od transakcji marketplace facilitator",
        "selling fees": "opłaty za sprzedaż",
        "fba fees": "opłaty za fba",
        "other transaction fees": "inne opłaty transakcyjne",
        "other": "inne",
        "total": "suma",
    },
    ("zamówienie",),
    ("zwrot",),
)
FOREIGN = {
    "German": GERMAN,
    "French": FRENCH,
    "Italian": ITALIAN,
    "Spanish": SPANISH,
    "Dutch": DUTCH,
    "Swedish": SWEDISH,
    "Polish": POLISH,
}
LANGUAGES = (ENGLISH, *FOREIGN.values())
