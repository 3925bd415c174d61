import type { Words } from '@/lib/forms/words/words'

/**
 * Who is spoken of beside the person who fills a form, in every language in one place: whom to call, who travels along, who vouches, who
 * is married to whom. And what a part of a form about the person themselves is called.
 */
const SOMEONE: { readonly [language: string]: string } = {
  en: 'director 1, director 2, director details, shareholder, shareholders, beneficial owner, beneficial owners, ultimate beneficial owner, authorized pick up, authorised pick up, authorized pickup, authorised pickup, release of information, additional account holder, second account holder, secondary account holder, joint account holder, other account holder, additional applicant, acknowledgement, acknowledgment, recipient email, recipients email, recipient s email, their, payee, counselor, counsellor, accounts payable, accounts department, trade reference, prior residence, prior address, previous residence, former residence, employer address, employer phone, employers address, employers phone, address of employer, co author, co captain, next of kin, notary, agent, successor agent, occupant, occupants, additional occupant, adviser, advisor, landlord, veterinarian, personal reference, professional reference, reference phone, in case of emergency, in case emergency, second guest, other guest, additional guest, additional guests, travel companion, travelling companion, coach, teacher, attorney, lawyer, heir, deceased, =in memory, =in honor, =in honour, tribute, pharmacy, primary care, colleague, invitee, joint, co owner, second owner, second person, other person, another person, dentist, godparent, stepfather, stepmother, relative, local friend, co driver, person two, patient representative, power of attorney, =in law, neighbor, neighbour, reporter, employer contact, responsible party, representative, authorized representative, authorised representative, proxy, property owner, property manager, contractor, tenant, seller, trustee, executor, treating physician, referring physician, referring doctor, caregiver, caretaker, authorized person, authorised person, person collecting, roommate, flatmate, stepparent, preparer, preparers, tax preparer, reference 1, reference 2, reference 3, reference email, first reference, second reference, referee 1, referee 2',
  de: 'gesellschafter, wirtschaftlich berechtigter, wirtschaftlich berechtigte, partner, begunstigter, begunstigte, zahlungsempfanger, begunstigten, versicherer, adresse des arbeitgebers, arbeitgeber adresse, notar, koautor, begleitende angehorige, begleitpersonen, pflegeperson, im notfall, ehefrau, ehemann, person b, mitversicherte, mitversicherte person, mitversicherter, zweiter antragsteller, mitantragsteller, zweite person, weiterer fahrer, zweitfahrer, hausarzt, verstorbene, verstorbener, verstorbenen, bevollmachtigter, bevollmachtigte, vermieter, patenkind, partnerin, begleitung, sohn, tochter, jubilar, zeuge, zeugin, erziehungsberechtigter 2, sorgeberechtigter 2, nachbar, angehorige, angehoriger, burge, geworbener, geworbene, werber, vertreter, vertreterin, vertreters, arzt, zahnarzt, eigentumer, eigentumers, verkaufer, verkaufers, mieter, vormieter, nachmieter, abholberechtigte, abholberechtigter, abholberechtigte person, bevollmachtigten, steuerberater, rechtsanwalt, vorgesetzter, betreuer, hausverwaltung, ansprechpartner vor ort, beschenkten',
  fr: 'beneficiaire effectif, beneficiaires effectifs, bailleur, du bailleur, personne a charge, personnes a charge, responsable legal 2, co auteur, notaire, en cas d urgence, cas d urgence, personne a contacter, personne contacter, partenaire, parrain, filleul, deuxieme conducteur, co titulaire, cotitulaire, co souscripteur, defunt, medecin traitant, medecin, garant, temoin, mineur, accompagnants, second titulaire, deuxieme titulaire, concubin, proche, conjointe, mandataire, representant, proprietaire, locataire, vendeur, avocat, notaire, hebergeant, personne autorisee',
  es: 'beneficiario final, accionista, beneficiarios, beneficiario, otra persona de contacto, otra persona, nino, nina, del nino, en caso de emergencia, caso de emergencia, pareja, esposo, esposa, testigo, menor, aval, segundo titular, cotitular, medico, fallecido, familiar, hija, conviviente, referido, segundo solicitante, representante, apoderado, propietario, inquilino, vendedor, abogado, anfitrion, persona autorizada',
  it: 'titolare effettivo, in caso di emergenza, caso di emergenza, moglie, marito, testimone, secondo intestatario, cointestatario, garante, medico curante, medico, defunto, festeggiato, figlia, convivente, parente, secondo richiedente, bambino, del bambino, rappresentante, rappresentante legale, legale rappresentante, delegato, proprietario, inquilino, venditore, avvocato, persona autorizzata',
  pt: 'pessoas autorizadas, em caso de emergencia, caso de emergencia, companheiro, companheira, esposa, marido, testemunha, menor, segundo titular, medico, indicado, fiador, avalista, filha, parente, segundo proponente, crianca, da crianca, representante, procurador, proprietario, inquilino, vendedor, advogado, anfitriao, pessoa autorizada',
  nl: 'ouder 2, ouder verzorger 2, verzorger 2, begunstigde, in geval van nood, nood, echtgenoot, echtgenote, huisarts, tweede bestuurder, mede aanvrager, medeaanvrager, begeleider, overledene, getuige, zoon, dochter, familielid, tweede persoon, introducee, van uw kind, van het kind, gemachtigde, vertegenwoordiger, eigenaar, huurder, verkoper, advocaat, leidinggevende',
  pl: 'beneficjent rzeczywisty, wspolnik, naglym wypadku, w naglym wypadku, wspolmalzonek, wspolmalzonka, lekarza, malzonka, malzonek, w razie wypadku, razie wypadku, zona, maz, wspolwlasciciel, wspolwnioskodawca, swiadek, lekarz, poreczyciel, wspolpasazer, syn, corka, zmarly, druga osoba, pelnomocnik, pelnomocnika, przedstawiciel, przedstawiciela, wlasciciel, wlasciciela, najemca, sprzedawca, osoba upowazniona, osoby upowaznionej, pracodawcy',
  ru: 'бухгалтерии, врача, руководителя, ребёнка, экстренная связь, экстренной связи, поручитель, свидетель, второй водитель, врач, попутчики, муж, жена, сын, дочь, наследник, родственник, родственника, работодателя, приглашающее лицо, приглашающего лица, второй пассажир, экстренных случаев, представитель, представителя, доверенное лицо, доверенного лица, собственник, собственника, арендатор, продавец, телефон контактного лица, имя контактного лица, контактное лицо родственник',
  uk: 'дитина, дитини, дружина, мати, батько, матері, поручитель, екстрений контакт, родич',
  tr: 'ana adi, ana, baba, anne, anne adi, baba adi, acil durumda, acil, esi, esinizin, kefil, tanik, doktor, yakini, yakininizin, temsilci, temsilcinin, vekil, mal sahibi, kiraci, satici, avukat',
  ja: '緊急時, ご家族, 保証人, 連帯保証人, お子様, 子供, お子さま, ご紹介者, 紹介者, 同伴, 父親, 母親, 保護者2, 代理人, 所有者',
  zh: '证明人, 證明人, 介紹人, 紧急联系, 緊急聯絡, 紧急电话, 紧急联络人, 緊急連絡人, 緊急聯繫人, 担保人, 子女, 孩子, 推荐人, 介绍人, 同行人, 家属, 受益人, 见证人, 父亲姓名, 母亲姓名, 配偶姓名, 代理人, 法定代表人, 业主, 房东',
  ko: '비상 연락처, 비상연락망, 보증인, 자녀, 동반자, 동행인, 추천인, 가족, 수익자, 대리인, 소유자, 임대인',
  sv: 'formanstagare, barnet, barnets, nodfall, i nodfall, ~make, maka, sambo, ~barn, vittne, borgensman, medsokande, ledsagare, medresenar, kontaktperson vid nodfall, malsman 2',
  da: 'udlejer, barnets, nodstilfaelde, aegtefaelle, ektefelle, ~barn, vidne, ledsager, medansoger, kautionist, samlever, nodkontakt, medsoker, pargorende',
  fi: 'hatayhteyshenkilo, lahiomainen, puoliso, puolison, lapsi, lapsen, toinen hakija, takaaja, todistaja, seuralainen',
  cs: 'nouzovy kontakt, pripad nouze, manzel, manzelka, dite, ditete, dieta, dietata, matka, otec, svedek, rucitel, spolucestujici, spolucestujuci, druhy zadatel, doprovod, nudzovy kontakt, svedok',
  hu: 'veszhelyzet, veszhelyzeti, surgos esetben, hazastars, gyermek, gyermeke, anyja, apja, kezes, tanu, kisero, masodik utas, anyja neve, anya neve',
  ro: 'urgenta, contact de urgenta, sot, sotie, copil, copilului, mama, tata, tatalui, martor, garant, insotitor, codebitor',
  el: 'έκτακτη ανάγκη, έκτακτης ανάγκης, σύζυγος, συζύγου, παιδί, παιδιού, πατέρας, πατρός, πατέρα, μητέρα, μητρός, μητέρας, μάρτυρας, εγγυητής, συνοδός, όνομα πατρός, όνομα μητρός',
  ar: 'الطوارئ, جهة اتصال الطوارئ, حالات الطوارئ, الزوج, الزوجة, الأب, الأم, الطفل, المرافق, الكفيل, الشاهد, الوالد, الوالدة, اسم الأب, اسم الأم',
  hi: 'पिता, माता, पति, पत्नी, पिता का नाम, माता का नाम, बच्चे, नामांकित, आपातकालीन, पिता पति का नाम',
  he: 'חירום, איש קשר לחירום, בן זוג, בת זוג, שם האב, שם האם, מלווה, ילד, ילדים',
  vi: 'lien he khan cap, khan cap, nguoi than, ~vo, ~chong, ~cha, ~me, ~con',
  id: 'kontak darurat, darurat, suami, istri, ayah, ibu, ibu kandung, nama ibu kandung, penjamin, ahli waris',
  hr: 'hitan slucaj, hitni slucaj, suprug, supruga, dijete, djeteta, deteta, otac, majka, svjedok, ime oca, ime majke, otroka',
  bg: 'спешен контакт, съпруг, съпруга, дете, детето, баща, майка, свидетел',
  th: 'ชื่อแพทย์, ผู้ปกครอง, ผู้ติดต่อกรณีฉุกเฉิน',
}

