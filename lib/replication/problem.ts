/** Why a replica did not do what it was asked. Closed list: what it answered is never passed on. */
export type ReplicaProblem =
  /** No answer, or none in time: the network, the name, the certificate. */
  | 'unreachable'
  /** It does not take the credentials, or they do not allow this. */
  | 'refused'
  /** The place named is not there (bucket, folder). */
  | 'no-place'
  /** No room left. */
  | 'full'
  /** It asks to be left alone for a while. */
  | 'busy'
  /** Its clock and this device's are too far apart for its signatures. */
  | 'clock'
  /** It sends elsewhere; nobody is followed. */
  | 'redirected'
  /** It says that something is wrong with itself. */
  | 'failing'
  /** It answered something that is not an answer to the question: another kind of server, a page of HTML, too much. */
  | 'wrong-answer'
