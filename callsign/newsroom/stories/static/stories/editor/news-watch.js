/** Asks what others did, every few seconds; not while she types. It says "news" and "editing". */
import * as server from "./server.js"

const NEWS_MS = 8_000
// Whoever typed this lately is not to be disturbed by what others did.
const TYPING_MS = 1_500

export class NewsWatch extends EventTarget {
  #typedAt = -Infinity

  constructor({ draft, isBusy }) {
    super()
    Object.assign(this, { draft, isBusy })
    setInterval(() => this.#ask(), NEWS_MS)
  }

  typed() {
    this.#typedAt = performance.now()
  }

  get #isBad() {
    return this.isBusy() || performance.now() - this.#typedAt < TYPING_MS
  }

  async #ask() {
    if (document.hidden || this.#isBad) return
    const news = await server.newsSince(this.draft.revision).catch((error) => {
      if (!(error instanceof server.Refused)) throw error
      // Whoever cannot be asked is not seen typing; keeping says what is wrong.
      return { editing: [] }
    })
    this.#say("editing", news.editing)
    if (news.revision && !this.#isBad) this.#say("news", news)
  }

  #say(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }))
  }
}
