/** As much of JSON Schema 2020-12 as docs/protocol uses. A keyword it does not know is an error, never ignored. */
export interface Schema {
  readonly [keyword: string]: unknown
}

type Check = (value: unknown, argument: never, schema: Schema) => boolean

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

const CHECKS: { readonly [keyword: string]: Check } = {
  $schema: () => true,
  title: () => true,
  type: (value, types: string | readonly string[]) =>
    [types].flat().some((type) => (type === 'integer' ? Number.isInteger(value) : type === typeOf(value))),
  const: (value, only: unknown) => value === only,
  enum: (value, all: readonly unknown[]) => all.includes(value),
  oneOf: (value, all: readonly Schema[]) => all.filter((one) => matches(one, value)).length === 1,
  anyOf: (value, all: readonly Schema[]) => all.some((one) => matches(one, value)),
  minimum: (value, n: number) => typeof value !== 'number' || value >= n,
  maximum: (value, n: number) => typeof value !== 'number' || value <= n,
  pattern: (value, text: string) => typeof value !== 'string' || new RegExp(text, 'u').test(value),
  minLength: (value, n: number) => typeof value !== 'string' || [...value].length >= n,
  maxLength: (value, n: number) => typeof value !== 'string' || [...value].length <= n,
  minItems: (value, n: number) => !Array.isArray(value) || value.length >= n,
  maxItems: (value, n: number) => !Array.isArray(value) || value.length <= n,
  items: (value, schema: Schema) => !Array.isArray(value) || value.every((item) => matches(schema, item)),
  minProperties: (value, n: number) => !isObject(value) || Object.keys(value).length >= n,
  maxProperties: (value, n: number) => !isObject(value) || Object.keys(value).length <= n,
  required: (value, names: readonly string[]) =>
    !isObject(value) || names.every((name) => Object.hasOwn(value, name)),
  propertyNames: (value, schema: Schema) =>
    !isObject(value) || Object.keys(value).every((name) => matches(schema, name)),
  properties: (value, schemas: Record<string, Schema>) =>
    !isObject(value) ||
    Object.entries(schemas).every(
      ([name, schema]) => !Object.hasOwn(value, name) || matches(schema, value[name]),
    ),
  additionalProperties: (value, others: false | Schema, { properties = {} }) =>
    !isObject(value) ||
    Object.keys(value).every(
      (name) =>
        Object.hasOwn(properties as object, name) || (others !== false && matches(others, value[name])),
    ),
}

export function matches(schema: Schema, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, argument]) => {
    const check = CHECKS[keyword]
    if (!check) throw new Error(`unknown keyword ${keyword}`)
    return check(value, argument as never, schema)
  })
}
