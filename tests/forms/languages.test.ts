import { describe, expect, it } from 'vitest'
import { nameOfLabel, namesOf } from './page-of'

const NAMES = [
  'given-name',
  'family-name',
  'street-address',
  'postal-code',
  'address-level2',
  'tel',
  'email',
  'bday',
] as const

/** One label each, in the order of NAMES. */
const LABELS: { readonly [language: string]: readonly string[] } = {
  en: [
    'First name',
    'Last name',
    'Street address',
    'ZIP code',
    'City',
    'Phone number',
    'E-mail address',
    'Date of birth',
  ],
  de: [
    'Vorname',
    'Nachname',
    'Straße und Hausnummer',
    'Postleitzahl',
    'Ort',
    'Telefonnummer',
    'E-Mail-Adresse',
    'Geburtsdatum',
  ],
  fr: [
    'Prénom',
    'Nom de famille',
    'Adresse',
    'Code postal',
    'Ville',
    'Numéro de téléphone',
    'Adresse e-mail',
    'Date de naissance',
  ],
  es: [
    'Nombre de pila',
    'Apellidos',
    'Dirección',
    'Código postal',
    'Población',
    'Teléfono móvil',
    'Correo electrónico',
    'Fecha de nacimiento',
  ],
  it: [
    'Primo nome',
    'Cognome',
    'Indirizzo e numero civico',
    'CAP',
    'Città',
    'Numero di telefono',
    'Indirizzo e-mail',
    'Data di nascita',
  ],
  pt: [
    'Primeiro nome',
    'Sobrenome',
    'Endereço',
    'CEP',
    'Cidade',
    'Telemóvel',
    'Endereço de e-mail',
    'Data de nascimento',
  ],
  nl: [
    'Voornaam',
    'Achternaam',
    'Straat en huisnummer',
    'Postcode',
    'Woonplaats',
    'Telefoonnummer',
    'E-mailadres',
    'Geboortedatum',
  ],
  pl: [
    'Imię',
    'Nazwisko',
    'Ulica i numer domu',
    'Kod pocztowy',
    'Miejscowość',
    'Numer telefonu',
    'Adres e-mail',
    'Data urodzenia',
  ],
  ru: [
    'Имя',
    'Фамилия',
    'Улица, дом',
    'Почтовый индекс',
    'Город',
    'Номер телефона',
    'Электронная почта',
    'Дата рождения',
  ],
  tr: [
    'Adınız',
    'Soyadınız',
    'Açık adres',
    'Posta kodu',
    'Belde',
    'Cep telefonu',
    'E-posta adresi',
    'Doğum tarihi',
  ],
  ja: ['名', '姓', 'ご住所', '郵便番号', '市区町村', '電話番号', 'メールアドレス', '生年月日'],
  zh: ['名字', '姓氏', '详细地址', '邮政编码', '城市', '手机号码', '电子邮箱', '出生日期'],
  ko: ['명', '성', '배송 주소', '우편번호', '시군구', '휴대폰 번호', '이메일 주소', '생년월일'],
  cs: [
    'Jméno',
    'Příjmení',
    'Ulice a číslo popisné',
    'PSČ',
    'Město',
    'Telefonní číslo',
    'E-mailová adresa',
    'Datum narození',
  ],
  sv: [
    'Förnamn',
    'Efternamn',
    'Gatuadress',
    'Postnummer',
    'Postort',
    'Mobilnummer',
    'E-postadress',
    'Födelsedatum',
  ],
  nb: [
    'Fornavn',
    'Etternavn',
    'Gateadresse',
    'Postnummer',
    'Poststed',
    'Mobilnummer',
    'E-postadresse',
    'Fødselsdato',
  ],
  da: [
    'Fornavn',
    'Efternavn',
    'Vejnavn og nummer',
    'Postnr.',
    'By',
    'Telefonnummer',
    'E-mailadresse',
    'Fødselsdato',
  ],
  fi: [
    'Etunimi',
    'Sukunimi',
    'Katuosoite',
    'Postinumero',
    'Postitoimipaikka',
    'Puhelinnumero',
    'Sähköpostiosoite',
    'Syntymäaika',
  ],
  hu: [
    'Keresztnév',
    'Vezetéknév',
    'Utca, házszám',
    'Irányítószám',
    'Település',
    'Telefonszám',
    'E-mail cím',
    'Születési dátum',
  ],
  ro: [
    'Prenume',
    'Nume de familie',
    'Strada și numărul',
    'Cod poștal',
    'Localitate',
    'Număr de telefon',
    'Adresă de e-mail',
    'Data nașterii',
  ],
  el: [
    'Όνομα',
    'Επώνυμο',
    'Διεύθυνση',
    'Ταχυδρομικός κώδικας',
    'Πόλη',
    'Κινητό τηλέφωνο',
    'Διεύθυνση email',
    'Ημερομηνία γέννησης',
  ],
  uk: [
    "Ім'я",
    'Прізвище',
    'Вулиця',
    'Поштовий індекс',
    'Місто',
    'Номер телефону',
    'Електронна пошта',
    'Дата народження',
  ],
  ar: [
    'الاسم الأول',
    'اسم العائلة',
    'العنوان',
    'الرمز البريدي',
    'المدينة',
    'رقم الجوال',
    'البريد الإلكتروني',
    'تاريخ الميلاد',
  ],
  hi: ['पहला नाम', 'उपनाम', 'पता', 'पिन कोड', 'शहर', 'मोबाइल नंबर', 'ईमेल', 'जन्म तिथि'],
}

describe('words of a language', () => {
  for (const [language, labels] of Object.entries(LABELS))
    it(`are read in ${language}`, () => {
      expect(labels.map((label) => nameOfLabel(label, language))).toEqual(NAMES)
    })

  it('are read where the page says another language or none, from their neighbours', () => {
    for (const language of ['de', 'fr', 'pl', 'ru', 'ja'])
      for (const said of ['', 'en'])
        expect(
          (LABELS[language] ?? [])
            .slice(3)
            .map((label) => nameOfLabel(label, said))
            .at(-1),
        ).toBe('bday')
  })

  it('are read as programmers write them', () => {
    const written = [
      'billing_first_name',
      'ctl00$Main$txtNachname',
      'customer[address][city]',
      'shipToPostcode',
      'dwfrm_billing_phoneNumber',
      'j_idt42:email',
      'bstreet',
    ]
    expect(written.map((name) => namesOf([{ name }])[0])).toEqual([
      'given-name',
      'family-name',
      'address-level2',
      'postal-code',
      'tel',
      'email',
      'street-address',
    ])
  })
})
