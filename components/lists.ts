import { localeTag } from '@/components/locale'

/** Several things in words, joined as the reader's language joins them: "name, address and e-mail", "الاسم والعنوان". */
export function listText(
  parts: readonly string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat(localeTag(), { type }).format(parts)
}
