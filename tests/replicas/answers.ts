/** What servers of each kind say, as text. */

export const HTML =
  '<!doctype html><html><head><title>Sign in</title></head><body><p>Wi-Fi &copy; Hotel<br></body></html>'

export const bucketOf = (entries: string, more = '<IsTruncated>false</IsTruncated>') =>
  `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${more}${entries}</ListBucketResult>`
export const content = (key: string, size = '1') =>
  `<Contents><Key>${key}</Key><Size>${size}</Size></Contents>`
export const multistatus = (responses: string) =>
  `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">${responses}</D:multistatus>`
export const file = (href: string, length = '1') =>
  `<D:response><D:href>${href}</D:href><D:propstat><D:prop><D:resourcetype/><D:getcontentlength>${length}</D:getcontentlength></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`
export const collection = (href: string) =>
  `<D:response><D:href>${href}</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`
export const items = (entries: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ '@context': 'x', items: entries })
