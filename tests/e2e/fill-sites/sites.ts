import { site as alpine } from './alpine-kayit/fields'
import { site as angular } from './angular-reserva/fields'
import { site as element } from './element-sincheong/fields'
import { site as frames } from './frames/fields'
import { site as hookForm } from './hook-form-anmeldung/fields'
import { site as imask } from './imask-zakaz/fields'
import { site as jquery } from './jquery-talab/fields'
import { site as lit } from './lit-encomenda/fields'
import { site as masks } from './masks/fields'
import { site as preact } from './preact-afspraak/fields'
import { site as react } from './react-checkout/fields'
import { site as restless } from './restless/fields'
import type { FillSite } from './site'
import { site as solid } from './solid-zamowienie/fields'
import { site as steps } from './steps-zhuce/fields'
import { site as svelte } from './svelte-prenota/fields'
import { site as table } from './table-moushikomi/fields'
import { site as throwing } from './throwing/fields'
import { site as vue } from './vue-commande/fields'

/** The sites on which a fill ends well. `leaving` and the huge page have tests of their own. */
export const SITES: readonly FillSite[] = [
  react,
  hookForm,
  vue,
  angular,
  svelte,
  lit,
  preact,
  solid,
  alpine,
  imask,
  table,
  element,
  jquery,
  steps,
  masks,
  frames,
  restless,
  throwing,
]