const SELF: { readonly [language: string]: string } = {
  en: 'declaration, consent, authorization, authorisation, agreement, certification, =about you, about yourself, buyer, purchaser, customer, billed by, yourself, signature, signature type full legal name, print name, printed name, account holder, name of account holder, account holder name, bank account holder, information, details, contact, contact information, contact details, personal information, personal details, sender, from sender',
  de: 'unterschrift, erklarung, einwilligung, kaufer, kauferin, uber sie, kontoinhaber, kontoinhaberin, name des kontoinhabers, kontoinhaber name, absender, angaben, kontaktdaten, personliche angaben, personliche daten, daten, auftraggeber, besteller, kontakt',
  fr: 'signature, declaration, consentement, acheteur, identite, vous, vous meme, titulaire compte, titulaire du compte, nom titulaire compte, coordonnees, expediteur, informations personnelles, informations',
  es: 'declaracion, consentimiento, comprador, sobre ti, titular de la cuenta, titular cuenta, remitente, datos personales, datos contacto, datos',
  it: 'dichiarazione, consenso, acquirente, su di te, intestatario del conto, intestatario conto, mittente, dati personali, dati, contatti',
  pt: 'declaracao, assinatura, consentimento, comprador, sobre voce, titular da conta, titular conta, remetente, dados pessoais, dados',
  nl: 'verklaring, ondertekening, handtekening, koper, over jou, over u, ten name van, naam rekeninghouder, rekeninghouder, afzender, gegevens, persoonsgegevens, contactgegevens',
  pl: 'oswiadczenie, podpis, zamawiajacy, kupujacy, o tobie, wlasciciel rachunku, nadawca, nadawcy, dane kontaktowe, dane',
  ru: 'подпись, согласие, от кого, ваши данные, покупатель, заказчик, данные покупателя, о вас, отправитель, отправителя, контактные данные, личные данные',
  tr: 'imza, beyan, gonderici, bilgileriniz, siparis veren, hesap sahibi, gonderen, kisisel bilgiler, iletisim bilgileri',
  ja: '署名, 同意, 送り主, 口座名義, 口座名義人, ご注文者, 注文者, ご依頼主, お客様情報',
  zh: '签名, 簽名, 声明, 您的信息, 订购人, 購買人, 购买人, 寄件人, 联系方式, 個人資料, 个人信息',
  ko: '서명, 동의, 주문하시는 분, 구매자, 구매자 정보, 예금주, 입금자명, 보내는 분, 주문자, 주문자정보',
}

