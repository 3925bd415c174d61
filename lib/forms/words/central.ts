import type { Words } from '@/lib/forms/words/words'

export const CZECH: Words = {
  language: 'cs',
  silent: 'vas vase vasi zadejte vyplnte prosim vyberte na pro do nepovinne povinne vas uvedte',
  words: {
    'unit flat': 'byt, cislo bytu',
    'first name': 'jmeno, krestni jmeno, krstne meno, ~meno, krestni',
    'last name': 'prijmeni, priezvisko',
    'middle name': 'prostredni jmeno, druhe jmeno',
    'full name':
      'jmeno a prijmeni, cele jmeno, jmeno prijmeni, prijmeni a jmeno, meno a priezvisko, cele meno, meno priezvisko, jmeno a prijmeni prijemce, kontaktni osoba, prijmeni jmeno, vase jmeno a prijmeni, jmeno a prijmeni objednatele',
    prefix: 'osloveni, oslovenie',
    sex: 'pohlavi, pohlavie',
    title: 'titul',
    job: 'povolani, pozice, funkce, pracovni pozice, pracovni zarazeni, pracovna pozicia',
    company:
      'firma, spolecnost, nazev firmy, nazev spolecnosti, organizace, spolocnost, nazov firmy, nazov spolocnosti, obchodni jmeno, zamestnavatel',
    name: 'nazev, nazov',
    address:
      'adresa trvaleho bydliste, adresa trvaleho pobytu, korespondencni adresa, adresa bydliste, kontaktni adresa, trvala adresa, trvale bydliste, adresa trvale bydliste, adresa, adresu, bydliste, adresa bydliste, dorucovaci adresa, trvale bydliste',
    street:
      'ulice, ulica, nazev ulice, ulice a cislo, ulica a cislo, ulice a cp, ulice a c p, ulice cislo popisne, ulice a cislo popisne, ulice c p, ulice cislo, ulice a cislo domu, ulica a cislo domu, ulice a c popisne, ulice a cislo p',
    'house number':
      'cislo popisne, cislo domu, c p, cislo orientacni, cp, popisne cislo, cislo popisne orientacni, c popisne',
    unit: 'patro, poschodi, poschodie',
    'line second-one': 'adresa 2, druhy radek adresy, doplnek adresy, adresa pokracovani, doplnujici adresa',
    'line first-one': 'adresa 1, prvni radek adresy',
    city: 'mesto, obec, mesto obec, mesta',
    district: 'mestska cast, ctvrt, okres',
    region: 'kraj, stat provincie, kraj region, region',
    postal: 'psc, postovni smerovaci cislo, smerovaci cislo, p s c, postove smerovacie cislo, postovni kod',
    country: 'zeme, stat, krajina, zeme region, stat zeme, zeme bydliste',
    phone:
      'telefon, telefonni cislo, mobil, mobilni telefon, tel, telefonne cislo, tel cislo, mobilny telefon, telefonni, mobilne cislo, mobilni cislo',
    fax: 'fax',
    email:
      'email, e mail, mail, emailova adresa, e mailova adresa, mailova adresa, elektronicka posta, e mailovou adresu',
    dial: 'predvolba, predvolba zeme, smerove cislo',
    date: 'datum, datum',
    day: 'den, den',
    month: 'mesic, mesiac',
    year: 'rok',
    birth: 'narozeni, narodenia',
    'birth date': 'datum narozeni, datum narodenia, narozeniny',
    'birth year': 'rok narozeni',
    card: 'karta, karty, platebni karta, kreditni karta, platebni karty',
    'card number': 'cislo karty, cislo platebni karty, cislo kreditni karty',
    csc: 'bezpecnostni kod, cvv kod, cvc kod, kontrolni kod, overovaci kod karty, bezpecnostny kod, kod cvc, kod cvv',
    expiry:
      'platnost, platnost do, platnost karty, konec platnosti, datum platnosti, datum expirace, expirace, mm rr, plati do',
    'expiry month': 'mesic platnosti',
    'expiry year': 'rok platnosti',
    holder:
      'drzitel karty, jmeno na karte, jmeno drzitele, jmeno drzitele karty, majitel karty, meno na karte, vlastnik karty, drzitel, meno drzitela karty, jmeno karte',
    'card kind': 'typ karty, druh karty',
    number: 'cislo',
    code: 'kod',
    confirm: 'znovu, potvrzeni, potvrdte, zopakujte, opakujte, potvrdit, potvrdenie',
    user: 'uzivatelske jmeno, prihlasovaci jmeno, uzivatel, cislo zakaznika, zakaznicke cislo, pouzivatelske meno, prihlasovacie meno, prezdivka, login',
    password: 'heslo',
    search: 'hledat, hledani, vyhledat, vyhledavani, hledany vyraz, co hledate, hladat, vyhladavanie, najit',
    captcha: 'opiste kod, kod z obrazku, kontrolni otazka, ochrana proti spamu, antispam',
    once: 'overovaci kod, potvrzovaci kod, sms kod, jednorazovy kod',
    comment:
      'zprava, poznamka, komentar, poznamky, sprava, dotaz, text zpravy, vzkaz, vase zprava, popis, otazka',
    bait: 'nevyplnujte, nechte prazdne, nevyplnovat',
    other:
      'slevovy kod, sleva, kupon, darkovy poukaz, poukaz, zlavovy kod, pocet, mnozstvi, predmet, pas, cislo pasu, ico, dic, ic, dic dph, ic dph, rodne cislo, cislo uctu, ucet, banka, cislo op, obcansky prukaz, narodnost, statni prislusnost, obcianstvo, spz, vozidlo, rodne prijmeni, vek, jazyk, mena, castka, cena, soubor, cislo objednavky, objednavky, cislo faktury, oddeleni, odjezd, prijezd, odkud, kam, datum odjezdu, datum prijezdu, datum doruceni, dospeli, deti, cas, zpusob platby, produkt, nazev produktu, pojisteni, skola, misto narozeni, variabilni symbol, nazev souboru, vernostni karta, velikost, pocet osob, nazev skoly, cislo pojistence, zdravotni pojistovna, cislo dokladu, cislo obcanskeho prukazu',
    context: 'objednavka, kosik, pacient, pacienta, zadatel, zadatele, ucastnik, ucastnika',
    shipping: 'doruceni, dorucovaci, dodaci, prijemce, dodacia',
    'shipping address': 'dodaci adresa, dorucovaci adresa, dodacia adresa',
    'billing address': 'fakturacni adresa, fakturacna adresa',
    billing: 'fakturacni, fakturacna',
  },
}

