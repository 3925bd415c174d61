import { createApp } from 'vue'
import { filesOf, show, showSent } from '../state.js'

createApp({
  data: () => ({
    commande: {
      civilite: '',
      prenom: '',
      nom: '',
      courriel: '',
      adresse: '',
      cp: '',
      ville: '',
      pays: '',
      tel: '',
      site: '',
      justificatif: '',
    },
  }),
  watch: { commande: { deep: true, handler: (commande) => show(commande) } },
  methods: {
    joindre({ target }) {
      this.commande.justificatif = filesOf(target).join(', ')
    },
    envoyer() {
      showSent(this.commande)
    },
  },
  template: `
    <form @submit.prevent="envoyer">
      <h1>Votre commande</h1>
      <fieldset>
        <legend>Civilité</legend>
        <label class="row"><span>Madame</span><input type="radio" value="mme" v-model="commande.civilite" name="civilite"></label>
        <label class="row"><span>Monsieur</span><input type="radio" value="m" v-model="commande.civilite" name="civilite"></label>
      </fieldset>
      <div class="row">
        <label>Prénom <input id="prenom" v-model.trim="commande.prenom"></label>
        <label>Nom de famille <input id="nom" v-model.lazy="commande.nom"></label>
      </div>
      <label>Adresse e-mail <input id="courriel" type="email" v-model="commande.courriel"></label>
      <label>Adresse (numéro et rue) <textarea id="adresse" v-model="commande.adresse" rows="2"></textarea></label>
      <div class="row">
        <label>Code postal <input id="cp" v-model="commande.cp"></label>
        <label>Ville <input id="ville" v-model="commande.ville"></label>
      </div>
      <label>Pays
        <select id="pays" v-model="commande.pays">
          <option disabled value="">Choisissez</option>
          <option value="75">France</option><option value="32">Belgique</option>
          <option value="826">Royaume-Uni</option><option value="756">Suisse</option>
        </select>
      </label>
      <label>Téléphone <input id="tel" type="tel" v-model="commande.tel"></label>
      <label>Justificatif de tarif réduit <input id="justificatif" type="file" accept=".pdf,.jpg,.jpeg" @change="joindre"></label>
      <label style="opacity:0;position:absolute;pointer-events:none">Fax <input id="site" name="fax" v-model="commande.site" tabindex="-1"></label>
      <button type="submit">Commander</button>
    </form>`,
}).mount('#app')