/** What has a name or an address of its own and is nobody. */
const THINGS: { readonly [language: string]: string } = {
  en: 'damage, loss, job site, accident location, training location, course location, exam city, test center, test centre, exam center, exam centre, boat name, insurance, pharmacy, surgery, medication, school, university, college, hotel, store, branch, dealer, dealership, venue, event, project, boat, vessel, yacht, dog, cat, pet, horse, church, hospital, airport, station, destination, departure, arrival, pickup, pick up, product, vehicle, car, bank, club, team, supplier, insurance company, wedding, website name, incident, accident, loss location',
  de: 'schaden, schadens, unfall, unfalls, unfallstelle, baustelle, seminarort, prufungsort, schulungsort, kursort, abholort, abholung, vorversicherung, schule, universitat, hochschule, hotel, filiale, handler, veranstaltung, veranstaltungsort, projekt, boot, schiff, tier, hund, hundes, pferd, kirche, krankenhaus, flughafen, bahnhof, zielort, abfahrtsort, fahrzeug, auto, bank, verein, vereins, lieferant, lieferanten, anbieter, anbieters, schadenort, unfallort, kita, kindergarten, messe',
  fr: 'chantier, accident, lieu de formation, centre d examen, bien immobilier, du logement assure, ecole, universite, lycee, hotel, magasin, evenement, projet, bateau, animal, chien, cheval, eglise, hopital, aeroport, gare, destination, depart, arrivee, vehicule, voiture, banque, club, fournisseur, etablissement scolaire, sinistre',
  es: 'accidente, lugar de examen, sede del curso, sede del examen, inmueble, del inmueble, parroquia, =de la oficina, oficina de atencion, centro, del centro, escuela, colegio, universidad, hotel, tienda, sucursal, evento, proyecto, barco, mascota, perro, iglesia, hospital, aeropuerto, estacion, destino, origen, salida, llegada, vehiculo, coche, banco, club, proveedor, centro educativo, siniestro',
  it: 'incidente, del corso, sede del corso, sede di esame, immobile, dell immobile, scuola, universita, albergo, negozio, filiale, evento, progetto, barca, animale, cane, chiesa, ospedale, aeroporto, stazione, destinazione, partenza, arrivo, veicolo, auto, banca, fornitore, struttura, sinistro',
  pt: 'do imovel, escola, universidade, hotel, loja, agencia bancaria, evento, projeto, barco, animal, cachorro, igreja, hospital, aeroporto, estacao, destino, origem, partida, chegada, veiculo, carro, banco, clube, fornecedor, faculdade, sinistro',
  nl: 'schade, ongeval, school, universiteit, hotel, winkel, filiaal, evenement, project, boot, huisdier, hond, kerk, ziekenhuis, luchthaven, bestemming, vertrek, aankomst, voertuig, auto, bank, vereniging, leverancier',
  pl: 'szkoda, szkody, zdarzenia, szkolenia, kursu, egzaminu, konferencji, wylotu, przylotu, docelowe, druzyny, druzyna, szkola, szkoly, uczelnia, uczelni, hotel, sklep, sklepu, wydarzenie, projekt, projektu, zwierze, psa, kosciol, szpital, lotnisko, dworzec, pojazd, samochod, bank, banku, klub, klubu, dostawca, dostawcy',
  ru: 'дтп, происшествия, семинара, курса, экзамена, обучения, школа, школы, вуз, университет, отель, гостиница, магазин, мероприятие, мероприятия, проект, проекта, питомца, кличка, церковь, больница, аэропорт, вокзал, назначения, отправления, прибытия, автомобиль, банк, банка, клуб, поставщик, учебное заведение, учебного заведения',
  tr: 'takim, okul, universite, otel, magaza, etkinlik, proje, tekne, evcil hayvan, kopek, hastane, havaalani, varis, kalkis, arac, banka, kulup, tedarikci',
  ja: '学校, 大学, ホテル, 店舗, イベント, ペット, 病院, 空港, 目的地, 出発地, 到着地, 車両, 銀行, 金融機関, 支店',
  zh: '学校, 學校, 大学, 大學, 酒店, 门店, 門市, 活动, 活動, 项目, 宠物, 寵物, 医院, 醫院, 机场, 機場, 目的地, 出发地, 车辆, 银行, 銀行, 开户行',
  ko: '학교, 대학교, 호텔, 매장, 지점, 행사, 반려동물, 병원, 공항, 은행',
  sv: 'skola, universitet, hotell, butik, evenemang, hund, sjukhus, flygplats, bank, klubb, fordon',
  da: 'skole, universitet, hotel, butik, arrangement, hund, sygehus, lufthavn, bank, klub',
  fi: 'vahinkopaikka, vahinkopaikan, tapahtumapaikka, koulu, yliopisto, hotelli, kauppa, tapahtuma, koira, sairaala, lentokentta, pankki',
  cs: 'psa, skola, skoly, univerzita, hotel, prodejna, akce, pes, nemocnice, letiste, banka, banky',
}

