/**
 * One random word for as long as this page stands: by it the station counts how many
 * listen. It is kept nowhere, and the next page has another.
 */
const bytes = crypto.getRandomValues(new Uint8Array(16))
const session = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")

/** An address with the word added, where it is one that is counted: of a list or a stream. */
export function counted(address) {
  const url = new URL(address, location.href)
  if (/\.(m3u8|mp3)$/.test(url.pathname)) url.searchParams.set("s", session)
  return url.href
}
