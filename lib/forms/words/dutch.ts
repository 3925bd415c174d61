import type { Words } from '@/lib/forms/words/words'

export const DUTCH: Words = {
  language: 'nl',
  silent:
    'huidig huidige welke de het een van uw je jouw vul in voer hier voor op optioneel verplicht mijn kies selecteer te aub is',
  words: {
    'birth place': '=geboren te, =geboren in, =waar bent u geboren',
    'shipping full name': 'ontvanger',
    'unit flat': 'bus, appartement, busnummer, bus nr',
    name: 'naam, namen',
    'first name': 'voornaam, voornamen, roepnaam',
    'last name': 'achternaam, familienaam, geslachtsnaam, achter naam',
    'middle name': 'tweede naam, tweede voornaam, tweede voornaam',
    'full name':
      'voorletters en achternaam, voorletter en achternaam, voorletters achternaam, initialen en achternaam, hoe heet je, hoe heet u, hoe heten jullie, ten name van, contactpersoon, naam contactpersoon, volledige naam, voor en achternaam, voornaam achternaam, voornaam en achternaam, naam en voornaam, naam voornaam, voornaam en naam, rekeninghouder, naam rekeninghouder, t a v, tav',
    middle: '',
    prefix: 'dhr mevr, de heer mevrouw, aanhef, aanspreektitel, aanspreking, aanspreekvorm, titel',
    sex: 'geslacht',
    job: 'functie, beroep, functietitel',
    company:
      'instelling, bedrijf, bedrijfsnaam, organisatie, firma, onderneming, werkgever, naam bedrijf, firmanaam',
    address:
      'volledig adres, postadres, woonadres, bezoekadres, vestigingsadres, correspondentieadres, thuisadres, postadres, adres, woonadres, adresgegevens, thuisadres, adressen',
    street:
      'straat, straatnaam, laan, naam straat, straat en huisnummer, straat en nummer, straat huisnummer, straat nr, straat nummer',
    'house number':
      'huisnummer, huisnr, huis nr, nummer huis, nr huis, straatnummer, huis nummer, huisnummer toevoeging, huisnummer en toevoeging, huisnr toevoeging',
    unit: 'verdieping, gebouw',
    'extra address':
      'adresregel 2, extra adresregel, aanvullend adres, adres aanvulling, adres toevoeging, extra adresinformatie',
    'line first-one': 'adresregel 1, adres 1, regel 1',
    'line second-one': 'adresregel 2, adres 2, regel 2',
    'line third-one': 'adresregel 3, adres 3, regel 3',
    city: 'plaats, woonplaats, stad, gemeente, plaatsnaam, stad plaats, dorp, plaats woonplaats, vestigingsplaats',
    district: 'wijk, deelgemeente',
    region: '~regio, provincie, staat, staat provincie',
    postal: 'postcode, post code, postkode',
    country: 'land, land regio, woonland, land van verblijf',
    phone:
      '06 nummer, mobiele nummer, telefoon, telefoonnummer, mobiel, gsm, mobiele telefoon, mobiel nummer, mobiele nummer, tel, telefoonnr, telefoon nummer, mobiele telefoonnummer, gsm nummer, vast nummer, vaste telefoon, mobielnummer, telnr, telefoon mobiel, telefoon vast',
    fax: 'fax, faxnummer',
    email: 'email, e mail, mail, emailadres, e mailadres, mailadres, e mail adres, email adres',
    extension: 'toestelnummer, doorkiesnummer',
    area: 'netnummer, kengetal',
    dial: 'landcode, landnummer, landennummer, landen code',
    website: 'website, webadres',
    date: 'datum',
    day: 'dag',
    month: 'maand',
    year: 'jaar, jjjj',
    birth: 'geboorte, geboren',
    'birth date': 'geboortedatum, verjaardag, geboorte datum, geb datum, gebdatum',
    'birth year': 'geboortejaar',
    'birth month': 'geboortemaand',
    'birth day': 'geboortedag',
    card: 'kaart, creditcard, betaalkaart, kredietkaart, bankkaart',
    'card number': 'kaartnummer, creditcardnummer, kaart nummer, kredietkaartnummer, nummer kaart',
    csc: 'controlecijfer, controlecijfers, beveiligingscode, veiligheidscode, verificatiecode kaart, cvc code, cvc, cvv, controlecode, kaartverificatiecode, veiligheids code, controlegetal',
    expiry:
      'vervalt op, vervalt, vervaldatum, geldig tot, verloopdatum, geldigheid, verval, vervaldag, mm jj, geldig t m, geldigheidsdatum',
    'expiry month': 'vervalmaand',
    'expiry year': 'vervaljaar',
    holder: 'kaarthouder, naam op kaart, naam kaarthouder, naam kaart, kaarteigenaar, naam houder',
    'card kind': 'kaarttype, type kaart, soort kaart',
    number: 'nummer, nr',
    code: 'code',
    kind: 'soort',
    confirm: 'bevestig, herhaal, bevestigen, bevestiging, nogmaals, herhalen, opnieuw',
    user: 'gebruikersnaam, gebruiker, inlognaam, klantnummer, lidnummer, relatienummer, loginnaam',
    password: 'wachtwoord, paswoord, pincode',
    search: 'zoek, zoeken, zoekterm, zoekwoord, trefwoord, zoekopdracht, waar ben je naar op zoek',
    captcha: 'beveiligingsvraag, code uit afbeelding, antispam code',
    once: 'verificatiecode, bevestigingscode, sms code, activatiecode, eenmalige code',
    comment:
      'bericht, opmerking, opmerkingen, vraag, toelichting, notitie, uw bericht, reactie, omschrijving, boodschap, bezorginstructies, motivatie',
    bait: 'validatiedoeleinden, laat dit veld leeg, niet invullen, leeg laten, laat leeg, dit veld leeg, veld leeg',
    other:
      'eindbestemming, lijnnummer, naam op de bel, naam op deurbel, land van afgifte, plaats van afgifte, afgifteland, cadeaukaart, cadeaubon, kortingscode, korting, actiecode, cadeaubon, cadeaukaart, cadeaukaartnummer, tegoedbon, aantal, onderwerp, paspoort, paspoortnummer, rijbewijs, identiteitskaart, bsn, burgerservicenummer, rijksregisternummer, btw, btw nummer, kvk, kvk nummer, ondernemingsnummer, iban, bank, rekeningnummer, nationaliteit, kenteken, voertuig, auto, meisjesnaam, leeftijd, taal, valuta, bedrag, prijs, inkomen, bestand, bestelnummer, ordernummer, factuurnummer, referentie, burgerlijke staat, afdeling, vertrek, aankomst, bestemming, heenreis, terugreis, vluchtnummer, vertrekdatum, aankomstdatum, leverdatum, bezorgdatum, volwassenen, kinderen, kamers, tijd, tijdstip, betaalmethode, betaalwijze, product, productnaam, verzekering, polisnummer, school, geboorteplaats, geboorteland, klantenkaart, maat, gewicht, branche, naar, gewenste datum, tussenvoegsel, tussenvoegsels, tussen voegsel, voorvoegsel, tussenv, voorvoegsels, toevoeging, huisnummertoevoeging, toev, huisnr toevoeging, huisletter, huisnummer toevoeging, naam adres, naam van dit adres, voorletter, voorletters, initialen',
    context: 'bestelling, reis, passagier, reiziger, deelnemer, persoon, volwassene, gast',
    someone:
      'noodgeval, noodcontact, partner, moeder, vader, kind, vriend, ontvanger cadeau, oud adres, oude adres, verhuist er mee, medebewoner, medereiziger, kinderen',
    shipping:
      'bezorging, levering, bezorg, aflever, verzend, verzendadres, bezorgadres, afleveradres, leveradres, ontvanger',
    'shipping address': 'verzendadres, bezorgadres, afleveradres, leveradres, leveringsadres',
    billing: 'factuur, facturatie, factuuradres, facturatieadres',
    'billing address': 'factuuradres, facturatieadres',
  },
}
