/** Bytes of an attachment in one chunk; the last may have fewer. */
export const CHUNK = 65_536

/** Sealed chunks that lie together as one value, one after the other. */
export const GROUP = 8
