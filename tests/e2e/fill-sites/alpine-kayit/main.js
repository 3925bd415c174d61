import Alpine from 'alpinejs'
import { filesOf, show, showSent } from '../state.js'

Alpine.data('kayit', () => ({
  adim: 1,
  uye: {
    ad: '',
    soyad: '',
    eposta: '',
    cep: '',
    dogum: '',
    adres: '',
    posta: '',
    il: '',
    ulke: '',
    foto: '',
  },
  init() {
    Alpine.effect(() => show({ ...this.uye }))
  },
  yukle(input) {
    this.uye.foto = filesOf(input).join(', ')
  },
  gonder() {
    showSent({ ...this.uye })
  },
}))
Alpine.start()
