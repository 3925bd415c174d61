import { useEffect, useState } from 'preact/hooks'

interface Edges {
  readonly folders: () => Promise<{ readonly canPick: boolean }>
}

/** Whether this browser can give a folder: where it cannot, none is spoken of. */
export function useCanPick(edges: Edges): boolean {
  const [canPick, setCanPick] = useState(false)
  useEffect(
    () =>
      void edges.folders().then(
        (found) => setCanPick(found.canPick),
        () => undefined,
      ),
    [edges],
  )
  return canPick
}
