import { describe, expect, it } from 'vitest'
import { namesOf } from './page-of'

/** Boxes that were copied with their names, labels and questions. */

describe('one name for several boxes', () => {
  const box = (preceding: string, name = 'email') => ({ preceding, name })

  it('says nothing of any where people read different things', () => {
    expect(namesOf([box('Emp ID'), box('Age'), box('Issue date'), box('Full name'), box('Email')])).toEqual([
      null,
      null,
      null,
      'name',
      'email',
    ])
    const id = (label: string) => ({ label, id: 'nome' })
    expect(namesOf([id('Nome completo'), id('Endereço'), id('Cidade')], 'pt')).toEqual([
      'name',
      'street-address',
      'address-level2',
    ])
  })

  it('still says it of the pieces of one thing, and of what is typed twice', () => {
    expect(namesOf([box('Telefon', 'tel'), { name: 'tel' }], 'de')[0]).not.toBeNull()
    expect(namesOf([box('E-mail'), box('Again, please')])).toEqual(['email', 'email'])
  })
})

describe('two names in a row and then their boxes', () => {
  const both = (first: string, second: string, id: string) => [
    {
      id,
      labels: [
        { from: 'preceding' as const, text: second },
        { from: 'further' as const, text: first },
      ],
    },
    { id: `${id}2` },
  ]

  it('belong to the boxes in their order', () => {
    expect(
      namesOf(
        [
          ...both('Primer Nombre*', 'Segundo Nombre', 'nombre'),
          ...both('Primer Apellido*', 'Segundo Apellido', 'apellido'),
        ],
        'es',
      ),
    ).toEqual(['given-name', 'additional-name', 'family-name', null])
  })

  it('not where the second says more of the first', () => {
    expect(namesOf(both('Teléfono', 'Código de área', 'a'), 'es')[0]).toBe('tel-area-code')
  })
})

describe('buttons of two questions with one name', () => {
  const button = (label: string, preceding: string) => ({ type: 'radio', name: 'radio', label, preceding })

  it('are two questions where a label is around each', () => {
    const [sir, madam] = ['Aanhef Dhr. Mevr.', 'Aanhef Dhr. Mevr.']
    expect(
      namesOf(
        [
          button(sir, 'Aanhef'),
          button(madam, 'Dhr.'),
          button('Auto inruilen Ja Nee', 'Auto inruilen'),
          button('Auto inruilen Ja Nee', 'Ja'),
        ],
        'nl',
      ).slice(2),
    ).toEqual([null, null])
  })

  it('are what is asked before them', () => {
    const named = (name: string, asked: string, ...labels: readonly string[]) =>
      namesOf(
        labels.map((label, at) => ({
          type: 'radio',
          name,
          label,
          ...(at === 0 && { preceding: asked }),
          tag: 'input' as const,
          options: [{ value: label, text: label }],
        })),
        'nl',
      )
    expect(named('geslacht', 'Geslacht', 'Dhr.', 'Mevr.')).toEqual(['sex', 'sex'])
    expect(named('title', 'Aanhef', 'De heer', 'Mevrouw')).toEqual(['honorific-prefix', 'honorific-prefix'])
  })
})
