import type { Words } from '@/lib/forms/words/words'

/**
 * Who is spoken of beside the person who fills a form, in every language in one place: whom to call, who travels along, who vouches, who
 * is married to whom. And what a part of a form about the person themselves is called.
 */
const SOMEONE: { readonly [language: string]: string } = {
  en: 'landlord, veterinarian, personal reference, professional reference, reference phone, in case of emergency, in case emergency, legal guardian, second guest, other guest, additional guest, additional guests, travel companion, travelling companion, coach, teacher, attorney, lawyer, heir, deceased, in memory, in honor, in honour, tribute, pharmacy, primary care, colleague, invitee, joint, co owner, second owner, second person, other person, another person, dentist, godparent, stepfather, stepmother, relative, local friend, co driver, person two, patient representative, power of attorney, in law, neighbor, neighbour, reporter, employer contact',
  de: 'im notfall, ehefrau, ehemann, person b, mitversicherte, mitversicherte person, mitversicherter, zweiter antragsteller, mitantragsteller, zweite person, weiterer fahrer, zweitfahrer, gesetzlicher vertreter, hausarzt, verstorbene, verstorbener, verstorbenen, bevollmachtigter, bevollmachtigte, vermieter, patenkind, partnerin, begleitung, sohn, tochter, jubilar, zeuge, zeugin, erziehungsberechtigter 2, sorgeberechtigter 2, nachbar, angehorige, angehoriger, burge, geworbener, geworbene, werber',
  fr: 'en cas d urgence, cas d urgence, personne a contacter, personne contacter, partenaire, parrain, filleul, deuxieme conducteur, co titulaire, cotitulaire, co souscripteur, defunt, medecin traitant, medecin, garant, temoin, mineur, accompagnants, second titulaire, deuxieme titulaire, concubin, proche, conjointe',
  es: 'en caso de emergencia, caso de emergencia, pareja, esposo, esposa, testigo, menor, tutor legal, aval, segundo titular, cotitular, medico, fallecido, familiar, hija, conviviente, referido, segundo solicitante',
  it: 'in caso di emergenza, caso di emergenza, moglie, marito, testimone, tutore, secondo intestatario, cointestatario, garante, medico curante, medico, defunto, festeggiato, figlia, convivente, parente, secondo richiedente, bambino, del bambino',
  pt: 'em caso de emergencia, caso de emergencia, companheiro, companheira, esposa, marido, testemunha, menor, segundo titular, medico, indicado, fiador, avalista, filha, parente, segundo proponente, crianca, da crianca',
  nl: 'in geval van nood, nood, echtgenoot, echtgenote, huisarts, tweede bestuurder, mede aanvrager, medeaanvrager, begeleider, overledene, getuige, zoon, dochter, familielid, tweede persoon, introducee, van uw kind, van het kind',
  pl: 'w razie wypadku, razie wypadku, zona, maz, wspolwlasciciel, wspolwnioskodawca, swiadek, lekarz, poreczyciel, wspolpasazer, syn, corka, zmarly, druga osoba',
  ru: 'экстренная связь, экстренной связи, поручитель, свидетель, второй водитель, законный представитель, врач, попутчики, муж, жена, сын, дочь, наследник, родственник, родственника, работодателя, приглашающее лицо, приглашающего лица, второй пассажир, экстренных случаев',
  uk: 'дитина, дитини, дружина, мати, батько, матері, поручитель, екстрений контакт, родич',
  tr: 'acil durumda, acil, esi, esinizin, kefil, tanik, doktor, yakini, yakininizin, vasi',
  ja: '緊急時, ご家族, 保証人, 連帯保証人, お子様, 子供, お子さま, ご紹介者, 紹介者, 同伴, 父親, 母親, 保護者2',
  zh: '紧急联络人, 緊急連絡人, 緊急聯繫人, 担保人, 监护人, 子女, 孩子, 推荐人, 介绍人, 同行人, 家属, 受益人, 见证人, 父亲姓名, 母亲姓名, 配偶姓名',
  ko: '비상 연락처, 비상연락망, 보증인, 자녀, 동반자, 동행인, 추천인, 가족, 수익자',
  sv: 'nodfall, i nodfall, ~make, maka, sambo, ~barn, vittne, borgensman, medsokande, ledsagare, medresenar, kontaktperson vid nodfall, malsman 2',
  da: 'nodstilfaelde, aegtefaelle, ektefelle, ~barn, vidne, ledsager, medansoger, kautionist, samlever, nodkontakt, medsoker, pargorende',
  fi: 'hatayhteyshenkilo, lahiomainen, puoliso, puolison, lapsi, lapsen, toinen hakija, takaaja, todistaja, seuralainen',
  cs: 'nouzovy kontakt, pripad nouze, manzel, manzelka, dite, ditete, dieta, dietata, matka, otec, svedek, rucitel, spolucestujici, spolucestujuci, druhy zadatel, doprovod, nudzovy kontakt, svedok',
  hu: 'veszhelyzet, veszhelyzeti, surgos esetben, hazastars, gyermek, gyermeke, anyja, apja, kezes, tanu, kisero, masodik utas, anyja neve, anya neve',
  ro: 'urgenta, contact de urgenta, sot, sotie, copil, copilului, mama, tata, tatalui, martor, garant, insotitor, codebitor',
  el: 'έκτακτη ανάγκη, έκτακτης ανάγκης, σύζυγος, συζύγου, παιδί, παιδιού, πατέρας, πατρός, πατέρα, μητέρα, μητρός, μητέρας, μάρτυρας, εγγυητής, συνοδός, όνομα πατρός, όνομα μητρός',
  ar: 'الطوارئ, جهة اتصال الطوارئ, حالات الطوارئ, الزوج, الزوجة, الأب, الأم, الطفل, المرافق, الكفيل, الشاهد, الوالد, الوالدة, اسم الأب, اسم الأم',
  hi: 'पिता, माता, पति, पत्नी, पिता का नाम, माता का नाम, बच्चे, नामांकित, आपातकालीन, पिता पति का नाम',
  he: 'חירום, איש קשר לחירום, בן זוג, בת זוג, שם האב, שם האם, מלווה, ילד, ילדים',
  vi: 'lien he khan cap, khan cap, nguoi than, ~vo, ~chong, ~cha, ~me, ~con',
  id: 'kontak darurat, darurat, suami, istri, ayah, ibu, ibu kandung, nama ibu kandung, penjamin, ahli waris, wali',
  hr: 'hitan slucaj, hitni slucaj, suprug, supruga, dijete, djeteta, deteta, otac, majka, svjedok, ime oca, ime majke, otroka',
  bg: 'спешен контакт, съпруг, съпруга, дете, детето, баща, майка, свидетел',
}

const SELF: { readonly [language: string]: string } = {
  en: 'information, details, contact, contact information, contact details, personal information, personal details, sender, from sender',
  de: 'absender, angaben, kontaktdaten, personliche angaben, personliche daten, daten, auftraggeber, besteller, kontakt',
  fr: 'coordonnees, expediteur, informations personnelles, informations',
  es: 'remitente, datos personales, datos contacto, datos',
  it: 'mittente, dati personali, dati, contatti',
  pt: 'remetente, dados pessoais, dados',
  nl: 'afzender, gegevens, persoonsgegevens, contactgegevens',
  pl: 'nadawca, nadawcy, dane kontaktowe, dane',
  ru: 'отправитель, отправителя, контактные данные, личные данные',
  tr: 'gonderen, kisisel bilgiler, iletisim bilgileri',
  ja: 'ご注文者, 注文者, ご依頼主, お客様情報',
  zh: '寄件人, 联系方式, 個人資料, 个人信息',
  ko: '보내는 분, 주문자, 주문자정보',
}

export const PEOPLE: readonly Words[] = Object.entries(SOMEONE).map(([language, someone]) => ({
  language,
  words: { someone, ...(SELF[language] !== undefined && { self: SELF[language] }) },
}))
