import type { Words } from '@/lib/forms/words/words'

export const POLISH: Words = {
  language: 'pl',
  silent:
    'aktualny obecny twoj twoja twoje twoj swoj swoje podaj wpisz prosze wprowadz wybierz do na dla w opcjonalnie wymagane pole moj jest panstwa',
  words: {
    'birth place': '=gdzie sie urodziles, =urodzony w, =urodzona w',
    'shipping full name': 'odbiorca',
    'unit flat':
      'nr lok, lok, numer lok, nr m, numer mieszkania, nr mieszkania, nr lokalu, numer lokalu, mieszkanie, lokal, nr mieszk, m',
    'first name': 'imie, imiona, pierwsze imie',
    'last name': 'nazwisko, nazwiska, nazwisko rodowe2',
    'middle name': 'drugie imie',
    'full name':
      'imie i nazwisko osoby kontaktowej, imie nazwisko osoby kontaktowej, osoba kontaktowa, osoba do kontaktu, osoba kontaktu, wlasciciel rachunku, zamawiajacy, imie i nazwisko, imie nazwisko, nazwisko i imie, pelna nazwa, imie nazwisko odbiorcy, imie i nazwisko odbiorcy, imie i nazwisko lub nazwa firmy',
    name: 'nazwa',
    prefix: 'zwrot grzecznosciowy, pan pani, forma grzecznosciowa',
    sex: 'plec',
    title: 'tytul',
    job: 'funkcja, stanowisko, zawod',
    company:
      'nazwa dzialalnosci gospodarczej, nazwa dzialalnosci, nazwa przedsiebiorstwa, firma, nazwa firmy, przedsiebiorstwo, organizacja, instytucja, pracodawca, nazwa organizacji, nazwa pracodawcy, nazwa podmiotu',
    address:
      'adres staly, adres zameldowania, adres korespondencyjny, adres stalego zamieszkania, adres stalego zameldowania, pelny adres, adres siedziby, adres pocztowy, adres do korespondencji, adres staly zamieszkania, adres, adres zamieszkania, adres korespondencyjny, adresu',
    street:
      'ulica, ul, ulica i numer, ulicy, ulica i nr, ulica numer, ulica nr, nazwa ulicy, ulica i numer domu, ulica numer domu, ulica nr domu, ulica i nr domu',
    'house number':
      'numer domu, nr domu, numer budynku, nr budynku, numer posesji, nr ulicy, numer domu mieszkania, nr domu mieszkania, numer domu lokalu',
    unit: 'pietro, klatka',
    'extra address':
      'adres cd, adres ciag dalszy, adres dodatkowy, dodatkowe informacje adresowe, adres uzupelnienie, dalszy adres, adres c d',
    'line first-one': 'adres 1, linia 1, adres linia 1, wiersz 1',
    'line second-one': 'adres 2, linia 2, adres linia 2, wiersz 2, dodatkowy adres',
    city: 'miasto, miejscowosc, miejscowosci, miasta, miejscowosc zamieszkania, poczta2',
    district: 'dzielnica',
    region: 'wojewodztwo, wojewodztwa, stan, region, stan wojewodztwo',
    'region county': 'powiat',
    postal: 'kod pocztowy, kod, kod poczt, kodpocztowy, kodu pocztowego, kod miejscowosci',
    country: 'kraj, panstwo, kraju, kraj region, kraj zamieszkania',
    phone:
      'telefon, numer telefonu, nr telefonu, tel, komorka, telefon komorkowy, telefonu, telefon kontaktowy, numer komorkowy, nr tel, telefon stacjonarny, numer kontaktowy, numer tel, komorkowy',
    fax: 'faks, fax',
    email:
      'email, e mail, mail, adres email, adres e mail, poczta elektroniczna, adres mail, e maila, adres poczty elektronicznej',
    area: 'numer kierunkowy',
    dial: 'kierunkowy, prefiks, kod kraju, numer kierunkowy kraju, kierunkowy kraju, prefiks kraju',
    website: 'strona www, strona internetowa, adres www',
    date: 'data',
    day: 'dzien',
    month: 'miesiac, miesiaca',
    year: 'rok, rrrr',
    birth: 'urodzenia, urodzin, ur',
    'birth date': 'data urodzenia, data ur, dataurodzenia, urodziny, data urodzin',
    'birth year': 'rok urodzenia',
    'birth month': 'miesiac urodzenia',
    'birth day': 'dzien urodzenia',
    card: 'karta, karty, karta kredytowa, karta platnicza, karty kredytowej, karty platniczej',
    'card number': 'numer karty, nr karty, numerkarty, numer karty kredytowej, numer karty platniczej',
    csc: 'kod cvv, kod cvc, kod zabezpieczajacy, kod bezpieczenstwa, kod weryfikacyjny karty, cvv2, kod cvv2, kod cvc2',
    expiry:
      'data waznosci, wazna do, waznosc, data wygasniecia, termin waznosci, data waznosci karty, waznosci, wazne do, mm rr, datawaznosci',
    'expiry month': 'miesiac waznosci',
    'expiry year': 'rok waznosci',
    holder:
      'posiadacz karty, wlasciciel karty, imie i nazwisko posiadacza karty, imie nazwisko karcie, imie i nazwisko na karcie, nazwisko karcie, posiadacza karty, wlasciciela karty, nazwa karcie, imie i nazwisko wlasciciela karty, imie karcie',
    'card kind': 'typ karty, rodzaj karty',
    number: 'numer, nr',
    kind: 'typ, rodzaj',
    confirm: 'powtorz, potwierdz, ponownie, powtorzenie, potwierdzenie',
    user: 'login, nazwa uzytkownika, uzytkownik, numer klienta, identyfikator, nick',
    password: 'haslo, hasla',
    search:
      'szukaj, wyszukaj, szukana fraza, wyszukiwarka, szukasz, czego szukasz, wyszukiwana fraza, znajdz',
    captcha: 'kod z obrazka, przepisz kod, kod obrazka, kod zabezpieczajacy obrazek, przepisz tekst',
    once: 'kod sms, kod potwierdzajacy, kod weryfikacyjny, kod aktywacyjny, kod jednorazowy',
    comment:
      'wiadomosc, komentarz, uwagi, komentarze, notatki, tresc, zapytanie, pytanie, tresc wiadomosci, uwagi zamowienia, opis, informacje dodatkowe, uwagi do zamowienia, dodatkowe informacje, komentarz zamowienia',
    bait: 'uzywane do walidacji, uzywane walidacji, nie wypelniaj, pozostaw puste, zostaw puste, pole puste',
    other:
      'kod do domofonu, nazwisko na domofonie, kraj wydania, miejsce wydania, panstwo wydania, adres skrytki, skrytka, gmina, gminy, poczta, kod rabatowy, rabat, kupon, kod promocyjny, kod kuponu, bon, karta podarunkowa, karta lojalnosciowa, numer karty lojalnosciowej, karta stalego klienta, ilosc, liczba, temat, paszport, numer paszportu, nip, numer nip, pesel, regon, krs, dowod osobisty, numer dowodu, nr dowodu, seria i numer dowodu, dowod, numer konta, konto, konto bankowe, bank, nazwa banku, iban, narodowosc, obywatelstwo, prawo jazdy, numer rejestracyjny, pojazd, nazwisko panienskie, nazwisko rodowe, wiek, jezyk, waluta, kwota, cena, plik, numer zamowienia, nr zamowienia, numer faktury, stan cywilny, dzial, wyjazd, przyjazd, cel podrozy, data wyjazdu, data przyjazdu, data dostawy, data powrotu, wylot, powrot, dorosli, dzieci, pokoje, godzina, czas, metoda platnosci, sposob platnosci, produkt, nazwa produktu, ubezpieczenie, numer polisy, szkola, miejsce urodzenia, miasto urodzenia, kraj urodzenia, nazwa pliku, nazwa adresu, skad dokad, skad, dokad, rozmiar, branza, punkt odbioru, paczkomat, numer seryjny',
    context: 'zamowienia, zamowienie, koszyk, pasazer, uczestnik, osoba, podrozny, gosc',
    someone:
      'kontakt awaryjny, malzonek, matka, ojciec, dziecko, imie ojca, imie matki, osoba towarzyszaca, poprzedni adres, dzieci, wspolmalzonek, uczen, ucznia, dziecka',
    shipping: 'dostawy, wysylki, dostawa, adres dostawy, odbiorcy, odbiorca',
    'shipping address': 'adres dostawy, adres do wysylki, adres wysylki',
    billing: 'rozliczeniowy, faktury, rozliczeniowe, platnika',
  },
}
