"""Header words that tell a meaning, in the languages that shops export in, likeliest first.

Compared without blanks, signs and case: `Order No.` is `orderno`.
"""

from collections.abc import Mapping

from kfdesk.domain.mapping import Meaning

HEADERS: Mapping[Meaning, str] = {
    Meaning.ORDER_NUMBER: (
        "ordernumber orderno ordernr orderid ordernum order salesordernumber saleid salenumber onbuyorderid "
        "ordername invoicenumber receiptnumber bestellnummer bestellnr auftragsnummer auftragsnr "
        "numerodecommande numcommande commande numeropedido numerodepedido pedido numeroordine ordine "
        "bestelnummer ordrenummer numerzamowienia orderreference ordercode nopid reference id"
    ),
    Meaning.CHANNEL_REFERENCE: (
        "channelorderref channelreference channelorderid channelref externalreference referencenumber "
        "marketplaceorderid marketplaceorderno secondaryreference externalorderid externalid "
        "externebestellnummer referenceexterne"
    ),
    Meaning.ORDERED: (
        "orderdate ordered orderedat dateordered purchasedate purchasedat saledate createdat created "
        "createddate datecreated createdate receiveddate datereceived dreceiveddate ordertime orderplaced "
        "bestelldatum auftragsdatum datum datedecommande datecommande fechadepedido fechapedido fecha "
        "dataordine data besteldatum orderdatum datazamowienia date"
    ),
    Meaning.PAID: (
        "paidat paiddate datepaid paid paidon paymentdate dateofpayment paidondate dpaidon zahlungsdatum "
        "bezahltam datedepaiement datepaiement fechadepago fechapago datapagamento betaaldatum"
    ),
    Meaning.DESPATCHED: (
        "despatchdate despatcheddate dispatchdate dispatcheddate datedespatched datedispatched shippeddate "
        "dateshipped shipdate shippedat shippingdate despatchedat dispatchedat processeddate dateprocessed "
        "dprocessedon processedon fulfilledat versanddatum versandtam dateexpedition fechaenvio "
        "dataspedizione verzenddatum"
    ),
    Meaning.STATUS: (
        "orderstatus status paymentstatus financialstatus state nstatus bestellstatus auftragsstatus statut "
        "estado stato"
    ),
    Meaning.BUYER_NAME: (
        "buyername customername shippingname deliveryname shiptoname recipientname billingname fullname "
        "custname cfullname buyer customer recipient shippingfirstname firstname billingfirstname name "
        "kundenname kunde kaufer empfanger vorname nomclient nomduclient client prenom nombrecliente cliente "
        "nomecliente nome klantnaam klant"
    ),
    Meaning.LAST_NAME: "lastname surname familyname shippinglastname billinglastname nachname nomdefamille",
    Meaning.EMAIL: (
        "buyeremail customeremail emailaddress email mail cemailaddress contactemail emailadresse "
        "adressemail correo"
    ),
    Meaning.COMPANY: (
        "company companyname shippingcompany deliverycompany buyercompany firma societe empresa azienda "
        "bedrijf"
    ),
    Meaning.ADDRESS_1: (
        "shippingaddress1 deliveryaddress1 shippingaddressline1 deliveryaddressline1 shipaddress1 address1 "
        "addressline1 line1 caddress1 billingaddress1 deliveryline1 shippingstreet street shippingaddress "
        "deliveryaddress address strasse stra\u00dfe adresse rue direccion indirizzo adres"
    ),
    Meaning.ADDRESS_2: (
        "shippingaddress2 deliveryaddress2 shippingaddressline2 deliveryaddressline2 address2 addressline2 "
        "line2 caddress2 billingaddress2 deliveryline2 adresszusatz complementadresse"
    ),
    Meaning.TOWN: (
        "shippingaddress3 shippingcity deliverycity shippingtown deliverytown city town ctown billingcity "
        "stadt ort ville ciudad citta plaats woonplaats"
    ),
    Meaning.COUNTY: (
        "shippingaddress4 shippingcounty deliverycounty county region shippingstate shippingprovince "
        "deliverystate province bundesland provincia"
    ),
    Meaning.POSTCODE: (
        "shippingaddress5 shippingpostcode deliverypostcode postcode postalcode shippingzip zip zipcode "
        "shippingpostalcode cpostcode billingpostcode plz postleitzahl codepostal codigopostal cap"
    ),
    Meaning.COUNTRY: (
        "shippingcountrycode shippingcountry deliverycountrycode deliverycountry destinationcountry "
        "countrycode country ccountry billingcountry land lieferland pays paysdelivraison pais paese kraj"
    ),
    Meaning.SKU: (
        "sku productsku itemsku skucode variantsku customlabel stockcode productcode itemnumber itemcode "
        "artikelnummer artikelnr articlenumber referenceproduit refproduit referencia codicearticolo "
        "artikelcode"
    ),
    Meaning.TITLE: (
        "productname itemname itemtitle producttitle orderedproductname title product item description "
        "productdescription itemdescription artikelname artikel artikelbezeichnung bezeichnung produkt "
        "produit nomproduit article designation producto articulo prodotto articolo productnaam"
    ),
    Meaning.QUANTITY: (
        "quantity qty quantityordered orderedquantity itemquantity nqty units quantitysent menge anzahl "
        "quantite qte cantidad quantita aantal ilosc"
    ),
    Meaning.UNIT_PRICE: (
        "unitprice priceperunit itemprice productprice soldprice saleprice unitcost unitpriceincvat "
        "unitpriceinctax unitpriceexvat priceincvat priceexvat fpricepeunit price einzelpreis "
        "stuckpreis preis verkaufspreis prixunitaire prix preciounitario precio prezzounitario prezzo "
        "stuksprijs prijs cena"
    ),
    Meaning.LINE_TOTAL: (
        "linetotal totalitempriceincvat itemtotal totalitemprice linetotalincvat linevalue lineamount "
        "totalprice linenet linegross itemsubtotal productstotal subtotal gesamtpreis positionssumme "
        "prixtotal totalligne totallinea totaleriga regeltotaal amount betrag montant importe"
    ),
    Meaning.LINE_DISCOUNT: "linediscount itemdiscount productdiscount positionsrabatt remiseligne",
    Meaning.LINE_VAT: (
        "linevat linetax itemtax itemvat producttax taxproduct linevatamount mwstposition tvaligne"
    ),
    Meaning.VAT_RATE: (
        "vatrate taxrate vatpercent taxpercent vatpercentage vatpct linevatrate itemvatrate mwstsatz "
        "steuersatz ustsatz tauxtva tauxdetva tipoiva aliquotaiva btwtarief vat tax mwst tva iva btw"
    ),
    Meaning.LINE_DELIVERY: "linedelivery itemdelivery itemshipping deliverytotalitem lineshipping",
    Meaning.DELIVERY: (
        "deliveryprice deliverycost deliverycharge deliverytotal deliverypaid delivery shippingprice "
        "shippingcost shippingcharge shippingpaid shippingamount shipping postage postagecost "
        "postageandpackaging postagepackaging carriageamount carriage fpostagecost freight pandp "
        "versandkosten versand porto fraisdeport fraisdelivraison livraison gastosdeenvio envio "
        "spesedispedizione spedizione verzendkosten"
    ),
    Meaning.DISCOUNT: (
        "discount discountamount orderdiscount totaldiscount discounttotal voucher couponamount rabatt "
        "remise reduction descuento sconto korting"
    ),
    Meaning.VAT: (
        "vatamount taxamount totalvat totaltax taxtotal vattotal ordertax ordervat vatpaid taxpaid ftax "
        "salestax taxes vat tax mwst mwstbetrag ust umsatzsteuer steuer montanttva tva importeiva iva "
        "importoiva btw btwbedrag"
    ),
    Meaning.TOTAL: (
        "ordertotal grandtotal ordertotalincvat totalincvat totalpaid totalamount amountpaid ftotalcharge "
        "totalcharge ordervalue orderamount total ordergross grosstotal totalgross gesamtbetrag gesamtsumme "
        "gesamt summe endbetrag totalttc montanttotal totalcommande totalpedido importetotal totaleordine "
        "totale totaal suma"
    ),
    Meaning.CURRENCY: (
        "currency currencycode ordercurrency ccurrency wahrung waehrung devise moneda divisa valuta waluta"
    ),
    Meaning.PAYMENT_METHOD: (
        "paymentmethod paymenttype paidby zahlungsart zahlungsmethode modedepaiement moyendepaiement "
        "formadepago metodopagamento betaalmethode"
    ),
}

