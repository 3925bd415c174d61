import Alpine from 'alpinejs'
import { show, showSent } from '../state.js'

Alpine.data('kayit', () => ({
  adim: 1,
  uye: { ad: '', soyad: '', eposta: '', cep: '', dogum: '', adres: '', posta: '', il: '', ulke: '' },
  init() {
    Alpine.effect(() => show({ ...this.uye }))
  },
  gonder() {
    showSent({ ...this.uye })
  },
}))
Alpine.start()
