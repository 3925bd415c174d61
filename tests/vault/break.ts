/**
 * Makes calls of IndexedDB fail: opening, beginning a transaction, and each request in one. `when` is asked with the number
 * of the call and its name; a failing request aborts its transaction with an error of that name, as a browser does.
 */
export function breakDatabaseCalls(
  when: (at: number, call: string) => boolean,
  name: string,
): { readonly mend: () => void; readonly calls: () => number } {
  let calls = 0
  const undo: (() => void)[] = []
  const fails = (call: string) => when(calls++, call)

  function replace<Target extends object, Key extends keyof Target>(
    target: Target,
    key: Key,
    make: (original: Target[Key]) => Target[Key],
  ): void {
    const original = target[key]
    target[key] = make(original)
    undo.push(() => {
      target[key] = original
    })
  }

  const error = () => new DOMException('broken by the test', name)
  replace(IDBFactory.prototype, 'open', (original) => {
    return function (this: IDBFactory, ...given: Parameters<IDBFactory['open']>) {
      if (fails('open')) throw error()
      return original.apply(this, given)
    }
  })
  replace(IDBDatabase.prototype, 'transaction', (original) => {
    return function (this: IDBDatabase, ...given: Parameters<IDBDatabase['transaction']>) {
      // One that changes the version is begun by the database itself.
      if ((given[1] as string) !== 'versionchange' && fails('transaction')) throw error()
      return original.apply(this, given)
    }
  })
  for (const method of [
    'get',
    'put',
    'delete',
    'getAll',
    'getAllKeys',
    'count',
    'openKeyCursor',
    'add',
  ] as const) {
    replace(IDBObjectStore.prototype, method, (original) => {
      return function (this: IDBObjectStore, ...given: never[]) {
        if (fails(method)) throw error()
        return (original as (...args: never[]) => IDBRequest).apply(this, given)
      } as typeof original
    })
  }
  return {
    mend: () => {
      for (const step of undo.splice(0)) step()
    },
    calls: () => calls,
  }
}
