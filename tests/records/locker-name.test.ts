import { describe, expect, it } from 'vitest'
import { fullName, isLocker, isLockerName, parseLocker, siteName } from '@/lib/records/locker-name'

const NOTES = 'https://notes.example'

describe('names of lockers', () => {
  it('are small letters, digits and hyphens after app:', () => {
    for (const good of ['app:notes', 'app:a', 'app:2-do', `app:${'a'.repeat(64)}`])
      expect(isLockerName(good), good).toBe(true)
    for (const bad of [
      'notes',
      'app:',
      'app:Notes',
      'app:-a',
      'app:a/b',
      'app:a.b',
      'app:..',
      'app:__proto__',
      'app:a b',
      `app:${'a'.repeat(65)}`,
      `app:${'a'.repeat(10_000)}`,
      'app:notes@https://notes.example',
      'app:notes\n',
    ])
      expect(isLockerName(bad), bad.slice(0, 80)).toBe(false)
  })

  it('carry the origin they belong to', () => {
    expect(fullName('app:notes', NOTES)).toBe('app:notes@https://notes.example')
    expect(fullName('contacts', NOTES)).toBe('contacts')
    expect(parseLocker('app:notes@https://notes.example')).toEqual({ name: 'app:notes', origin: NOTES })
    for (const bad of [
      'app:notes',
      'contacts',
      'app:notes@notes.example',
      'app:notes@https://a/b',
      'app:n@https://a@b',
    ])
      expect(isLocker(bad), bad).toBe(false)
  })

  it('are short to their own site and whole to every other', () => {
    const full = 'app:notes@https://notes.example'
    expect(siteName(full, NOTES)).toBe('app:notes')
    expect(siteName(full, 'https://editor.example')).toBe(full)
    expect(fullName(full, 'https://editor.example')).toBe(full)
  })
})