export const HUNGARIAN: Words = {
  language: 'hu',
  silent: 'az adja meg kerjuk irja be valassza ki valasszon on a kotelezo nem',
  words: {
    name: 'nev, neve',
    'first name': 'keresztnev, utonev, keresztneve, uto nev',
    'last name': 'vezeteknev, csaladnev, vezetekneve, csaladi nev',
    'full name':
      'teljes nev, vezetek es keresztnev, vezeteknev es keresztnev, vezeteknev keresztnev, kapcsolattarto, kapcsolattarto neve, nev cegnev, atvevo neve, megrendelo neve, szallitasi nev, szamlazasi nev, paciens neve, beteg neve, resztvevo neve, igenylo neve, vasarlo neve, ugyfel neve',
    prefix: 'elotag, nev elotag, titulus, megszolitas, megszolitas',
    sex: 'nem neme, neme',
    job: 'beosztas, foglalkozas, munkakor, tisztseg',
    company:
      'munkaltato, munkaltato neve, munkaltatoja, ceg, cegnev, cegneve, vallalat, szervezet, ceg neve, munkahely',
    address:
      'allando lakcim, levelezesi cim, allando lakhely, ertesitesi cim, cim, lakcim, cime, levelezesi cim, lakcime',
    street:
      'utca, utca hazszam, kozterulet, utca es hazszam, kozterulet neve, utca hsz, utca nev, utca neve, utca hazszam emelet ajto',
    'house number': 'hazszam, hsz',
    unit: 'emelet, ajto, lepcsohaz, emelet ajto, epulet, emelet ajto stb',
    'line second-one': 'cim 2, cimsor 2, cim 2 sor',
    'line first-one': 'cim 1, cimsor 1',
    city: 'varos, telepules, helyseg, telepules neve, helyseg neve, varos telepules',
    region: 'megye, allam megye, tartomany',
    postal: 'iranyitoszam, irsz, ir szam, iranyito szam, iranyitoszama',
    country: 'orszag, orszaga',
    phone: 'telefon, telefonszam, mobil, mobiltelefon, tel, telefonszama, mobilszam, mobiltelefonszam',
    email: 'email, e mail, e mail cim, email cim, mail, emailcim, e mail cime, email cime',
    area: 'korzetszam',
    dial: 'orszaghivo, orszagkod, hivoszam',
    date: 'datum',
    day: 'nap',
    month: 'honap, ho',
    year: 'ev',
    birth: 'szuletesi, szuletes',
    'birth date': 'szuletesi datum, szuletesi ido, szuletesnap, szuletesi idopont',
    card: 'kartya, bankkartya, hitelkartya',
    'card number': 'kartyaszam, bankkartyaszam, kartya szama, bankkartya szama',
    csc: 'biztonsagi kod, ellenorzo kod, cvc kod, ervenyesitesi kod',
    expiry: 'lejarat, lejarati datum, ervenyesseg, ervenyes, hh ee, lejarat datuma, lejarati ido',
    holder:
      'kartyabirtokos, kartyan szereplo nev, kartyabirtokos neve, nev a kartyan, kartyara irt nev, kartyatulajdonos, nev kartyan',
    number: 'szam',
    code: 'kod',
    confirm: 'megerosites, ujra, megegyszer, ismet',
    user: 'felhasznalonev, felhasznaloi nev, ugyfelszam, felhasznalo',
    password: 'jelszo',
    search: 'kereses, keres, keresett kifejezes, keresoszo, mit keres',
    comment: 'uzenet, megjegyzes, megjegyzesek, hozzaszolas, kerdes, leiras',
    once: 'ellenorzo kod sms, megerosito kod',
    other:
      'kupon, kuponkod, kedvezmenykod, ajandekkartya, mennyiseg, targy, utlevel, utlevelszam, szemelyi igazolvany, adoszam, adoszama, bankszamlaszam, szamlaszam, bank, allampolgarsag, rendszam, leanykori nev, anyja neve, szuletesi hely, eletkor, nyelv, osszeg, ar, rendelesszam, indulas, erkezes, szallitas datuma, felnottek, gyerekek, torzskartya',
    shipping: 'szallitasi, kiszallitasi, szallitas',
    billing: 'szamlazasi, szamlazas',
    kind: 'jellege, tipusa, tipus',
    context: 'paciens, beteg, resztvevo, igenylo, vasarlo, ugyfel, megrendelo',
  },
}

