import type { Words } from '@/lib/forms/words/words'

export const ENGLISH: Words = {
  language: 'en',
  silent:
    'the of your my our please enter a an for in is to this here it appears shown optional required your select choose provide whats what valid current we us on as if me so be are live where now you',
  words: {
    kana: 'local language, in local language, native language, in native language, native script, local script',
    'birth place': '=where were you born, =born in, =country were you born in, =were you born in',
    'someone company': 'current employment, previous employment, employment',
    'street number': 'street number and name, street number name, street no and name, number and street name',
    'unit flat':
      'apartment, apt, suite, unit, apt suite, apartment number, apt number, suite number, unit number, flat, room, flat number, ste, apt no, unit no, flat no',
    name: 'name, names',
    'first name':
      'first name, firstname, given name, given names, givenname, forename, forenames, christian name, name given, name first, first names',
    'last name':
      'last name, lastname, surname, surnames, family name, familyname, name family, name last, second name, last names',
    'middle name': 'middle name, middlename, middle initial, middle names, other names, name middle, mi, m i',
    'full name':
      'bank account name, name on bank account, account holders name, print name, printed name, what should we call you, donor name, candidate name, candidate s name, candidates name, name surname, name and surname, full name per passport, full name as per pan card, name as per pan card, full name as per pan, name as per pan, full name as per aadhaar, name as per aadhaar, name per passport, owners name, submitter name, name of person completing form, name person completing form, attn, requester name, requestor name, claimant name, renter name, subscriber name, signature, signature type full legal name, contact person, buyer name, person to contact, contact person name, full name, fullname, complete name, first and last name, whole name, first last name, first & last name, legal name, real name, name of account holder, account holder, account holder name, bank account holder, passport name, name on passport, name as on passport, name as in passport, addressee, recipients name',
    first: 'first, given',
    last: 'last, family',
    middle: 'middle, initial',
    full: 'full, complete',
    nick: 'preferred or chosen first name, chosen first name, chosen name, nickname, nick name, display name, screen name, preferred name, preferred first name, =known as',
    prefix:
      'salutation, honorific, name prefix, courtesy title, name title, mr mrs, mr mrs ms, mr ms, honorific prefix, prefix',
    suffix: 'name suffix, generational suffix, honorific suffix, suffix, jr sr, generation code',
    sex: 'gender, sex, male female, male, female',
    title: 'title, titles',
    'job kind': 'role, user role',
    job: 'job title, position, occupation, profession, job role, jobtitle, job position, job function, designation',
    company:
      'enterprise, enterprise name, name of the enterprise, name of the company, name of the organisation, name of the organization, name of the business, affiliation, company, organization, organisation, business, business name, employer, firm, institution, company name, organization name, organisation name, corporation, companyname, agency, place of work, workplace, corporation partnership',
    address:
      'permanent address, registered address, correspondence address, legal address, business address, work address, office address, contact address, primary address, main address, complete address, full address, exact address, detailed address, private address, permanent residential address, permanent street address, local address, campus address, domicile, address, addresses, mailing address, postal address, residential address, home address, physical address, location address, service address, installation address',
    street: 'street, street name, road, street address, streetaddress, avenue',
    'house number':
      'house number, housenumber, building number, street number, house no, street no, door number, house nr, house num, house, house name number',
    line: 'line',
    'line first-one': 'address line 1, line 1, line one, first line, address line one, address first line',
    'line second-one':
      'address line 2, line 2, line two, second line, address line two, address second line, address continued, address cont',
    'line third-one': 'address line 3, line 3, line three, third line, address line three',
    unit: 'floor, building, building name, mail stop, po box, stairwell, entrance, block, =care of, c o',
    extra:
      'c o, =care of, additional, additional address, address extra, extra address, address additional, address complement, address details, address detail, additional info, further address, address addition, address 2',
    'city locality': 'locality',
    city: 'city, town, city town, town city, post town, municipality, suburb city, village, city name, postal town, hometown',
    district: 'district, suburb, neighborhood, neighbourhood, borough, quarter, area',
    ward: 'ward, sub district, subdistrict, barangay',
    region:
      'division, state, province, region, prefecture, state province, territory, emirate, parish, governorate, state name, canton, oblast, state or territory',
    'region county': 'county',
    postal:
      'zip, postal, postcode, zipcode, postalcode, post code, zip code, postal code, pin code, pincode, zip postal, zip postal code, eircode, p code, postal zip, zip plus 4',
    country: 'country, country name, country of residence, countries, country residence, country territory',
    phone:
      'direct dial, direct line, direct phone, home number, work number, cell number, phone with area code, telephone with area code, phone, telephone, phone number, telephone number, phonenumber, mobile, cell, cellphone, cell phone, mobile phone, mobile number, contact number, daytime phone, evening phone, tel, home phone, work phone, phones, mobilephone, landline, tel no, tel nr, contact no, mobile no, phone no, cellular, whatsapp, primary phone, telephone no, line number, phone line, ph, home ph, cell ph, number to reach, best number, number to reach you, best number to reach you',
    fax: 'fax, fax number, facsimile, telefax, pager',
    email:
      'email, e mail, mail, email address, e mail address, emailaddress, email addresses, emails, mail address, email id, e mails',
    extension: 'extension, ext, phone extension, extn, ext no',
    area: 'area code, areacode, phone area code, telephone area code, mobile area code, city code, std code',
    dial: 'country code, countrycode, dialing code, dial code, calling code, dialling code, phone country code, country calling code, international code, country dialing code, intl code, phone code, isd code, country prefix, phone country',
    website: 'website, web site, homepage, home page, url, web address, web page, blog, site url',
    date: 'date',
    day: 'day, dd',
    month: 'month, mm, months',
    year: 'year, yyyy, yy, years',
    birth: 'birth, birthday, birthdate, date of birth, birth date, dob, born, d o b, year of birth month',
    'birth date': 'birthday, birthdate, date birth, birth date, dob, d o b, dateofbirth',
    'birth year': 'year birth, birth year, birthyear',
    'birth month': 'month birth, birth month, birthmonth',
    'birth day': 'day birth',
    card: 'card, credit card, debit card, creditcard, payment card, credit, debit, cc, bank card, visa, mastercard, maestro, amex, american express',
    csc: 'ccv, ccv code, cvn code, cvv, cvc, csc, cvv2, cvc2, cid, cvn, security code, card verification, card security code, verification value, security number, cvv code, cvc cvv, card verification code, card verification number, verification number, card code, card security, cvd, card identification number, 3 digit code, three digit code, signature panel code, cvv number, card id number, card id',
    expiry:
      'expiry, expiration, expires, exp, =valid until, =valid thru, =valid through, expiry date, expiration date, exp date, expire, expires on, good thru, end date card, validity, valid to, mm yy, mm yyyy, mm / yy, =valid till',
    holder:
      'holder, cardholder, card holder, name on card, cardholders name, nameoncard, card owner, owner, name card, cardholder name, card name, name on credit card',
    number: 'number, no, num, nr, numbers, digits',
    code: 'code',
    kind: 'type, kind, brand, network, issuer',
    place: 'place, location',
    confirm: 'confirm, repeat, re enter, reenter, verify, again, retype, confirmation, re type',
    'first-one': '1, one',
    'second-one': '2, two, ii',
    'third-one': '3, three, iii',
    user: 'user, username, user name, login, userid, user id, login name, loginid, login id, =log in, account name, member id, signin, member number, membership number, customer number, customer id, account number, client number, handle, patient id, account id, email or username, username or email, user number, login email or username',
    password:
      'password, passwd, passcode, pass word, passphrase, secret, current password, new password, password confirm',
    search:
      'search, keyword, keywords, query, find, lookup, look up, filter, search for, store locator, find address, address lookup, address finder, search term',
    captcha:
      'captcha, recaptcha, image code, verification image, security check, security image, characters above, type characters, human, not robot, hcaptcha, turnstile, spam, antispam, anti spam, what 2 plus, characters you see, letters in image, sum',
    once: 'verification code, one time, otp, confirmation code, sms code, authentication code, 2fa, two factor, authenticator, auth code, one time code, one time password, activation code, access code, passkey, magic code, email code, totp, mfa, 6 digit code',
    comment:
      'comment, comments, message, messages, note, notes, remark, remarks, special instructions, delivery instructions, feedback, question, questions, enquiry, inquiry, how can we help, additional information, additional comments, instructions, order notes, your message, gift message, review, special requests, delivery notes, =tell us, anything else, more information, =your request, job description',
    bait: 'honeypot, honey pot, leave this field empty, leave this field blank, leave empty, leave blank, do not fill, dont fill, should be left blank, not be filled, leave field blank, leave field empty, hp field, bot field, =if you see this, do not enter anything, do not type, for validation purposes, trap, =for robots, field blank, field empty, =be empty, should be empty, keep empty, keep blank, =you are human',
    other:
      'state of work, city of work, town of work, country of work, state of employment, state of origin, city of origin, town of origin, lga of origin, state of deployment, land mark, landmark, nearest landmark, name on doorbell, buzzer name, visa expiry, visa expiry date, visa expiration, visa expiration date, visa expires, trading name, trade name, doing business as, business trading name, dba, initials, job site address, job site, site address, line id, gift cards number, gift card pin, issuing country, country issuing, =travelling to, =traveling to, visa country, visiting, issuing state, issuing authority, any other names, any other name, known by, also known as, formerly known as, names used, other names you have used, coupon, promo, promo code, promotion, promotional, voucher, discount, gift card, giftcard, gift certificate, gift code, referral, referral code, referrer, quantity, qty, subject, topic, passport, visa number, visa type, ssn, social security, social security number, vat, vat number, tax, tax id, tax number, tax code, ein, tin, national id, id number, identity number, id card, identity card, identity document, document, document number, licence, license, license plate, driver, drivers license, driving licence, registration, registration number, iban, bic, swift, bank, bank name, routing, routing number, sort code, bank account, insurance, policy, policy number, school, university, college, nationality, citizenship, citizen, vehicle, plate, vin, car, make, model, maiden, maiden name, mothers maiden name, pet, age, ages, height, weight, size, color, colour, currency, amount, price, donation, salary, income, file, file name, filename, upload, photo, sku, invoice number, tracking, tracking number, reservation, booking reference, booking code, confirmation number, frequent flyer, loyalty, loyalty card, membership, membership card, rewards, library card, answer, hint, secret question, language, time zone, timezone, hear about us, how did you hear, hear, source, campaign, survey, rating, nights, guests, rooms, adults, children, infants, issue, issue number, issue date, start date, =valid from, marital, marital status, status, education, degree, po number, purchase order, reference, reference number, cost center, ip, ip address, mac address, wallet, crypto, bitcoin, duns, abn, gst, gstin, pan number, aadhaar, siret, siren, cpf, cnpj, preferred language, religion, race, ethnicity, blood, race ethnicity, twitter, facebook, instagram, linkedin, skype, snapchat, telegram, industry, sector, number employees, employees, company size, number of employees, revenue, department, specialty, course, hobby, interest, interests, known traveler, redress, tsa, format, email format, email frequency, newsletter, subscription, preference, preferences, contact method, contact preference, best time, call time, preferred time, hours, time, delivery date, arrival date, departure date, =check in, check out, checkin, checkout date, pickup, pick up, return date, travel date, event date, appointment, wedding, due date, today, today s date, date today, invoice, ticket, seat, meal, identification, flight, flight number, airport, airline, train, station, hotel, destination, origin, departure, arrival, departing, arriving, returning, from, leaving from, =going to, flying from, =flying to, where to, product, product name, item, item name, serial number, serial, imei, device, domain, domain name, project, project name, event, event name, team, team name, club, group name, group, list name, address name, address label, address nickname, nickname address, save address, name this address, nickname for address, playlist, folder, title page, book, magazine, subscription number, agent, agent code, dealer, promo number, sim, network operator, operator, meter, customer since, payment method, payment type, method, pay, installments, store, branch, shop, rent, loan, mortgage, score, radius, distance, sort, sort by, per page, view, min, max, minimum, maximum, budget, price range, category, tags, tag, relationship, relation, phone type, telephone type, phone device type, device type, email type, address type, pets, server, server name, room number, favourite, favorite, plus one, previous name, warranty, gate code, landmark, other names used, years address, plot name, security question, previous names, web address faulty, licensed, state licensed, concession card, concession card number, concession card expiry, student card, student id',
    context:
      'camper, campers, swimmer, athlete, dancer, gymnast, order, cart, basket, travel, trip, passenger, passengers, traveller, traveler, applicant, guest, person, attendee, participant, adult, member, driver, registrant, player, entrant, student, delegate, rider, parent, guardian, carer',
    someone:
      'emergency, emergency contact, emergency name, friend, friends, friend s, spouse, mother, mothers, father, child, gift recipient, next kin, reference name, beneficiary, witness, manager, supervisor, doctor, physician, referred by, partner, your boss, nominee, honoree, accompanying, accompanying person, companion, subscriber, employers, previous, previous address, old address, former, former address, dependent, dependant, carer 2, parent 2, infant, child s, childs, children, second passenger, second driver, additional driver, co applicant, coapplicant, joint applicant, co borrower, cosigner, co signer, second applicant, sibling, host, sponsor, referee, references, next of kin, spouses, partners, grandparent, plus one name, husband, wife, groom, bride, fathers, pupil, pupils, player, childs name, daughter, son, notify',
    shipping:
      '=send to, consignee, delivered to, gift recipient details, shipping, delivery, ship, ship to, deliver, deliver to, shipment, recipient, receiver',
    billing:
      '=sold to, invoice recipient, billing, bill, bill to, invoice address, invoice to, invoicing, payer',
  },
}

