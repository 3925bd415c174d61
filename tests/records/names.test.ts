import { expect, test } from 'vitest'
import { orderOf, splitName, wholeName } from '@/lib/records/names'

test.each([
  [{ 'given-name': 'Ada', 'family-name': 'Lovelace' }, undefined, 'Ada Lovelace'],
  [
    {
      'honorific-prefix': 'Dr.',
      'given-name': 'Ada',
      'additional-name': 'King',
      'family-name': 'Lovelace',
      'honorific-suffix': 'PhD',
    },
    undefined,
    'Dr. Ada King Lovelace PhD',
  ],
  [{ 'given-name': 'János', 'family-name': 'Nagy' }, 'family-first', 'Nagy János'],
  [{ 'given-name': '太郎', 'family-name': '山田' }, 'family-first', '山田太郎'],
  [{ 'given-name': '연아', 'family-name': '김' }, 'family-first', '김연아'],
  [{ 'given-name': 'Taro', 'family-name': '山田' }, 'family-first', '山田 Taro'],
  [{}, undefined, ''],
] as const)('%j written whole', (parts, order, whole) => expect(wholeName(parts, order)).toBe(whole))

test.each([
  ['Ada Lovelace', 'given-first', { 'given-name': 'Ada', 'family-name': 'Lovelace' }],
  [
    '  Ada   King  Lovelace ',
    'given-first',
    { 'given-name': 'Ada', 'additional-name': 'King', 'family-name': 'Lovelace' },
  ],
  ['Lovelace, Ada', 'given-first', { 'given-name': 'Ada', 'family-name': 'Lovelace' }],
  ['Dr. med. X', 'given-first', { 'honorific-prefix': 'Dr.', 'given-name': 'med.', 'family-name': 'X' }],
  [
    'Mr Martin Luther King, Jr.',
    'given-first',
    {
      'honorific-prefix': 'Mr',
      'given-name': 'Martin',
      'additional-name': 'Luther',
      'family-name': 'King',
      'honorific-suffix': 'Jr.',
    },
  ],
  ['Ludwig van Beethoven', 'given-first', { 'given-name': 'Ludwig', 'family-name': 'van Beethoven' }],
  ['Juan de la Cruz', 'given-first', { 'given-name': 'Juan', 'family-name': 'de la Cruz' }],
  ['Nagy János', 'family-first', { 'given-name': 'János', 'family-name': 'Nagy' }],
  ['山田 太郎', 'family-first', { 'given-name': '太郎', 'family-name': '山田' }],
  ['山田太郎', 'family-first', {}],
  ['김연아', 'family-first', { 'given-name': '연아', 'family-name': '김' }],
  ['남궁민수', 'family-first', { 'given-name': '민수', 'family-name': '남궁' }],
  ['Plato', 'given-first', { 'given-name': 'Plato' }],
  ['Mr Darcy', 'given-first', { 'honorific-prefix': 'Mr', 'family-name': 'Darcy' }],
  ['', 'given-first', {}],
] as const)('%j in parts', (whole, order, parts) => expect(splitName(whole, order)).toEqual(parts))

test('the stored order goes before that of the script', () => {
  expect(orderOf('given-first', '山田太郎')).toBe('given-first')
  expect(orderOf(null, '山田 太郎')).toBe('family-first')
  expect(orderOf(null, 'Ada Lovelace')).toBe('given-first')
  expect(orderOf('sideways', 'Ada')).toBe('given-first')
})
