import type { Words } from '@/lib/forms/words/words'

export const GERMAN: Words = {
  language: 'de',
  silent:
    'aktuelle aktuellen derzeitige derzeitigen welcher welche lautet der die das den dem des ihr ihre ihren ihrer dein deine deinen deiner bitte geben sie ein eingeben wahlen auswahlen hier fur im in zur zum von vom mit optional pflichtfeld gultige angeben unsere unser eines einer wie lautet',
  words: {
    'birth place': '=geboren in, =geb in, =wo sind sie geboren, =wo wurden sie geboren, =wo bist du geboren',
    'shipping full name': 'empfanger, empfangerin',
    'unit flat': 'wohnungsnr, wohnungs nr, whg nr, whg, wohnung, wohnungsnummer, tur, turnummer, top',
    name: 'name, namen',
    'first name': 'vorname, vornamen, rufname, vor name',
    'last name': 'nachname, nachnamen, familienname, zuname, familien name',
    'middle name': 'zweiter vorname, weitere vornamen, mittelname, zweitname, mittlerer name',
    'full name':
      'vor u zuname, vor u nachname, vor und familienname, konto lautend auf, lautend auf, wie heissen sie, wie heisst du, ansprechpartner, ansprechpartnerin, kontaktperson, besteller, ansprechpartner in, name des empfangers, name empfanger, name des antragstellers, name antragsteller, name ansprechpartner, name des ansprechpartners, auftraggeber name, vor und nachname, vorname und nachname, vor und zuname, vollstandiger name, vorname nachname, vor nachname, name vorname, vorname name, nachname vorname, voller name, ganzer name, empfangername, vor und familienname, kontoinhaber, kontoinhaberin, name des kontoinhabers, kontoinhaber name, vorname und name, name und vorname, patientenname, teilnehmername, name patient',
    nick: 'spitzname, anzeigename',
    prefix:
      'doktorgrad, vorangestellt, akademischer grad, akad grad, anrede, titel, akademischer titel, akad titel, anrede titel',
    suffix: 'nachgestellt, nachgestellter titel, nachgestellter grad',
    sex: 'geschlecht',
    job: 'tatigkeit, beruf, position, funktion, berufsbezeichnung, stellung',
    company:
      'einrichtung, firma, unternehmen, firmenname, organisation, betrieb, unternehmensname, firmen, arbeitgeber, institution, firmenbezeichnung, praxis, klinik',
    address:
      'meldeadresse, privatadresse, privatanschrift, postadresse, hauptwohnsitz, vollstandige adresse, vollstandige anschrift, genaue adresse, genaue anschrift, standige adresse, geschaftsadresse, firmenanschrift, korrespondenzadresse, meldeanschrift, adresse, anschrift, wohnadresse, postanschrift, adressen, wohnanschrift',
    street: 'strasse, strassenname, gasse',
    'house number': 'hausnummer, hausnr, haus nr, haus nummer, strassennummer, hnr, hausnummern, nr zusatz',
    'street number':
      'str hausnr, str hausnummer, strasse nr, strassenr, str nr, strasse nummer, strasse hausnummer, strasse hausnr, strasse haus nr, strasse und hausnummer, strasse und nr, strasse u hausnummer, strasse u nr',
    'extra address':
      'c o adresse, c o, zusatzinfo, adresszusatzinfo, zusatzinformation, adresszusatz, adressezusatz, zusatz, adresserganzung, zusatzliche adresse, zusatzliche angaben, zusatzliche adressangaben, adresszeile 2, adresszusatze, anschriftenzusatz, zusatzangaben',
    'line first-one': 'adresszeile 1, adresse 1, zeile 1',
    'line second-one':
      'adresszeile 2, adresse 2, zeile 2, weitere adressangaben, weitere angaben zur adresse',
    'line third-one': 'adresszeile 3, adresse 3, zeile 3',
    unit: 'stiege, stockwerk, etage, gebaude, stock, co',
    city: 'ort, stadt, wohnort, gemeinde, ortschaft, ort stadt, stadt ort, ortsname, stadtname',
    district: 'ortsteil, stadtteil, bezirk, stadtbezirk',
    region: 'bundesland, kanton, land region, provinz, staat bundesland, bundesstaat, ~region',
    postal: 'plz, postleitzahl, postleit zahl, zip, post leit zahl',
    country:
      'wohnsitzstaat, land, staat, wohnsitzland, wohnland, lander, land region, land region geografisches gebiet',
    phone:
      'telefonisch, telefonisch erreichbar, privattelefon, diensttelefon, telefon privat, telefon geschaftlich, mobilnr, handy nr, festnetztelefon, rufnr, telefon mit vorwahl, telefonnummer mit vorwahl, telefon, telefonnummer, telefonnr, telefon nr, tel, rufnummer, handy, handynummer, mobil, mobilnummer, mobiltelefon, mobilfunknummer, festnetz, festnetznummer, handynr, telefonnummern, ruckrufnummer, mobilfunk, fon, tel nr, natel',
    fax: 'fax, faxnummer, telefax, telefaxnummer, faxnr',
    email:
      'email, e mail, mail, mailadresse, emailadresse, e mailadresse, e mail adresse, email adresse, mail adresse, elektronische post',
    extension: 'durchwahl, nebenstelle',
    area: 'vorwahl, ortsvorwahl, vorwahlnummer',
    dial: 'landesvorwahl, landervorwahl, landervorwahlnummer, lander vorwahl, internationale vorwahl, landerkennzahl, landervorw, landerkennung, landerkode, landercode',
    website: 'webseite, internetseite, homepage, internetadresse, webadresse, netzseite',
    date: 'datum',
    day: 'tag, tt',
    month: 'monat',
    year: 'jahr, jjjj',
    birth: 'geburt, geburts, geboren, geboren am',
    'birth date':
      'geburtsdatum, geburtstag, geb datum, gebdatum, geburtsdat, geb dat, geb am, geboren am, geb',
    'birth year': 'geburtsjahr, jahrgang',
    'birth month': 'geburtsmonat',
    card: 'karte, karten, kreditkarte, kreditkarten, bankkarte, debitkarte, kreditkartendaten',
    'card number':
      'kartennummer, kreditkartennummer, karten nr, kartennr, kreditkartennr, nummer der karte, kartennummern',
    csc: 'prufziffer, prufnummer, kartenprufnummer, sicherheitscode, sicherheitsnummer, kartenprufziffer, kartenprufcode, sicherheitsziffer, kartensicherheitscode, cvc code, prufcode',
    expiry:
      'gultig bis, ablaufdatum, gultigkeit, verfallsdatum, verfalldatum, gultigkeitsdatum, ablauf, gultig, verfall, giltig bis, mm jj, karte gultig bis, gueltig bis',
    'expiry month': 'ablaufmonat, gultigkeitsmonat, verfallsmonat',
    'expiry year': 'ablaufjahr, gultigkeitsjahr, verfallsjahr',
    holder:
      'karteninhaber, kreditkarteninhaber, karteninhaberin, name des karteninhabers, name auf karte, name auf der karte, name karteninhaber, karteninhabers, inhaber, inhabers, karteninhabername, inhabername',
    'card kind':
      'kartentyp, kreditkartentyp, kartenart, kreditkarteninstitut, kartenanbieter, kreditkartenart',
    number: 'nummer, nr, ziffer',
    code: 'code, kode',
    kind: 'typ, art',
    place: 'platz',
    confirm: 'bestatigen, wiederholen, wiederholung, bestatigung, nochmals, erneut, nochmal',
    user: 'benutzername, nutzername, benutzer, benutzerkennung, anmeldename, kennung, mitgliedsnummer, kundennummer, kundennr, loginname, kunden nr, mitgliedsname, zugangsnummer, anmeldung, benutzer id, login, vertragsnummer',
    password: 'passwort, kennwort, passworter, geheimzahl, losungswort',
    search: 'suche, suchen, suchbegriff, suchwort, stichwort, suchbegriffe, suchtext, volltextsuche',
    captcha:
      'sicherheitsabfrage, spamschutz, rechenaufgabe, bildcode, zeichenfolge, sicherheitsfrage, spamschutz rechenaufgabe, sind sie ein mensch, captchacode',
    once: 'bestatigungscode, einmalcode, einmalpasswort, freischaltcode, aktivierungscode, mtan, tan, sms code, verifizierungscode, zugangscode',
    comment:
      'nachricht, kommentar, bemerkung, bemerkungen, anmerkung, anmerkungen, mitteilung, anfrage, hinweise, hinweis, ihre nachricht, beschreibung, anliegen, freitext, lieferhinweis, lieferhinweise, wunsche, sonstiges, grund, frage, nachrichtentext, kommentare',
    bait: 'dient zur validierung, dient der validierung, dieses feld leer lassen, feld leer lassen, leer lassen, nicht ausfullen, bitte leer lassen, feld nicht ausfullen, freilassen, dieses feld leer, feld leer, lassen dieses feld leer',
    other:
      'name am klingelschild, name an der klingel, namenszusatz, staatsangehorigkeiten, nationalitaten, ~postnummer, dhl postnummer, packstation, packstationsnummer, ort datum, geschenkkarte, geschenkkarten nummer, geschenkkartennummer, reiseland, zielland, ausstellungsland, ausstellungsstaat, einreiseland, gutschein, gutscheincode, gutscheinnummer, rabatt, rabattcode, aktionscode, menge, anzahl, stuck, betreff, thema, pass, passnummer, reisepass, reisepassnummer, ausweis, ausweisnummer, personalausweis, personalausweisnummer, steuernummer, steuer, ust id, ustid, ust idnr, umsatzsteuer, mwst, uid, uid nummer, iban, bic, kontonummer, konto, bankleitzahl, blz, bank, kreditinstitut, versicherung, versicherungsnummer, versicherungsnehmer, schule, staatsangehorigkeit, nationalitat, staatsburgerschaft, kennzeichen, fahrzeug, fahrgestellnummer, geburtsname, madchenname, alter, sprache, wahrung, betrag, preis, einkommen, datei, sozialversicherungsnummer, sv nummer, bestellnummer, rechnungsnummer, auftragsnummer, sendungsnummer, buchungsnummer, kundenkarte, kundenkartennummer, bonuskarte, payback, familienstand, abteilung, anreise, abreise, ankunft, abflug, lieferdatum, liefertermin, wunschtermin, termin, zahlungsart, hinflug, ruckflug, von, nach, abfahrt, reiseziel, zielort, startort, abflughafen, zielflughafen, erwachsene, kinder, personen, zimmer, uhrzeit, zeit, bestelldatum, branche, geburtsort, geburtsland, artikelnummer, produkt, produktname, dateiname, projektname, seriennummer, zahlernummer, ihre referenz, referenz, vereinsname, adressname, bezeichnung, umkreis, erreichbarkeit, handelsregister, handelsregisternummer, aufenthaltsdauer, abonnement, kostenstelle, steuerlich, steuerlichen, steuerliche, vielfliegernummer, fuhrerschein, fuhrerscheinnummer, flache, name des arztes, arzt, name des haustiers, name des beschenkten',
    context:
      'bestellung, auftrag, reise, warenkorb, passagier, person, reisender, teilnehmer, gast, fahrer, erwachsener, anmelder, patient, patienten, patientin, patientenname, teilnehmername',
    someone:
      'notfall, notfallkontakt, ehepartner, mutter, vater, kind, freund, empfehlung, beschenkter, beschenkte, vertretungsberechtigter, ansprechpartner bank, alte adresse, alte anschrift, bisherige adresse, bisherige anschrift, voranschrift, vorherige, fruhere, mitreisende, mitreisender, begleitperson, kindes, ehegatte, ehegatten, lebenspartner, weitere person, notfallnummer, schuler, schulers, schulerin',
    shipping:
      'zustelladresse, zustellung, lieferung, liefer, lieferadresse, lieferanschrift, versand, versandadresse, empfanger',
    'shipping address': 'lieferadresse, lieferanschrift, versandadresse',
    'billing address': 'rechnungsadresse, rechnungsanschrift',
    billing: 'rechnung, rechnungs, rechnungsadresse, rechnungsanschrift, rechnungsempfanger',
  },
}
