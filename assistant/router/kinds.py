"""Kinds of entity that a question asks for, by the words people use for them."""

from functools import cache

from rapidfuzz import fuzz

from assistant.answer.words import plain, words

_WORDS = {
    "person": """
        guest guests driver drivers holder holders buyer buyers beneficiaries consignees name names person persons people who whom
        suspects witnesses individuals nombre nombres personas quién quiénes nom noms personnes qui namen personen wer leute nomi
        nome persone chi nomes pessoas quem naam wie osoby imiona nazwiska nazwisk kto isim isimler kişi kişiler persoane nume имена
        фамилии лица люди кто أسماء أشخاص personer namn vem
    """,
    "organisation": """
        organisation organisations organization organizations company companies firm firms business businesses orgs org employers
        agencies shops empresa empresas organización organizaciones sociétés société entreprises firma firmen unternehmen
        organisationen gesellschaften aziende società ditte organizzazioni bedrijven organisaties firmy spółki şirket şirketler
        companii firme компании фирмы организации شركات företag
    """,
    "place": """
        places location locations address addresses street streets town towns city cities where country countries sites lugar
        lugares dirección direcciones ciudad ciudades dónde lieu lieux adresse adresses villes rues ort orte orten adressen städte
        straßen wo luogo luoghi indirizzo indirizzi città dove endereço endereços onde plaats plaatsen adres straten miejsca adresy
        miejscowości yer yerler adresler locuri места адреса адрес города أماكن platser adresser
    """,
    "phone": """
        phonenumber phonenumbers phone phones telephone telephones number numbers nos nrs mobile cell tel msisdn teléfono teléfonos
        números téléphone téléphones numéros telefon telefonnummer telefonnummern handynummer handynummern rufnummern nummern
        telefono telefoni numeri telefones telefoonnummer telefoonnummers telefony numery telefonu telefonów numara numaralar
        numaraları telefoane номера телефоны телефон هاتف أرقام
    """,
    "email": """
        emails mailadressen emailadressen correos courriels
    """,
    "url": """
        url urls website websites webs webseiten links domains
    """,
    "ip": """
        ip ips ip-address ip-addresses ip-adressen
    """,
    "iban": """
        iban ibans account accounts konto konten kontonummer kontonummern cuenta cuentas compte comptes conto conti contas rekening
        rekeningnummer rekeningen konta rachunku hesap hesaplar cont conturi счета счёт bankverbindung kontonumren
    """,
    "bic": """
        bic bics swift
    """,
    "card": """
        cards creditcard tarjeta tarjetas kreditkarte kreditkarten cartão karty
    """,
    "imei": """
        imei imeis handset device devices
    """,
    "crypto_address": """
        bitcoin bitcoins btc wallet wallets crypto cryptocurrency kryptowährung cartera portefeuille
    """,
    "date": """
        date dates day days when fecha fechas cuándo jours quand datum daten termine wann tag tage giorno giorni quando data datas
        datums wanneer daty kiedy tarih tarihler ne zaman даты дата когда تواريخ datumen
    """,
    "money": """
        amount amounts sum sums money price prices payment payments total totals euro euros dollars importe importes cantidad
        cantidades montant montants sommes prix betrag beträge summe summen preise importo importi somme prezzi valor valores bedrag
        bedragen kwoty kwota sumy tutar tutarlar sume суммы сумма مبالغ belopp
    """,
    "vehicle_plate": """
        plate plates registration registrations licence license numberplate numberplates matrícula matrículas plaque plaques
        immatriculation immatriculations kennzeichen nummernschild targa targhe placa placas kenteken kentekens rejestracyjne
        tablice plaka plakalar înmatriculare номера لوحات registreringsnummer regnr vrm vehicles
    """,
}
# General words take their meaning from the word before them: "account numbers" are no telephone numbers.
_GENERAL = frozenset("number numbers nos nrs address addresses adresses adressen numeros numeri numery nummern numara numaralari".split())
_BEFORE = {
    "email": "email mail",
    "ip": "ip",
    "crypto_address": "wallet bitcoin btc crypto",
    "iban": "account bank konto compte cuenta conto giro iban",
    "card": "card cards credit debit tarjeta carte",
    "imei": "imei device handset serial",
    "vehicle_plate": "plate plates registration reg licence license vehicle",
}
_ALIKE = 85


def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of entity that a question names; none when it asks for all or for a kind that is not recognised."""
    found: set[str] = set()
    said = [plain(word) for word in words(text)]
    for before, word in zip(["", *said], said, strict=False):
        special = next((kind for kind, names in _BEFORE.items() if before in names.split()), None)
        if word in _GENERAL and special:
            found.add(special)
            continue
        found |= {kind for kind, names in _plain().items() if any(_same(word, name) for name in names)}
    return tuple(kind for kind in _WORDS if kind in found)


@cache
def _same(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 5 and abs(len(a) - len(b)) <= 1 and fuzz.ratio(a, b) >= _ALIKE)


@cache
def _plain() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(dict.fromkeys(plain(word) for word in names.split())) for kind, names in _WORDS.items()}
