import type { Words } from '@/lib/forms/words/words'

export const ITALIAN: Words = {
  language: 'it',
  silent:
    'attuale quale di del della dello dei delle il la lo le gli i l un una il tuo tua suo sua per inserisci inserire in obbligatorio facoltativo opzionale d dell sulla sul nella al scegli seleziona qual e',
  words: {
    'birth place': '=nato a, =nata a, =nato a a, =nato e a, =dove sei nato, =dove e nato',
    'birth city': 'comune di nascita, luogo di nascita, citta di nascita',
    'shipping full name': 'destinatario',
    'unit flat': 'int, interno, appartamento, interno scala piano',
    name: 'nome, nominativo',
    'last name': 'cognome',
    'middle name': 'secondo nome',
    'first name': 'nome battesimo, primo nome',
    'full name':
      'persona di contatto, persona contatto, referente, nome cognome, nome e cognome, cognome nome, cognome e nome, nome completo, nominativo, nome e cognome destinatario, nome per esteso, intestatario conto',
    nick: 'soprannome',
    prefix: 'titolo onorifico, appellativo, sig sig ra, sig',
    sex: 'sesso, genere',
    title: 'titolo',
    'job kind': 'ruolo',
    job: 'posizione, professione, occupazione, qualifica, mansione, posizione lavorativa',
    company:
      'azienda, societa, compagnia, nome compagnia, ragione sociale, ditta, nome azienda, organizzazione, impresa, nome societa, ente, denominazione',
    address:
      'indirizzo completo, indirizzo di domicilio, indirizzo domicilio, indirizzo permanente, altre informazioni indirizzo, indirizzo di corrispondenza, indirizzo, domicilio, indirizzo postale, residenza, indirizzo residenza, recapito',
    street:
      'via piazza, via p zza, via piazza corso, via corso, residente in via, via viale, via viale piazza, ~via, strada, via piazza, via e numero civico, piazza, via numero, via e numero, nome via, via numero civico, via civico, via e civico, via e n civico',
    'house number': 'numero civico, civico, civ, n civico, num civico, nr civico, numero casa, numerocivico',
    'street number':
      'indirizzo e numero civico, indirizzo e n civico, indirizzo civico, indirizzo numero civico',
    unit: 'scala, piano, citofono, palazzo, edificio, presso, c o, palazzina',
    'extra address':
      'indirizzo aggiuntivo, informazioni aggiuntive indirizzo, indirizzo 2, indirizzo supplementare, complemento indirizzo, indirizzo complementare, indirizzo seconda riga, informazioni aggiuntive, dettagli indirizzo',
    'line first-one': 'indirizzo 1, indirizzo riga 1, riga 1, riga indirizzo 1',
    'line second-one': 'indirizzo 2, indirizzo riga 2, riga 2, riga indirizzo 2',
    'line third-one': 'indirizzo 3, indirizzo riga 3, riga 3',
    city: 'citta, localita, comune, comune residenza, citta residenza, ~paese citta, comune citta',
    district: 'frazione, quartiere',
    region: 'provincia, regione, prov, stato provincia, provincia residenza, sigla provincia, stato regione',
    postal:
      '~npa, ~cap, codice postale, c a p, codice avviamento postale, codpostale, codicepostale, capresidenza',
    country:
      'paese, nazione, stato, stato residenza, paese residenza, nazione residenza, paese regione, paese area geografica, paese regione geografica',
    phone:
      'telefono, cellulare, tel, numero telefono, numero cellulare, telefono cellulare, telefono fisso, recapito telefonico, cell, numero di telefono, numero di cellulare, telefono mobile, numero telefonico, n telefono, recapiti telefonici, fisso',
    fax: 'fax',
    email:
      'email, e mail, mail, posta elettronica, indirizzo email, indirizzo e mail, indirizzo mail, indirizzo posta elettronica, emailaddress, indirizzo di posta elettronica',
    extension: 'interno telefonico',
    area: 'prefisso locale',
    dial: 'prefisso, prefisso internazionale, prefisso paese, prefisso nazionale, prefisso telefonico, codice paese',
    website: 'sito web, sito internet, sito',
    date: 'data',
    day: 'giorno, gg',
    month: 'mese',
    year: 'anno, aaaa',
    birth: 'nascita, nato, nata, nato a il',
    'birth date':
      '=nato a il, =nata il, =nato il, =nato a a il, data nascita, datanascita, data di nascita, compleanno, nato il',
    'birth year': 'anno nascita',
    'birth month': 'mese nascita',
    'birth day': 'giorno nascita',
    card: 'carta, carta credito, carta debito, carta di credito, carta pagamento',
    'card number': 'numero carta, n carta, numero carta credito, numerocarta, num carta, nr carta',
    csc: 'codice sicurezza, cvv, cvc, codice verifica, codice di sicurezza, codice controllo, codice di verifica, codice verifica carta, codicesicurezza',
    expiry:
      'scadenza, data scadenza, data di scadenza, scade, validita, valida fino, mm aa, scadenza carta, datascadenza',
    'expiry month': 'mese scadenza',
    'expiry year': 'anno scadenza',
    holder:
      'titolare, titolare carta, intestatario, intestatario carta, nome titolare, nome sulla carta, nome carta, nome intestatario, nome titolare carta, nome riportato carta',
    'card kind': 'tipo carta, tipo di carta, circuito, tipologia carta, circuito carta',
    number: 'numero, n, nr, num',
    code: 'codice, cod',
    kind: 'tipo, tipologia',
    place: 'luogo',
    confirm: 'conferma, ripeti, ripetere, confermare, ridigita, verifica, reinserisci',
    user: 'nome utente, utente, codice cliente, numero cliente, nomeutente, codice utente, numero tessera',
    password: 'password, parola chiave accesso, nuova password, parola d ordine',
    search: 'cerca, ricerca, parole chiave, parola chiave, cosa cerchi, trova',
    captcha:
      'codice immagine, caratteri immagine, codice antispam, testo immagine, inserisci codice visualizzato',
    once: 'codice conferma, codice otp, codice sms, codice di conferma, codice attivazione, codice ricevuto',
    comment:
      'messaggio, commento, commenti, note, richiesta, istruzioni, il tuo messaggio, domanda, osservazioni, descrizione, testo, note corriere, note consegna, note aggiuntive, note ordine, motivo',
    bait: 'serve per la convalida, serve convalida, lasciare vuoto, non compilare, lascia vuoto questo campo, lascia questo campo vuoto, campo da lasciare vuoto, questo campo vuoto, campo vuoto',
    other:
      'stato ordine, stato dell ordine, stato pagamento, stato spedizione, stato pratica, stato richiesta, alias, nome sul citofono, nome citofono, paese di rilascio, paese rilascio, luogo di rilascio, nazione di rilascio, carta regalo, buono regalo, rilascio, coupon, codice promozionale, codice sconto, sconto, buono, buono regalo, carta regalo, codice promo, carta fedelta, numero carta fedelta, tessera, quantita, oggetto, argomento, passaporto, numero passaporto, carta identita, numero documento, documento, tipo documento, documento identita, codice fiscale, codicefiscale, partita iva, p iva, piva, codice univoco, codice destinatario, sdi, pec, codice sdi, iban, banca, conto corrente, conto, nazionalita, cittadinanza, targa, veicolo, patente, cognome nubile, eta, lingua, valuta, importo, prezzo, reddito, file, numero ordine, riferimento, numero fattura, fattura, stato civile, reparto, partenza, arrivo, destinazione, andata, ritorno, data partenza, data arrivo, data consegna, data ritorno, volo, adulti, bambini, camere, ora, orario, metodo pagamento, modalita pagamento, prodotto, nome prodotto, nome file, assicurazione, polizza, scuola, provincia nascita, paese nascita, stato nascita, nazione nascita, nome indirizzo, taglia, peso, settore, rata, cellulare convenzionato, data rilascio, data emissione, ente rilascio, data ordine',
    context:
      'alunno, ordine, viaggio, carrello, passeggero, passeggeri, viaggiatore, partecipante, persona, ospite, adulto',
    someone:
      'emergenza, contatto emergenza, coniuge, madre, padre, figlio, amico, beneficiario, accompagnatore, figli, indirizzo precedente, vecchio indirizzo, secondo conducente, minore, del minore, allievo',
    shipping: 'spedire a, spedizione, consegna, destinatario',
    billing: 'fatturazione',
  },
}
