import type { Words } from '@/lib/forms/words/words'

export const FRENCH: Words = {
  language: 'fr',
  silent:
    'actuel actuelle quelle quel de du des la le les l d votre vos ma mon un une a au aux veuillez saisir entrez indiquer indiquez sur en pour obligatoire facultatif optionnel saisissez renseigner ou quel quelle est ton ta',
  words: {
    'birth last name': 'nom naissance, nom de famille de naissance',
    'birth place': '=ne a, =nee a, =ne e a, =ou etes vous ne, =ou etes vous ne e, =ou es tu ne',
    extra: 'suite',
    'shipping full name': 'destinataire',
    'unit flat': 'appartement, appt, app, porte, bureau',
    name: 'nom, noms',
    'first name': 'prenom, prenoms, prenom usuel, premier prenom',
    'last name':
      'nom patronymique, nom famille, nom de famille, nom usage, patronyme, nom usuel, nom d usage, nomfamille, nomdefamille',
    'middle name': 'deuxieme prenom, second prenom, autres prenoms, 2eme prenom, prenom 2',
    'full name':
      'personne ressource, personne contact, votre interlocuteur, interlocuteur, nom et prenoms, personne a contacter pour la livraison, personne de contact, nom complet, nom prenom, prenom nom, nom et prenom, prenom et nom, nom prenoms, noms prenoms, nom destinataire, prenom nom famille, titulaire compte, titulaire du compte, nom titulaire compte',
    nick: 'surnom, pseudonyme',
    prefix: 'civilite, titre civilite, civ, mme m, m mme, monsieur madame, madame monsieur, titre courtoisie',
    sex: 'sexe, genre',
    title: 'titre',
    job: 'fonction, profession, poste, metier, emploi',
    company:
      'structure, nom de l entreprise, societe, entreprise, raison sociale, organisation, organisme, nom societe, nom entreprise, employeur, etablissement',
    address:
      'adresse complete, adresse exacte, adresse personnelle, adresse principale, adresse permanente, adresse du domicile, adresse domicile, adresse fiscale, adresse professionnelle, adresse du siege, adresse, adresses, adresse postale, domicile',
    street:
      'rue avenue, rue ou avenue, rue avenue boulevard, nom de la voie, rue, voie, nom rue, numero et rue, nom voie, libelle voie, avenue, rue et numero, numero et voie',
    'house number':
      'n de rue, no de rue, numero de rue, num de rue, numero de voie, n de voie, numero rue, numero voie, n rue, no rue, numero maison, n voie, num voie, num rue, numero civique, no civique, numero dans voie',
    'street number':
      'n et rue, n et voie, numero et nom rue, numero et libelle voie, rue numero, rue n, rue no',
    'extra address':
      'complement adresse, complement, complements, adresse complementaire, complement d adresse, adresse suite, suite adresse, informations complementaires adresse, adresse complement, complements adresse, adresse bis, complement adresse 1',
    'line second-one':
      'adresse 2, adresse ligne 2, ligne 2, adresse deuxieme ligne, complement adresse 2, ligne adresse 2, adresse suite',
    'line first-one': 'adresse 1, adresse ligne 1, ligne 1, ligne adresse 1',
    'line third-one': 'adresse 3, adresse ligne 3, ligne 3, ligne adresse 3',
    unit: 'boite, bte, batiment, etage, escalier, lieu dit, residence, immeuble, digicode, interphone, bp, boite postale, bat, lieudit, residence batiment, code porte, code acces immeuble',
    city: 'ville, commune, localite, nom ville, ville residence, nom commune, municipalite, agglomeration',
    district: 'quartier, arrondissement',
    region: 'departement, province, etat, canton, etat province, province etat, region, province territoire',
    postal: 'code postal, codepostal, cp, npa, cpostal, code postale, codepost, postal, c p',
    country: 'pays, pays residence, pays region',
    phone:
      '=a quel numero, =numero pouvons nous vous joindre, =numero vous joindre, telephone, tel, portable, mobile, numero telephone, num telephone, telephone portable, telephone mobile, telephone fixe, gsm, numero portable, n telephone, no telephone, tel portable, tel mobile, tel fixe, fixe, numero mobile, telephone domicile, telephones, cellulaire, numero tel, numtel, telportable',
    fax: 'fax, telecopie, telecopieur',
    email:
      'email, e mail, mail, courriel, adresse email, adresse e mail, adresse mail, adresse courriel, courrier electronique, adresse electronique, mel, adresse messagerie, mails, adresse courrier electronique',
    extension: 'poste telephonique, numero poste, extension',
    area: 'indicatif regional, code regional',
    dial: 'indicatif, indicatif pays, indicatif telephonique, code pays, indicatif international, indicatif du pays, prefixe pays, prefixe',
    website: 'site web, site internet, page web, adresse site, url',
    date: 'date',
    day: 'jour, jj',
    month: 'mois',
    year: 'annee, aaaa, annees, an',
    birth: 'naissance, naiss, =ne le, ne e le, =nee le',
    'birth date':
      'date naissance, date naiss, datenaissance, datenaiss, anniversaire, date anniversaire, ddn, ne e le, =ne le, =nee le',
    'birth year': 'annee naissance',
    'birth month': 'mois naissance',
    'birth day': 'jour naissance',
    card: 'carte, carte bancaire, carte credit, cb, carte bleue, carte paiement, cartes',
    'card number':
      'numero carte, n carte, no carte, num carte, numero cb, numero carte bancaire, numero carte credit, numerocarte, numcarte, n de carte, numero de carte',
    csc: 'cryptogramme, cryptogramme visuel, code securite, code verification carte, code cvv, cvv, cvc, code de securite, crypto, numero verification, code verification, trois derniers chiffres, 3 derniers chiffres au dos, 3 chiffres au dos, numero de controle, derniers chiffres au dos de la carte',
    expiry:
      'expiration, date expiration, date validite, fin validite, date fin validite, expire, expire fin, validite, date exp, valable jusqu, mm aa, expire le, dateexpiration, date limite, echeance, valable jusqu au, valable jusque, valide jusqu au',
    'expiry month': 'mois expiration, mois validite',
    'expiry year': 'annee expiration, annee validite',
    holder:
      'titulaire, titulaire carte, nom titulaire, nom sur carte, nom porteur, porteur, nom carte, nom figurant sur carte, detenteur, detenteur carte, nom detenteur, porteur carte, nom inscrit sur carte, nom titulaire carte',
    'card kind': 'type carte, type de carte',
    number: 'numero, n, num, numeros',
    code: 'code',
    place: 'lieu',
    confirm:
      'confirmer, confirmation, confirmez, repeter, repetez, ressaisir, ressaisissez, retaper, verification',
    user: 'identifiant, nom utilisateur, utilisateur, pseudo, login, numero client, numero adherent, n client, nom d utilisateur, identifiant client, nomutilisateur, numero compte',
    password: 'mot passe, motdepasse, mdp, code secret, mot de passe, code confidentiel, nouveau mot passe',
    search: 'recherche, rechercher, mot cle, mots cles, chercher, recherchez, trouver',
    captcha:
      'code image, code anti spam, recopiez, recopier, caracteres image, question securite, anti robot, code affiche',
    once: 'code confirmation, code recu, code sms, code activation, code unique',
    comment:
      'message, commentaire, commentaires, remarque, remarques, instructions, instructions livraison, question, observations, demande, votre message, precisions, description, informations complementaires, infos complementaires, mot cadeau, motif',
    bait: 'fins de validation, a des fins de validation, laisser ce champ vide, laisser vide, ne pas remplir, laissez ce champ vide, ne remplissez pas, ce champ vide, champ vide',
    other:
      'alias, ville d accueil, pays d accueil, lieu d accueil, adresse d accueil, nom sur la sonnette, nom sonnette, nom sur l interphone, nom interphone, nom sur la boite aux lettres, pays de delivrance, pays delivrance, pays emetteur, lieu de delivrance, carte cadeau, numero carte cadeau, bon cadeau, citoyennete, delivrance, etat civil, nom epoux, nom marital, code promo, promo, bon reduction, code promotionnel, code reduction, code avantage, code cadeau, carte cadeau, cheque cadeau, carte fidelite, numero carte fidelite, fidelite, carte identite, quantite, qte, objet, sujet, passeport, numero passeport, piece identite, numero securite sociale, securite sociale, siret, siren, tva, numero tva, n tva, tva intracommunautaire, rib, compte bancaire, banque, nationalite, immatriculation, plaque, vehicule, permis, permis conduire, nom jeune fille, lieu naissance, pays naissance, ville naissance, departement naissance, commune naissance, age, langue, devise, montant, prix, revenu, fichier, numero commande, n commande, reference, reference commande, numero facture, situation familiale, etat civil, service, depart, arrivee, destination, date depart, date arrivee, date livraison, date retour, vol, aller, retour, provenance, adultes, enfants, chambres, heure, horaire, moyen paiement, mode paiement, produit, nom produit, nom fichier, assurance, ecole, parrain, code parrainage, nom adresse, alias adresse, intitule, taille, poids, secteur, secteur activite, effectif, numero dossier, newsletter, code naf, ape, rcs, numero serie, nom association, distance, rayon, nombre de personnes, nombre personnes, nombre participants, nombre d adultes, nom de l equipe, nom equipe',
    context:
      'eleve, commande, voyage, panier, passager, passagers, voyageur, participant, personne, conducteur, adulte, demandeur',
    someone:
      'urgence, contact urgence, conjoint, mere, pere, enfant, ami, beneficiaire, tuteur, ancienne adresse, accompagnant, accompagnateur, ayant droit, enfants, epoux, epouse, personne a prevenir, representant legal, second conducteur, co emprunteur',
    shipping: 'livrer a, livraison, expedition, destinataire, livre',
    billing: 'facturation, facture',
  },
}