export const ROMANIAN: Words = {
  language: 'ro',
  silent:
    'dumneavoastra va rugam introduceti completati selectati alegeti pentru si sau obligatoriu optional tau ta ale',
  words: {
    'unit flat': 'ap, apartament, apartamentul, apartament',
    'last name': '~nume, nume de familie, nume familie, numele de familie, numele familie',
    'first name': 'prenume, prenumele',
    'full name':
      'nume si prenume, nume complet, nume prenume, numele complet, prenume si nume, prenume nume, numele si prenumele, nume intreg, persoana de contact, nume persoana contact, nume persoana de contact, nume destinatar, numele pacientului, nume participant, numele solicitantului, nume client, numele clientului, numele participantului',
    prefix: 'apelativ, formula adresare',
    sex: 'sex, gen',
    job: 'functie, profesie, ocupatie',
    company:
      'angajator, angajatorul, companie, firma, nume firma, denumire firma, societate, organizatie, nume companie, denumire companie',
    address:
      'adresa domiciliu, adresa de domiciliu, adresa de corespondenta, adresa completa, adresa domiciliului, adresa, adresa completa, domiciliu',
    street: 'strada, nume strada, strada si numarul, strada si numar, strada numar, strada nr',
    'house number': 'numar strada, nr strada, numarul casei, numar casa',
    unit: 'bloc, scara, etaj, bl, sc, interfon, bloc scara etaj apartament, bl sc et ap, bloc scara etaj ap, et, ap',
    'line second-one': 'adresa 2, adresa linia 2, detalii adresa, adresa continuare',
    'line first-one': 'adresa 1, adresa linia 1',
    city: 'oras, localitate, orasul, localitatea, oras localitate, comuna, municipiu',
    district: 'localitate componenta, localitatea componenta, ~sat, satul, ~sector, cartier',
    region: 'judet, judetul, judet sector, regiune',
    postal: 'cod postal, codpostal, codul postal',
    country: 'tara, tara regiune, tara de resedinta',
    phone:
      'telefon, numar de telefon, numar telefon, telefon mobil, mobil, tel, nr telefon, nr tel, telefonul',
    email:
      'email, e mail, mail, adresa de email, adresa email, adresa de e mail, adresa e mail, posta electronica',
    dial: 'prefix, prefix tara, cod tara',
    date: 'data',
    day: 'zi, ziua, zz',
    month: 'luna, ll',
    year: 'an, anul',
    birth: 'nasterii, nastere',
    'birth date': 'data nasterii, data de nastere, data nastere, zi de nastere',
    card: 'card, cardul, cardului',
    'card number': 'numar card, numarul cardului, numar de card, nr card, numarul de card, numarul card',
    csc: 'cod securitate, cod de securitate, cod cvv, cod cvc, codul de securitate',
    expiry:
      'data expirarii, data expirare, expira la, valabil pana, expirare, data de expirare, ll aa, valabilitate',
    holder:
      'titular card, titularul cardului, nume de pe card, numele de pe card, detinator card, detinatorul cardului, nume titular, nume pe card, posesor card, nume card, numele pe card, nume detinator card',
    number: 'numar, numarul, nr',
    code: 'cod, codul',
    confirm: 'confirma, confirmare, repeta, confirmati, repetati, din nou',
    user: 'utilizator, nume utilizator, nume de utilizator',
    password: 'parola',
    search: 'cauta, cautare, cautati, ce cauti',
    comment: 'mesaj, comentariu, comentarii, observatii, mesajul, intrebare, detalii, mentiuni',
    once: 'cod de verificare, cod verificare, cod de confirmare',
    other:
      'cupon, cod promotional, cod reducere, cod de reducere, voucher, card cadou, card fidelitate, card de fidelitate, cantitate, subiect, pasaport, cnp, cui, cif, nr reg com, numar inregistrare, registrul comertului, banca, cont, cont bancar, cetatenie, nationalitate, varsta, limba, suma, pret, numar comanda, plecare, sosire, data plecarii, data livrarii, adulti, copii, serie, buletin, carte identitate, locul nasterii, nume de fata, tip persoana, nume produs, loc nasterii, data sosirii, serie si numar, cod voucher',
    shipping: 'livrare, destinatar, expediere',
    billing: 'facturare, factura',
  },
}
