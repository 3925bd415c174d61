import { expectTypeOf, it } from 'vitest'
import type { GrantAnswer, SiteResults } from '@/lib/protocol/site'
import type { Form as WireForm } from '@/lib/records/form'
import type { GrantParts } from '@/lib/sdk/answers'
import type { Claim, Form } from '@/lib/sdk/claims'
import type { Vault } from '@/lib/sdk/types'

it('types the answer by what was asked', () => {
  const ask = (vault: Vault) =>
    vault.request({
      purpose: { text: 'x' },
      claims: {
        'shipping street-address': { required: true },
        email: { required: true, accepts: ['alias'] },
        bday: { accepts: ['over:18', 'year'] },
        'section-gift work tel': {},
      },
    })
  type Grant = Awaited<ReturnType<typeof ask>>
  expectTypeOf<Grant['data']['shipping street-address']>().toEqualTypeOf<string>()
  expectTypeOf<Grant['data']['email']>().toEqualTypeOf<
    string | { readonly form: 'alias'; readonly value: string }
  >()
  expectTypeOf<true>().toExtend<Extract<Grant['data']['bday'], { readonly form: unknown }>['value']>()
  expectTypeOf<Grant['data']['section-gift work tel']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<Grant['data']>().not.toHaveProperty('tel')
})

it('knows the claims', () => {
  expectTypeOf<'billing postal-code'>().toExtend<Claim>()
  expectTypeOf<'section-a shipping home email'>().toExtend<Claim>()
  expectTypeOf<'home name'>().not.toExtend<Claim>()
  expectTypeOf<'emial'>().not.toExtend<Claim>()
  expectTypeOf<'*'>().not.toExtend<Claim>()
})

it('says the same as the wire', () => {
  expectTypeOf<keyof GrantParts>().toEqualTypeOf<keyof GrantAnswer | 'collections'>()
  expectTypeOf<GrantParts['state']>().toEqualTypeOf<GrantAnswer['state']>()
  expectTypeOf<Awaited<ReturnType<Vault['query']>>>().toEqualTypeOf<SiteResults['query']>()
  expectTypeOf<Form | 'full'>().toEqualTypeOf<WireForm>()
})
