/** The newsroom's side of the editor, below the address of the page. */
const TOKEN = "[name=csrfmiddlewaretoken]"

/** The server said no, in a sentence; `status` is its number, 0 when it did not answer. */
export class Refused extends Error {
  constructor(sentence, status, body = {}) {
    super(sentence)
    Object.assign(this, { status, body })
  }
}

export const openDocument = () => ask("document.json")
export const newsSince = (revision) => ask(`news.json?since=${revision}`)
export const save = (work) => ask("save/", "POST", { ...work, note: "" })
export const check = (revision) => ask("check/", "POST", { revision })
export const correct = (passage) => ask("correct/", "POST", passage)
export const retract = (passage) => ask("retract/", "POST", passage)
/** Names that are probably misspelled, in the words of each turn. */
export const suspectNames = (turns) => ask("names/", "POST", { turns })
export const workingCopy = () => ask("working-copy/")
export const forgetWorkingCopy = ({ window, seen }) => ask("working-copy/", "DELETE", { window, seen })

/** `isLeaving` lets the request outlive the page. */
export const keepWorkingCopy = (work, isLeaving = false) => ask("working-copy/", "PUT", work, isLeaving)

let token = null

async function ask(address, method = "GET", body, keepalive = false) {
  let [response, said] = await send(address, method, body, keepalive)
  // A sentence of the newsroom's own is its answer; without one, Django did not know the token.
  if (response.status === 403 && !said && method !== "GET" && (await findNewToken())) {
    ;[response, said] = await send(address, method, body, keepalive)
  }
  if (response.status === 204) return null
  if (response.ok && said && !response.redirected) return said
  throw new Refused(said?.error ?? sentenceFor(response), response.status, said ?? {})
}

async function send(address, method, body, keepalive) {
  const headers = { Accept: "application/json" }
  if (method !== "GET") headers["X-CSRFToken"] = token ?? document.querySelector(TOKEN)?.value ?? ""
  if (body) headers["Content-Type"] = "application/json"
  const asked = fetch(address, { method, headers, body: body && JSON.stringify(body), keepalive })
  const response = await asked.catch(() => {
    throw new Refused("The newsroom's server does not answer.", 0)
  })
  return [response, await response.json().catch(() => null)]
}

/** Who signs in again, in another tab, gets another token: this page's own is old then. */
async function findNewToken() {
  const [response] = await send("working-copy/", "GET")
  const found = response.ok && !response.redirected ? response.headers.get("X-CSRFToken") : null
  token = found ?? token
  return Boolean(found)
}

function sentenceFor({ status, redirected }) {
  if (redirected || status === 401) return "You are signed out. Sign in again in another tab."
  if (status === 403) return "The server refused this: your session may have ended. Sign in again in another tab."
  return `The server could not do this (${status}).`
}