/** Persons of whom a form has several. */
const ROLES: { readonly [language: string]: string } = {
  ko: '학생, 원생, 소유자, 추천인',
  zh: '学生, 學生, 学员, 业主, 推荐人',
  ja: '生徒, 園児, 学生, 所有者, ご紹介者, 紹介者, 父親, 母親',
  en: 'camper, campers, swimmer, athlete, dancer, gymnast, subscriber, sponsor, host, groom, bride, partner, beneficiary, gift recipient, representative, authorized representative, authorised representative, property owner, property manager, contractor, tenant, seller, trustee, executor, agent, friend, friends, mother, father, mothers, fathers, companion, nominee, parent, parents, guardian, carer, passenger, traveller, traveler, attendee, participant, delegate, author, captain, member, rider, entrant',
  de: 'vertreter, vertreterin, eigentumer, eigentumers, verkaufer, mieter, partner, partnerin, beschenkter, beschenkte, mutter, vater, freund, jubilar, vertretungsberechtigter, eltern, elternteil, spieler, passagier, reisender, teilnehmer, mitglied, autor',
  fr: 'eleve, representant, proprietaire, locataire, vendeur, partenaire, beneficiaire, ami, mere, pere, mandataire, tuteur, hebergeant, parrain, filleul, parent, joueur, passager, voyageur, participant, auteur, membre',
  es: 'alumno, alumna, representante, propietario, inquilino, vendedor, pareja, beneficiario, referido, anfitrion, padre, madre, jugador, pasajero, viajero, participante, autor',
  it: 'alunno, rappresentante, proprietario, inquilino, venditore, festeggiato, genitore, giocatore, passeggero, viaggiatore, partecipante, autore',
  pt: 'representante, proprietario, inquilino, vendedor, indicado, anfitriao, jogador, passageiro, participante, autor',
  nl: 'vertegenwoordiger, eigenaar, huurder, verkoper, partner, ouder, speler, passagier, reiziger, deelnemer, auteur',
  pl: 'przedstawiciel, przedstawiciela, wlasciciel, wlasciciela, najemca, sprzedawca, rodzic, rodzica, zawodnik, pasazer, uczestnik, autor',
  ru: 'представитель, представителя, собственник, собственника, арендатор, продавец, родитель, родителя, игрок, пассажир, участник, автор',
  tr: 'ogrenci, ogrencinin, temsilci, mal sahibi, kiraci, satici, oyuncu, yolcu, katilimci, yazar',
}