/** What programmers call their fields: for names, ids and `autocomplete`, never for what people read. */
export const CODES: Words = {
  language: 'code',
  silent:
    'txt text input inp field fld ctl main content form frm new customer cust member personal contact account acct profile details data info information value tb ddl cbo cmb lst sel select edit step page checkout dwfrm attributes attribute entity model view wc woocommerce edd register registration signup subscriber client dto bean obj the id box widget control root app j idt jidt lbl label req required opt v my your reg pnl placeholder phmain default component panel tab section group container wrapper element react mui native web auto x idx ff nf wpcf7 wpforms mod forms fields nonmember nonmembers textarea textbox textfield',
  words: {
    someone:
      'kin, dep, kid, kids, spouse, benef, beneficiary, emergency, emerg, emergency contact, guarantor, cosigner, coborrower, coapplicant, nominee, child, partner, referee, ref 1, ref 2, ref name, ref phone, ref email, ref tel',
    'unit flat':
      'lok, nrlok, nr lok, lokal, nr lokalu, mieszkanie, nr mieszkania, daire, daire no, kvartira, depto, dpto, interno, aptno, aptsuite, suiteno, apt num, apt nr',
    'phone suffix': 'phone suffix, phonesuffix, line number',
    'phone prefix': 'exchange, phone exchange, phone prefix, phoneprefix, tel prefix2',
    'first name':
      'vname, vorn, fname, f name, firstnm, fst name, givenname, first nm, namef, fnm, gname, name f',
    'last name':
      'nname, nachn, lname, l name, lastnm, lst name, sname, last nm, namel, lnm, surnm, name l, familyname, sur name',
    'middle name': 'mname, m name, mi, midname, mid name, minit',
    'full name':
      'personacontacto, persona contacto, contactpersoon, ansprechpartner, osobakontaktowa, fullnm, contactname, custname, yourname, realname, uname full, nominativo, full nm, contact person, contactperson',
    name: 'nm, author',
    address: 'addr, adr, addrs, adres',
    street: 'str, strt, street',
    'house number':
      'houseno, housenr, house nr, hausnr, hsnr, hnr, streetnumber, streetno, house num, housenum, str nr, street nr',
    'line first-one':
      'addr 1, address 1, adr 1, address 1st, street 1, line 1, add 1, addressline 1, address one, addressone, strt 1, thoroughfare, street 0, street line 1',
    'line second-one':
      'addr 2, address 2, adr 2, street 2, line 2, add 2, addressline 2, address two, addresstwo, premise, street line 2, address 2nd',
    'line third-one': 'addr 3, address 3, adr 3, street 3, line 3, add 3, addressline 3, address three',
    unit: 'bldg, flr',
    'city locality': 'locality',
    city: 'cty, town, dependent locality city, city nm, address level 2, addresslevel2',
    region:
      'stt, prov, state, address level 1, addresslevel1, administrative area, adminarea, admin area, stateprovince, regionid, region id, zone, zone id, stateid, state id, zonestate, subdivision, state cd',
    postal:
      'zonecode, zip, zipcd, pcode, postcd, postal, pstcd, zipcode, zip cd, postalcd, pc, zcode, plz, zip 4, zip 5, post cd',
    country:
      'cntry, ctry, countryid, country id, countrycd, country cd, countrycode, country code, cnt, country iso, countryregion, country nm, country region',
    phone:
      'hp 1, hp 2, hp 3, hp no, handphone, ph, tel, phn, phoneno, phonenum, telno, phonenr, telnr, mob, mobileno, cellno, telefon, fon, phone nbr, hp no, msisdn, telephone no, dayphone, homephone, workphone, mobilenumber, phon, gsm, contactno, contactnumber, contact no, contact number, contactphone',
    fax: 'faxno, faxnum, fax nbr',
    email:
      'email, eml, e mail, mail, usermail, emailid, emailaddr, email addr, mail addr, emailadr, useremail, user email, emailadd, loginemail, login email, email login, email check, emailcheck, email chk, emailconf, emailrepeat',
    extension: 'ext, phoneext, extn, phone ext, tel ext',
    area: 'areacd, npa, phone area, acode, ddd',
    dial: 'dialcode, phonecode, phone cc, callingcode, phonecountry, phone country code, country dial, phone country, isd, intlcode, ddi, mobile prefix, tel country, phone cntry, tel prefix, countrycode phone, mobile code, phone code, tel code country, ccode phone, country code phone, phone dial code, mobile country code, country code mobile, tel country code, idc',
    website: 'www, url, homepage, web',
    date: 'dt',
    day: 'dd, dy',
    month: 'mm, mon, mnth, mth',
    year: 'yy, yyyy, yr',
    'birth date': 'gebdat, gebdatum, geb dat, dob, bday, bdate, birthdt, dateofbirth, birth dt',
    birth: 'dob, birth, bd, bday, bth, birthdate, dateofbirth',
    card: 'cc, card, creditcard, ccard, crd, crdcard, payment card, cardpayment, cardinfo, pmt card',
    'card number':
      'ccnum, ccno, cardno, cardnum, cardnumber, ccnumber, cc num, card no, card nbr, cardnr, ccnr, acct num card, cc n, card n, crdno, accountnumber card',
    csc: 'cvv, cvc, csc, cvv2, cvc2, cid, cvn, cvnum, secode, seccode, securitycode, sec code, cccvc, cccvv, cvcode, cvvcode, verification val, card cvv, cv2, ccv, ccid, cardcode, cvd, cv num, cv number, cvnumber, cvnumb, cv code, cc verification, card verification, verification value, cc code, cccode',
    expiry:
      'exp, expdate, expiry, ccexp, expir, expr, cardexp, expirydate, exdate, cc exp, =valid thru, exp dt, expire',
    'expiry month':
      'expmonth, expmo, expmm, exp mo, exp m, ccmonth, ccexpmonth, card month, cc month, exmonth, expirymonth, mo exp, expm, exp mm, ccmm, ccm, cc exp mo',
    'expiry year':
      'expyear, expyr, expyy, exp yr, exp y, ccyear, ccexpyear, card year, cc year, exyear, expiryyear, expy, exp yy, ccyy, ccy, cc exp yr',
    holder:
      'cardholder, ccname, cc name, ccowner, cc owner, nameoncard, cardname, ccholder, chname, holdername, card owner, cardowner',
    'card kind': 'cctype, cardtype, ccbrand, cc type, card brand',
    company: 'corp, org, organisation, co name, company nm, compname, businessname, orgname, company',
    prefix:
      'salut, sal, honorific, nameprefix, prefix name, salutation, custtitle, persontitle, titlecode, title code, anrede',
    suffix: 'namesuffix, suffix name',
    job: 'jobtitle, occupation',
    number: 'no, nr, num, nbr, nmb',
    code: 'cd',
    user: 'uid, userid, usrname, uname, usr, login, username, logonid, signon, logon, userlogin, memberid, alogin',
    password: 'pwd, pass, passwd, psw, pw, passwort, pword, passw, passwordconfirm',
    search:
      'q, srch, kw, searchterm, search, typeahead search, keyword, searchbox, srchtext, s search, sitesearch, gsc',
    captcha:
      'captcha, recaptcha, g recaptcha response, h captcha response, captchacode, vcode, verifycode, validcode, securimage',
    once: 'otp, otpcode, totp, onetimecode, smscode, mfacode, tfa, authcode, verificationcode',
    bait: 'honeypot, hpot, contact me by fax, contact me by fax only, hnypt, botcheck, bot field, gotcha, are you human, nospam, antispambot, b name fake, website url hp, nobots, winnie pooh, leave blank',
    comment: 'msg, comments, cmt, remarks, bemerkung, desc, instr',
    other:
      'from city, to city, fromcity, tocity, qty, coupon, promo, vat, vatid, vat id, taxid, ssn, nif, cif, cpf, cnpj, rfc, curp, dni, nie, cuit, rut, iban, bic, fiscal code, codice fiscale, utm, utm source, gclid, token, csrf, nonce, ref, referer, currency, lang, locale, sortby, sku, pid, newsletter, tz, ip, sid',
    context:
      'ord, odr, pax, psgr, traveller, traveler, guest, attendee, person, applicant, adult, passenger, participant',
    shipping: 'ship, shp, dlv, deliv, shipto, shipping, shippingaddress, dest',
    billing: 'bill, bil, billto, billing, billingaddress, inv, invoice',
    'first-one': '1, 01, one',
    'second-one': '2, 02, two',
    'third-one': '3, 03, three',
  },
}
