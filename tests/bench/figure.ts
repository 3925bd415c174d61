export interface Figure {
  readonly name: string
  readonly value: number
  /** Nothing where things are counted. */
  readonly unit: 'ms' | 'B' | ''
  /** What it stands beside, where there is another side. */
  readonly beside?: { readonly name: string; readonly value: number }
  readonly ratio?: number
  /** What the figure should be at most: of the ratio where there is one and it says so, else of the value. */
  readonly limit?: { readonly of: 'value' | 'ratio'; readonly most: number }
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

/** Medians of two sides that were measured in turn, with their ratio and, where it is given, what that should be at most. */
export function compared(
  name: string,
  values: readonly number[],
  beside: { readonly name: string; readonly values: readonly number[] },
  most?: number,
): Figure {
  const [value, other] = [median(values), median(beside.values)]
  return {
    name,
    value,
    unit: 'ms',
    beside: { name: beside.name, value: other },
    ratio: value / other,
    ...(most !== undefined && { limit: { of: 'ratio', most } }),
  }
}