/** Who fills a form for a child, or stands beside who fills it: the other persons of the form tell. */
const GUARDIANS: { readonly [language: string]: string } = {
  en: 'parent, parents, mother or father, legal guardian, legal representative, guardian, parent or guardian',
  de: 'eltern, elternteil, erziehungsberechtigten, gesetzlicher vertreter, gesetzliche vertreter, erziehungsberechtigte, erziehungsberechtigter, sorgeberechtigte, sorgeberechtigter',
  fr: 'parent, parents, parent ou tuteur, representant legal, representants legaux, responsable legal, tuteur legal',
  es: 'padre, madre, padres, padre madre tutor, tutor legal, representante legal, tutor del menor, tutor',
  it: 'genitore, genitori, tutore, genitore o tutore, esercente la responsabilita',
  pt: 'responsavel, pai ou mae, responsaveis, responsavel legal, encarregado de educacao',
  nl: 'ouder, ouders, wettelijk vertegenwoordiger, ouder verzorger, verzorger',
  pl: 'rodzic, rodzica, rodzice, przedstawiciel ustawowy, opiekun, opiekuna, opiekun prawny',
  ru: 'родитель, родителя, родители, законный представитель, законного представителя, опекун',
  tr: 'ebeveyn, vasi, veli, velinin',
  ja: '法定代理人, 保護者',
  zh: '家长, 家長, 监护人, 監護人',
  ko: '학부모, 법정대리인, 보호자',
  id: 'wali',
  sv: 'vardnadshavare, malsman',
  da: 'vaerge, foresatt',
  fi: 'huoltaja',
  cs: 'rodic, zakonny zastupce',
  hu: 'szulo, gondviselo, torvenyes kepviselo',
}

