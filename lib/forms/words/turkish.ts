import type { Words } from '@/lib/forms/words/words'

export const TURKISH: Words = {
  language: 'tr',
  silent: 'lutfen giriniz girin seciniz secin ve icin bir bu zorunlu istege bagli yaziniz yazin sizin sec',
  words: {
    'address extra': 'adres detayi, adres detaylari, detayli adres bilgisi',
    'shipping full name': 'alici',
    'unit flat': 'daire, daire no, ic kapi no, daire numarasi',
    'first name': '~ad, ~adi, ~adiniz, isim, ismi, isminiz, ilk ad, on ad, musteri adi, adinizi',
    'last name': 'soyad, soyadi, soyadiniz, soy ad, soyisim, soy isim, soyismi, soyisminiz, soyadinizi',
    'middle name': 'ikinci ad, ikinci isim, orta ad',
    'full name':
      'teslim alacak kisi, teslim alan kisi, teslim alan, yetkili kisi, irtibat kisisi, yetkili adi soyadi, ilgili kisi, ad soyad, adi soyadi, adiniz soyadiniz, isim soyisim, ad ve soyad, tam ad, ad soyadi, adsoyad, isim soy isim, ad ve soyadi, adi ve soyadi, alici adi soyadi, isim ve soyisim, tam isim, adiniz ve soyadiniz, hasta adi soyadi, hasta ad soyad',
    prefix: 'hitap, unvani, hitap sekli',
    sex: 'cinsiyet, cinsiyeti, cinsiyetiniz',
    title: 'unvan',
    job: 'unvan, gorev, goreviniz, meslek, gorev, pozisyon, meslegi, mesleginiz',
    company:
      'yasal unvan, ticari unvan, resmi unvan, ticaret unvani, kurum, kurum adi, kurumun adi, calistiginiz kurum, calistigi kurum, calistiginiz kurumun adi, is yeri, isyeri, is yeri adi, isyeri adi, sirketiniz, sirket, firma, sirket adi, firma adi, kurum, kurulus, firma unvani, sirket unvani, kurum adi, isyeri, is yeri',
    address:
      'acik adres, ikamet adresi, ikametgah adresi, ikametgah, yazisma adresi, is adresi, tam adres, adres bilgisi, adres bilgileri, tebligat adresi, adres, adresi, adresiniz, acik adres, ev adresi, adres satiri',
    street:
      'cadde sokak, sokak cadde, cadde, sokak, cadde, cadde sokak, sokak adi, cadde adi, sokak cadde, bulvar',
    'house number':
      'bina no, kapi no, dis kapi no, bina numarasi, apartman no, ev no, kapi numarasi, ev numarasi',
    unit: 'kat, apartman, bina adi, blok, bina, site, adres tarifi',
    'line first-one': 'adres 1, adres satiri 1',
    'line second-one': 'adres 2, adres satiri 2, adres devami',
    city: 'belde',
    district: 'ilce, semt, ilceniz, ilce semt, bucak',
    ward: 'mahalle, mahalle koy, mahalle semt, mahallesi',
    region:
      'eyalet, bolge, eyalet il, eyalet bolge, sehir, ~il, il sehir, sehir il, kent, iliniz, sehriniz, ilimiz',
    postal: 'posta kodunuz, posta kodu, postakodu, posta kod, p k, pk',
    country: 'ulke, ulkesi, ulkeniz, ulke bolge, yasadiginiz ulke',
    phone:
      'telefon, telefon numarasi, cep telefonu, cep telefonunuz, gsm, cep, telefon no, tel, telefonu, telefonunuz, cep tel, cep no, tel no, ev telefonu, is telefonu, cep telefonu numarasi, telefon numaraniz, gsm no, sabit telefon, iletisim numarasi',
    fax: 'faks, fax',
    email:
      'eposta, e posta, email, e mail, mail, e posta adresi, eposta adresi, e postaniz, mail adresi, elektronik posta, e posta adresiniz, email adresi, email adresiniz, mail adresiniz',
    extension: 'dahili, dahili no',
    area: 'alan kodu',
    dial: 'ulke kodu, ulke kod',
    website: 'web sitesi, internet sitesi, web adresi',
    date: 'tarih, tarihi',
    day: 'gun, gg',
    month: '~ay, ayi',
    year: 'yil, yili, yyyy',
    birth: 'dogum',
    'birth date': 'dogum tarihi, dogum tarihiniz, dogum gunu, dogumtarihi, d tarihi, dogum gununuz',
    'birth year': 'dogum yili',
    'birth month': 'dogum ayi',
    card: 'kart, karti, kredi karti, banka karti, kartin, kartiniz',
    'card number':
      'kart numarasi, kart no, kartno, kartnumarasi, kredi karti numarasi, kredi karti no, kart numaraniz, kredi kart no',
    csc: 'guvenlik kodu, cvv, cvc, guvenlik numarasi, kart guvenlik kodu, cvc kodu, cvv kodu, guvenlik kodu cvv, cvc2, cvv2',
    expiry:
      'aa yy, son kullanma tarihi, son kullanma, sonkullanma, gecerlilik tarihi, skt, s k t, son kul tarihi, gecerlilik, son kullanim tarihi, son kullanim, kullanma tarihi, ay yil',
    holder:
      'kart sahibi, kart uzerindeki isim, kart uzerindeki ad, kart sahibinin adi, kart sahibi adi, kart uzerindeki ad soyad, kart uzerindeki isim soyisim, kart sahibinin adi soyadi, kart uzerinde yazan isim, kart sahibi adi soyadi, kartin uzerindeki isim, kart hamili, kart uzerindeki, kartin uzerindeki ad soyad, kart sahibi ad soyad',
    'card kind': 'kart tipi, kart turu',
    number: 'numara, numarasi, ~no',
    code: 'kod, kodu',
    kind: 'tip, turu, tipi',
    confirm: 'tekrar, onayla, tekrari, tekrar giriniz, dogrula, onayi',
    user: 'kullanici adi, kullanici, kullanici kodu, musteri no, uye no, kullaniciadi, musteri numarasi, uye adi, e posta veya telefon',
    password: 'sifre, parola, sifreniz, sifresi',
    search:
      'aradiginiz urun, aradiginiz, urun ara, ne aramistiniz, ara, arama, aranan, urun ara, ne aramistiniz, anahtar kelime, urun kategori ara, aranacak kelime',
    captcha:
      'guvenlik resmi, resimdeki, resimdeki kod, resimdeki karakterler, robot degilim, dogrulama kodu resim',
    once: 'dogrulama kodu, onay kodu, sms kodu, sms sifresi, aktivasyon kodu, tek kullanimlik sifre',
    comment:
      'mesaj, yorum, not, aciklama, notlar, mesajiniz, siparis notu, yorumunuz, notunuz, soru, sorunuz, gorus, oneri, talep, ek bilgi',
    bait: 'dogrulama amaclidir, bos birakin, doldurmayin, bos birakiniz',
    other:
      'ogrenim gorulen ulke, ogrenim gorulen sehir, ogrenim ulkesi, ogrenim sehri, egitim alinan ulke, veren ulke, verildigi ulke, verildigi yer, adres kodu, kat sayisi, veren ulke, verilis, kupon, indirim, indirim kodu, kupon kodu, promosyon, promosyon kodu, hediye karti, hediye ceki, adet, miktar, konu, pasaport, pasaport no, tc, t c, tc kimlik, tc kimlik no, kimlik no, kimlik, kimlik numarasi, tc no, vergi, vergi no, vergi numarasi, vergi dairesi, iban, banka, hesap no, uyruk, uyrugu, vatandaslik, plaka, arac, ehliyet, kizlik soyadi, yas, dil, para birimi, tutar, fiyat, dosya, siparis no, siparis numarasi, fatura no, medeni hal, departman, kalkis, varis, nereden, nereye, gidis, donus, gidis tarihi, donus tarihi, kalkis tarihi, giris tarihi, cikis tarihi, teslimat tarihi, yetiskin, cocuk, oda, saat, odeme yontemi, urun, urun adi, sigorta, okul, okul adi, dogum yeri, adres basligi, adres adi, adres ismi, dosya adi, taksit, fatura tipi, fatura turu, beden, sektor, il ilce, referans, referans adi',
    context:
      'ogrenci, ogrencinin, siparis, sepet, yolcu, katilimci, kisi, misafir, hasta, hastanin, basvuran',
    someone:
      'acil durum, anne, baba, es, cocuk adi, arkadas, anne adi, baba adi, ogrenci adi, cocugun, cocuk, esinin, referans kisi, ikinci yolcu, refakatci',
    shipping: 'teslimat, gonderi, alici, kargo',
    'shipping address': 'teslimat adresi',
    'billing address': 'fatura adresi',
    billing: 'fatura',
  },
}