SOURCES: Mapping[str, tuple[frozenset[str], ...]] = {
    "StoreFeeder": (frozenset({"channelorderref", "ordernumber"}),),
    "OnBuy": (frozenset({"onbuyorderid"}), frozenset({"onbuyordernumber"}), frozenset({"onbuysku"})),
    "Linnworks": (
        frozenset({"source", "subsource"}),
        frozenset({"nopid"}),
        frozenset({"orderid", "externalreference"}),
    ),
}

WITHOUT_VAT = (
    "exvat",
    "exclvat",
    "exctax",
    "excltax",
    "extax",
    "excvat",
    "excludingvat",
    "net",
    "netto",
    "ht",
)
"""Endings of a price's header that say that it is without VAT."""
WITH_VAT = ("incvat", "inclvat", "inctax", "incltax", "includingvat")
POUNDS = "gbp"

CANCELLED = ("cancel", "void", "storn", "annul", "anul", "abgebrochen")
REFUNDED = ("refund", "returned", "erstattet", "rembours", "reembols", "rimbors")
PAID = (
    "paid",
    "complet",
    "process",
    "despatch",
    "dispatch",
    "shipped",
    "deliver",
    "fulfil",
    "readytopick",
    "bezahlt",
    "versandt",
    "abgeschlossen",
    "pay\u00e9",
    "exp\u00e9di",
    "termin",
    "pagado",
    "enviado",
    "pagato",
    "spedito",
    "betaald",
)
NOT_PAID = ("unpaid", "await", "pending", "notpaid", "partial", "partly", "unbezahlt", "unfulfil", "impay")
"""Parts of a status, all without blanks and signs; those in NOT_PAID go before PAID."""
AWAITING_DESPATCH = ("awaitingdespatch", "awaitingdispatch", "awaitingshipment", "awaitingfulfil")