/** Whom to speak to. */
const CONTACTS: { readonly [language: string]: string } = {
  en: 'contact person, contact persons, of contact',
  de: 'ansprechpartner, ansprechpartners, ansprechpartnerin, ansprechperson, kontaktperson',
  fr: 'personne a contacter, personne contact, personne de contact, personne ressource, correspondant',
  es: 'persona de contacto, persona contacto, del contacto, contacto de referencia',
  it: 'persona di contatto, persona contatto, referente, del referente',
  pt: 'pessoa de contato, pessoa de contacto, pessoa contato, do contato, do contacto',
  nl: 'contactpersoon, contactpersonen, van contactpersoon, aanspreekpunt',
  pl: 'osoba kontaktowa, osoby kontaktowej, osoba do kontaktu, osoby do kontaktu',
  ru: 'контактного лица, контактное лицо',
  uk: 'контактної особи, контактна особа',
  tr: 'irtibat kisisi, irtibat kisisinin, ilgili kisi, ilgili kisinin, yetkili kisi, yetkili kisinin',
  ja: '担当者様, 連絡担当者',
  zh: '联络人, 聯絡人, 对接人',
  ko: '담당자',
  sv: 'kontaktperson, kontaktpersonens',
  da: 'kontaktperson, kontaktpersonens, kontaktpersonen',
  fi: 'yhteyshenkilo, yhteyshenkilon',
  cs: 'kontaktni osoba, kontaktni osoby, kontaktna osoba, kontaktnej osoby',
  hu: 'kapcsolattarto, kapcsolattarto szemely',
  ro: 'persoana de contact, persoanei de contact',
  el: 'υπεύθυνος επικοινωνίας, υπευθύνου επικοινωνίας, άτομο επικοινωνίας',
  hr: 'kontakt osoba, kontakt osobe, kontaktna osoba, kontaktne osebe',
  bg: 'лице за контакт, лицето за контакт',
  vi: 'nguoi lien he',
  id: 'narahubung, kontak person',
}

export const PEOPLE: readonly Words[] = Object.entries(SOMEONE).map(([language, someone]) => ({
  language,
  words: {
    someone,
    ...(SELF[language] !== undefined && { self: SELF[language] }),
    ...(CONTACTS[language] !== undefined && { contact: CONTACTS[language] }),
    ...(GUARDIANS[language] !== undefined && { guardian: GUARDIANS[language] }),
    ...(ROLES[language] !== undefined && { role: ROLES[language] }),
    ...(THINGS[language] !== undefined && { thing: THINGS[language] }),
  },
}))
